"""Pairs of records that may be one, by what speaks for and against it; people decide, nothing is merged here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from index.authority.catalogue import Catalogue
from index.columns import Columns
from index.entities.joining.found import compared
from index.entities.joining.persons import is_short_for
from index.schema import NAMES

CONSIDERED = 4_000
"""Records of each kind that are compared, those of the most articles."""
CROWD = 40
"""Records that share a word; where more do, the word proves nothing."""
LEAST = 0.35
"""Of all evidence; less is not worth a person's time."""
NEVER_MIND = 366
"""Days between the articles of two records beyond which they count as of other times."""

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two records of one kind; the first has more articles."""

    kind: str
    id: str
    name: str
    articles: int
    other: str
    other_name: str
    other_articles: int
    score: float
    """0 to 1."""
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One record, as it is compared."""

    id: str
    name: str
    words: tuple[str, ...]
    rows: Ints


def suggestions(file: Catalogue, kind: str) -> list[Suggestion]:
    """The pairs with enough evidence, the most convincing first."""
    candidates = _candidates(file, kind)
    beside = {
        one.id: _company(file.columns, one.rows, kind, one.id) for pair in _pairs(candidates, kind) for one in pair
    }
    rivals = _rivals(candidates, kind)
    found = []
    for one, other in _pairs(candidates, kind):
        if (kind, frozenset((one.id, other.id))) in file.state.apart or _is_split(file, kind, one.id, other.id):
            continue
        score, reasons = _evidence(file.columns, one, other, beside)
        if len(rivals[other.id]) > 1:
            score, reasons = score * 0.6, (*reasons, f"{len(rivals[other.id])} records fit {other.name!r}")
        if score >= LEAST:
            sizes = len(one.rows), len(other.rows)
            found.append(
                Suggestion(kind, one.id, one.name, sizes[0], other.id, other.name, sizes[1], round(score, 3), reasons)
            )
    return sorted(found, key=lambda s: (-s.score, -s.articles - s.other_articles, s.id, s.other))


def _candidates(file: Catalogue, kind: str) -> list[Candidate]:
    column, alive = file.columns.values[kind], file.columns.alive
    living = alive[column.owners]
    owners, ordinals = column.owners[living], column.ordinals[living]
    order = np.argsort(ordinals, kind="stable")
    counts = np.bincount(ordinals, minlength=len(column.ids))
    starts = np.concatenate([[0], np.cumsum(counts)])
    most = np.argsort(-counts, kind="stable")[:CONSIDERED]
    return [
        Candidate(id_, name, tuple(compared(name)), owners[order[starts[place] : starts[place + 1]]].astype(np.int64))
        for place in most.tolist()
        if counts[place] and (id_ := column.ids[place]) and (name := column.names[place])
    ]


def _pairs(candidates: list[Candidate], kind: str) -> Iterator[tuple[Candidate, Candidate]]:
    """Those whose names are alike, each once, the longer name first."""
    by_word: dict[str, list[Candidate]] = defaultdict(list)
    for one in candidates:
        for word in {*one.words, "".join(one.words)[:4], _initials(one)}:
            by_word[word].append(one)
    seen: set[tuple[str, str]] = set()
    for group in by_word.values():
        for one, other in combinations(group[:CROWD], 2):
            longer, shorter = (one, other) if len(one.words) >= len(other.words) else (other, one)
            if (longer.id, shorter.id) not in seen and _alike(longer, shorter, kind):
                seen.add((longer.id, shorter.id))
                yield longer, shorter


def _alike(longer: Candidate, shorter: Candidate, kind: str) -> str:
    """How two names are alike; empty where they are not."""
    if kind == "person" and is_short_for(list(shorter.words), list(longer.words)):
        return "contained" if len(shorter.words) > 1 else "one word of it"
    if kind == "organisation" and len(longer.words) > 1 and shorter.words == (_initials(longer),):
        return "its initials"
    joined, also = "".join(longer.words), "".join(shorter.words)
    if (
        min(len(joined), len(also)) >= 8
        and _is_near(joined, also)
        and not _is_numbered({*longer.words} ^ {*shorter.words})
    ):
        return "spelt alike"
    return ""


def _initials(one: Candidate) -> str:
    return "".join(word[0] for word in one.words if word not in {"dan", "dari", "untuk"})


def _is_numbered(words: set[str]) -> bool:
    """Whether it is a number that sets two names apart: Komisi III and Komisi VII are two."""
    return any(word.isdigit() or not {*word} - {*"ivxlc"} for word in words)


def _is_near(one: str, other: str) -> bool:
    """At most one letter apart, or two neighbours exchanged: what a slip or another spelling makes."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, also = one[start:], other[start:]
    swapped = len(rest) > 1 and len(also) > 1 and rest[:2] == also[1::-1] and rest[2:] == also[2:]
    return swapped or rest[1:] == also or rest == also[1:] or rest[1:] == also[1:]


def _rivals(candidates: list[Candidate], kind: str) -> dict[str, set[str]]:
    """Of each shorter name, the longer ones it could stand for."""
    found: dict[str, set[str]] = defaultdict(set)
    for longer, shorter in _pairs(candidates, kind):
        found[shorter.id].add(longer.id)
    return found


def _evidence(
    columns: Columns, one: Candidate, other: Candidate, beside: dict[str, dict[str, Ints]]
) -> tuple[float, tuple[str, ...]]:
    how = _alike(one, other, "person") or _alike(one, other, "organisation")
    score = {"contained": 0.45, "spelt alike": 0.45, "its initials": 0.5, "one word of it": 0.25}[how]
    reasons = [f"names: {how}"]
    shared = max((_cosine(beside[one.id][kind], beside[other.id][kind]) for kind in NAMES), default=0.0)
    if shared >= 0.1:
        reasons.append(f"the same company ({shared:.0%})")
    score += 0.45 * shared
    if _days_apart(columns, one, other) <= NEVER_MIND:
        score += 0.1
        reasons.append("of the same time")
    both = len(np.intersect1d(one.rows, other.rows))
    if both:
        score *= 0.5 ** min(both, 4)
        reasons.append(f"against it: both in {both} articles as two")
    return min(score, 1.0), tuple(reasons)


def _company(columns: Columns, rows: Ints, kind: str, id_: str) -> dict[str, Ints]:
    """For each kind, in how many of the rows each record stands."""
    found = {}
    for of in NAMES:
        column = columns.values[of]
        spans = [column.ordinals[column.starts[row] : column.starts[row + 1]] for row in rows.tolist()]
        found[of] = np.bincount(np.concatenate(spans), minlength=len(column.ids)).astype(np.int64)
    own = columns.values[kind].ordinal_of.get(id_)
    if own is not None:
        found[kind][own] = 0
    return found


def _cosine(one: Ints, other: Ints) -> float:
    lengths = float(np.sqrt(one @ one) * np.sqrt(other @ other))
    return float(one @ other) / lengths if lengths else 0.0


def _days_apart(columns: Columns, one: Candidate, other: Candidate) -> int:
    """Between the two spans of days; 0 where they overlap, or where one has no dated article."""
    days, also = columns.day[one.rows], columns.day[other.rows]
    days, also = days[days > 0], also[also > 0]
    if not len(days) or not len(also):
        return 0
    return max(0, int(max(days.min(), also.min()) - min(days.max(), also.max())))


def _is_split(file: Catalogue, kind: str, one: str, other: str) -> bool:
    root = file.state.root
    return any(
        split.kind == kind and {root(kind, split.record), root(kind, split.target)} == {one, other}
        for split in file.state.splits
    )
