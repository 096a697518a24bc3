"""Why an article scores what it scores: the terms that its score is the sum of. Asked for single articles only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from search.evaluate.clauses import Clause, Term, WordForms
from search.evaluate.combining import AllOf, AtLeast, Best, Scaled
from search.evaluate.nearness import Nearby
from search.evaluate.postings import Rows
from search.results import ScorePart


def parts(clause: Clause, row: int) -> tuple[ScorePart, ...]:
    """What each term of *clause* adds to the score of *row*; nothing where it does not match."""
    return tuple(_parts(clause, np.array([row], np.int32), 1.0))


def _parts(clause: Clause, row: Rows, factor: float) -> Iterator[ScorePart]:
    score = _score(clause, row)
    if score is None:
        return
    match clause:
        case Term():
            yield _of_term(clause, row, factor)
        case WordForms(stem, surface):
            yield from _of_all((surface, stem), row, factor)
        case Nearby(words=inner) | AllOf(inner) | AtLeast(inner):
            yield from _of_all(inner, row, factor)
        case Best(inner):
            yield from _parts(max(inner, key=lambda one: _score(one, row) or 0.0), row, factor)
        case Scaled(inner, share):
            yield from _parts(inner, row, factor * share)
        case _ if score:
            yield ScorePart(type(clause).__name__, "", "", 0, 0, 0.0, 0.0, factor, factor * score)


def _of_all(clauses: Sequence[Clause], row: Rows, factor: float) -> Iterator[ScorePart]:
    for clause in clauses:
        yield from _parts(clause, row, factor)


def _of_term(term: Term, row: Rows, factor: float) -> ScorePart:
    _, places = term.postings.among(row)
    weights = term.postings.weights(places)
    return ScorePart(
        term=term.said.text,
        field=term.said.field,
        form=term.said.form,
        frequency=int(weights[0]),
        length=int(term.saturations.lengths(row)[0]),
        average_length=term.saturations.average,
        idf=term.worth / term.said.share,
        weight=factor * term.said.share,
        score=float(factor * term.worth * term.saturations.of(row, weights)[0]),
    )


def _score(clause: Clause, row: Rows) -> float | None:
    mask, scores = clause.among(row)
    return float(scores[0]) if mask[0] else None
