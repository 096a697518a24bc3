"""Words next to each other or near each other: candidates first, then the positions of those alone.

A place is a candidate's number and a position in it, in one integer: ``candidate << 32 | position``.
"""

# ruff: noqa: D102 (what the methods promise stands in Clause)

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
import numpy.typing as npt

from search.evaluate.clauses import Clause
from search.evaluate.matches import Matches
from search.evaluate.postings import Floats, Mask, Places, Rows, TermPostings

Spots = npt.NDArray[np.int64]
"""Places in texts, strictly ascending."""
_UNEVEN = 32
Operand = tuple[TermPostings, ...]
"""Terms that must stand one directly after the other."""


@dataclass(frozen=True, slots=True)
class Nearby:
    """Operands with at most *between* other words between neighbours; one operand alone is a phrase."""

    operands: tuple[Operand, ...]
    words: tuple[Clause, ...]
    """What the words score."""
    between: int = 0
    is_ordered: bool = True

    @property
    def documents(self) -> int:
        return min(term.documents for term in self._terms())

    def find(self) -> Matches:
        rarest = min(self._terms(), key=lambda term: term.documents)
        rows = rarest.rows()
        mask, scores = self.among(rows)
        return Matches(rows[mask], scores)

    def among(self, rows: Rows) -> tuple[Mask, Floats]:
        mask, places = holding_all(self._terms(), rows)
        if len(self.operands) > 1 or len(self.operands[0]) > 1:
            mask[mask] = self._holding(places, int(np.count_nonzero(mask)))
        kept = rows[mask]
        return mask, reduce(np.add, [word.among(kept)[1] for word in self.words])

    def _terms(self) -> list[TermPostings]:
        return [term for operand in self.operands for term in operand]

    def _holding(self, places: Sequence[Places], candidates: int) -> Mask:
        """At which of the candidates the operands stand as they should."""
        rest = list(places)
        ends = [(in_a_row([spots(term, rest.pop(0)) for term in operand]), len(operand)) for operand in self.operands]
        found = _in_order(ends, self.between) if self.is_ordered else _in_any_order(ends, self.between)
        mask = np.zeros(candidates, np.bool_)
        mask[found >> 32] = True
        return mask


def holding_all(terms: Sequence[TermPostings], rows: Rows) -> tuple[Mask, list[Places]]:
    """Which of *rows* hold all terms, and where in each term's postings those stand."""
    mask = np.ones(len(rows), np.bool_)
    for term in sorted(terms, key=lambda term: term.documents):
        mask[mask] = term.holds(rows[mask])
    left = rows[mask]
    return mask, [term.among(left)[1] for term in terms]


def spots(term: TermPostings, places: Places) -> Spots:
    """Where *term* stands, the postings at *places* being candidates 0, 1, ..."""
    found = term.occurrences(places)
    candidates = np.repeat(np.arange(len(places), dtype=np.int64) << 32, found.counts)
    spots: Spots = candidates + found.positions.astype(np.int64)
    return spots


def in_a_row(standing: Sequence[Spots]) -> Spots:
    """Where the last of several terms stands, each directly after the one before."""
    last = len(standing) - 1
    shifted = [places + (last - offset) for offset, places in enumerate(standing)]
    return reduce(_common, sorted(shifted, key=len))


def _common(fewer: Spots, more: Spots) -> Spots:
    """What stands in both: a merge of two sorted runs, unless one is much the shorter."""
    if not len(fewer) or not len(more):
        return fewer[:0]
    if len(fewer) * _UNEVEN > len(more):
        both = np.sort(np.concatenate([fewer, more]), kind="stable")
        twice: Spots = both[1:][both[1:] == both[:-1]]
        return twice
    at = np.searchsorted(more, fewer)
    at[at == len(more)] = 0
    common: Spots = fewer[more[at] == fewer]
    return common


Ends = tuple[Spots, int]
"""Where an operand ends, and how many words it has."""


def _in_order(operands: Sequence[Ends], between: int) -> Spots:
    reached = operands[0][0]
    for ends, length in operands[1:]:
        reached = ends[_is_after(reached, ends, length, between)]
    return reached


def _in_any_order(operands: Sequence[Ends], between: int) -> Spots:
    """Every set of operands that a stretch can consist of -> where such stretches end, from small sets to large."""
    n = len(operands)
    reached: dict[int, list[Spots]] = {0: []}
    for used in range(1, 1 << n):
        reached[used] = [
            _one_more(operands, reached, used, number, between) if used >> number & 1 else operands[0][0][:0]
            for number in range(n)
        ]
    return np.concatenate(reached[(1 << n) - 1])


def _one_more(operands: Sequence[Ends], reached: dict[int, list[Spots]], used: int, number: int, between: int) -> Spots:
    """The stretches of the operands *used* that end with *number*."""
    ends, length = operands[number]
    before = used & ~(1 << number)
    if not before:
        return ends
    follows = np.zeros(len(ends), np.bool_)
    for earlier in reached[before]:
        follows |= _is_after(earlier, ends, length, between)
    return ends[follows]


def _is_after(earlier: Spots, ends: Spots, length: int, between: int) -> Mask:
    """Which of *ends* belong to operands that begin behind one of *earlier*, with at most *between* words between."""
    if not len(earlier):
        return np.zeros(len(ends), np.bool_)
    starts = ends - (length - 1)
    at = np.searchsorted(earlier, starts - (between + 1))
    at[at == len(earlier)] = len(earlier) - 1
    nearest = earlier[at]
    return (nearest >= starts - (between + 1)) & (nearest < starts)
