"""One process, several engines, the same questions in turn: CPU time of each answer, and whether the answers agree."""

from __future__ import annotations

import gc
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bench.engines import COUNTED, TOP, Answer, Session
from bench.queries import Question, Shape

REPEATS = 3
SLOW = 0.05
"""Seconds; what takes longer is not asked again."""
TOP_ONLY, FACETS = "top 10", "with three facets"
COLD, WARM = "cold", "warm"

Times = dict[str, dict[str, dict[str, dict[str, list[float]]]]]
"""Class -> TOP_ONLY or FACETS -> COLD or WARM -> engine -> seconds, one for each question it can answer."""


class EnginesDisagree(AssertionError):
    """Two engines gave different answers to one question: nothing they took is worth reporting."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a round of questions came to."""

    times: Times
    hits: Mapping[str, float]
    """Class -> median of the totals."""
    answered: int
    partial: Mapping[str, int]
    """Engine -> answers of which it said that they are not complete."""
    off: Mapping[str, int]
    """Engine -> answers with counts that are off, as it had said they might be."""


def asked(sessions: Mapping[str, Session], questions: Mapping[str, Sequence[Question]]) -> Asked:
    """Ask everything, checking every answer; the engine that begins changes from question to question."""
    times: Times = {}
    hits: dict[str, float] = {}
    answers: list[dict[str, Answer]] = []
    off: Counter[str] = Counter()
    _warm_up(sessions, questions)
    gc.collect()
    gc.freeze()
    for name, of_class in questions.items():
        times[name] = {how: {state: {e: [] for e in sessions} for state in (COLD, WARM)} for how in (TOP_ONLY, FACETS)}
        totals = []
        for number, question in enumerate(of_class):
            for how in times[name]:
                found = _round(sessions, number % len(sessions), question, times[name][how], facets=how == FACETS)
                off.update(check(question, found))
                answers.append(found)
                totals += [answer.total for answer in found.values()][:1]
        hits[name] = float(np.median(totals)) if totals else 0.0
    partial = {e: sum(e in found and found[e].is_partial for found in answers) for e in sessions}
    return Asked(times, hits, len(answers), partial, dict(off))


def _warm_up(sessions: Mapping[str, Session], questions: Mapping[str, Sequence[Question]]) -> None:
    """What is loaded or made once in the life of a searcher is not the cost of a question."""
    for of_class in questions.values():
        for session in sessions.values():
            session.ask(of_class[0], facets=True)


def _round(
    sessions: Mapping[str, Session],
    first: int,
    question: Question,
    times: dict[str, dict[str, list[float]]],
    *,
    facets: bool,
) -> dict[str, Answer]:
    names = list(sessions)
    answers = {}
    for name in names[first:] + names[:first]:
        cold, answer = _timed(sessions[name], question, facets=facets, is_cold=True)
        if answer is None:
            continue
        warm, _ = _timed(sessions[name], question, facets=facets, is_cold=False)
        times[COLD][name].append(cold)
        times[WARM][name].append(warm)
        answers[name] = answer
    return answers


def _timed(session: Session, question: Question, *, facets: bool, is_cold: bool) -> tuple[float, Answer | None]:
    """Median seconds of CPU of a few answers."""
    taken: list[float] = []
    while len(taken) < REPEATS:
        if is_cold:
            session.forget()
        began = time.process_time()
        answer = session.ask(question, facets=facets)
        taken.append(time.process_time() - began)
        if answer is None or taken[-1] > SLOW:
            break
    return float(np.median(taken)), answer


def check(question: Question, answers: Mapping[str, Answer]) -> set[str]:
    """Engines whose counts are off as they had said they might be.

    EnginesDisagree when totals or counts differ though no engine said that its own are not complete.
    """
    judged = {name: a for name, a in answers.items() if not (a.is_partial or _is_excused(name, question))}
    totals = {name: answer.total for name, answer in judged.items()}
    if len(set(totals.values())) > 1:
        raise EnginesDisagree(f"{question}: {totals} hits")
    for name, answer in judged.items():
        if len(answer.top) != min(TOP, answer.total):
            raise EnginesDisagree(f"{question}: {name} shows {len(answer.top)} of {answer.total}")
    off = set()
    for facet in COUNTED if all(answer.facets for answer in judged.values()) else ():
        exact = {name: _shown(a.facets[facet]) for name, a in judged.items() if not a.counts_are_estimates}
        if any(one != next(iter(exact.values())) for one in exact.values()):
            raise EnginesDisagree(f"{question}: {facet}: {exact}")
        estimates = {name: _shown(a.facets[facet]) for name, a in judged.items() if a.counts_are_estimates}
        off |= {name for name, shown in estimates.items() if exact and shown != next(iter(exact.values()))}
    return off


def _shown(counts: Sequence[tuple[str, int]]) -> tuple[list[int], dict[str, int]]:
    """What must be equal: the counts in their order, and the values that occur more often than the last one."""
    return [n for _, n in counts], {value: n for value, n in counts if n > counts[-1][1]}


def _is_excused(name: str, question: Question) -> bool:
    """Stock Whoosh takes two swapped letters for two edits; the others for one."""
    return name == "whoosh" and question.shape is Shape.FUZZY
