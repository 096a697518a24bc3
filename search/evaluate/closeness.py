"""What the best matches gain where words that were typed side by side stand side by side, in any of their forms.

A pair of words scores as one term would: NEIGHBOURS times the idf of its rarer word times tf / (tf + norm), tf being
how often the second follows the first. Only the RAISED best matches are looked at, whatever page and filter: their
scores can but rise, so the order of all is one and the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from index.schema import BY_NAME, Kind
from search.evaluate.clauses import WordForms
from search.evaluate.matches import Matches
from search.evaluate.nearness import holding_all, in_a_row, spots
from search.evaluate.planning import Plan
from search.evaluate.postings import Counts, Floats, Rows
from search.query.tree import And, Query, Widened, Word, Words
from search.results import ScorePart

NEIGHBOURS = 0.5
"""The middle one of three that were measured: docs/decisions/ranking.md."""
RAISED = 1_000

Pair = tuple[Word, Word]


def side_by_side(query: Query) -> tuple[Pair, ...]:
    """The words of one field that were typed next to each other, without an operator between them."""
    match query:
        case Words(children) | And((Words(children), *_)):
            typed = (child.typed if isinstance(child, Widened) else child for child in children)
            return tuple(_pairs(tuple(typed)))
        case _:
            return ()


def _pairs(nodes: tuple[Query, ...]) -> Iterator[Pair]:
    for one, other in pairwise(nodes):
        match one, other:
            case Word(_, field), Word(_, following) if field == following and BY_NAME[field].kind is Kind.TEXT:
                yield one, other
            case _:
                continue


def raised(found: Matches, query: Query, plan: Plan) -> Matches:
    """*found* with the scores of its best matches raised; *found* itself where *query* has no such words."""
    neighbours = _neighbours(query, plan)
    if not neighbours or not len(found):
        return found
    best = np.argpartition(-found.scores, RAISED)[:RAISED] if len(found) > RAISED else np.arange(len(found))
    best = np.sort(best)
    scores = found.scores.copy()
    for pair in neighbours:
        scores[best] += pair.gained(found.rows[best])
    return Matches(found.rows, scores, found.remarks)


def parts_gained(query: Query, plan: Plan, row: int) -> tuple[ScorePart, ...]:
    """What each pair adds to the score of *row*, where it is among the best matches."""
    told = (pair.part(np.array([row], np.int32)) for pair in _neighbours(query, plan))
    return tuple(part for part in told if part.frequency)


@dataclass(frozen=True, slots=True)
class _Neighbours:
    """Two words typed side by side."""

    one: WordForms
    other: WordForms

    @property
    def worth(self) -> float:
        """The idf of the rarer one, by what a stem weighs."""
        return max(self.one.stem.worth, self.other.stem.worth)

    def follows(self, rows: Rows) -> Counts:
        """How often the second stands behind the first in each of *rows*."""
        terms = [self.one.stem.postings, self.other.stem.postings]
        mask, places = holding_all(terms, rows)
        standing = in_a_row([spots(term, at) for term, at in zip(terms, places, strict=True)])
        counts = np.zeros(len(rows), np.uint32)
        counts[mask] = np.bincount(standing >> 32, minlength=int(np.count_nonzero(mask)))
        return counts

    def gained(self, rows: Rows) -> Floats:
        """What the scores of *rows* rise by."""
        return NEIGHBOURS * self.worth * self.one.stem.saturations.of(rows, self.follows(rows))

    def part(self, row: Rows) -> ScorePart:
        """The same for people."""
        said, saturations = self.one.stem.said, self.one.stem.saturations
        return ScorePart(
            term=f"{said.text} {self.other.stem.said.text}",
            field=said.field,
            form="neighbours",
            frequency=int(self.follows(row)[0]),
            length=int(saturations.lengths(row)[0]),
            average_length=saturations.average,
            idf=self.worth / said.share,
            weight=NEIGHBOURS * said.share,
            score=float(self.gained(row)[0]),
        )


def _neighbours(query: Query, plan: Plan) -> list[_Neighbours]:
    """The pairs of *query*, without those of which a word is several to the analyser."""
    clauses = [(plan.clause(one), plan.clause(other)) for one, other in side_by_side(query)]
    return [
        _Neighbours(one, other) for one, other in clauses if isinstance(one, WordForms) and isinstance(other, WordForms)
    ]
