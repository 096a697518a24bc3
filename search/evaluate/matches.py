"""Rows that match, with their scores, and the arithmetic of sets over them. Nothing here is as long as the archive
unless the sets are large too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from search.evaluate.arrays import NO_ROWS
from search.evaluate.postings import Floats, Mask, Rows
from search.results import Unplaced

DENSE = 16
"""Sets that together hold more than one row in so many are added in an array over all rows: then it is the cheaper."""


@dataclass(frozen=True, slots=True)
class Matches:
    """Parallel arrays."""

    rows: Rows
    scores: Floats
    remarks: tuple[Unplaced, ...] = ()
    """What the reader must know of how this was found."""

    def __len__(self) -> int:
        return len(self.rows)

    def where(self, mask: Mask) -> Matches:
        """Those at which *mask* is True."""
        return self if mask.all() else Matches(self.rows[mask], self.scores[mask], self.remarks)


NO_MATCHES = Matches(NO_ROWS, np.zeros(0))


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of several sets hold each row, and the sum of its scores there; parallel arrays, counts at least 1."""

    rows: Rows
    counts: npt.NDArray[np.integer]
    scores: Floats

    def where(self, mask: Mask) -> Tally:
        """Those at which *mask* is True."""
        return Tally(self.rows[mask], self.counts[mask], self.scores[mask])

    def raised(self, scores: Floats) -> Tally:
        """The same with *scores* added."""
        return Tally(self.rows, self.counts, self.scores + scores)

    def at_least(self, least: int) -> Matches:
        """The rows that *least* of the sets hold."""
        found = Matches(self.rows, self.scores)
        return found if least <= 1 else found.where(self.counts >= least)


def unscored(rows: Rows) -> Matches:
    """*rows*, each with the score 0."""
    return Matches(rows, np.zeros(len(rows)))


def rows_of(mask: Mask) -> Rows:
    """The rows at which *mask* is True."""
    return np.flatnonzero(mask).astype(np.int32)


def tally(sets: Sequence[Matches], size: int) -> Tally:
    """The sets laid over each other; *size* is the number of rows of the archive."""
    sets = [found for found in sets if len(found)]
    if len(sets) <= 1:
        only = sets[0] if sets else NO_MATCHES
        return Tally(only.rows, np.ones(len(only), np.int64), only.scores)
    if sum(map(len, sets)) * DENSE >= size:
        return _added(sets, size)
    return _sorted_together(sets)


def _added(sets: Sequence[Matches], size: int) -> Tally:
    counts = np.zeros(size, np.int16)
    scores = np.zeros(size)
    for found in sets:
        np.add.at(counts, found.rows, np.int16(1))
        np.add.at(scores, found.rows, found.scores)
    rows = rows_of(counts > 0)
    return Tally(rows, counts.take(rows), scores.take(rows))


def summed(sets: Iterable[Matches], size: int) -> Matches:
    """The rows of any set with their sums, as ``tally`` gives them for large sets; one set is looked at at a time."""
    held = np.zeros(size, np.bool_)
    scores = np.zeros(size)
    for found in sets:
        held[found.rows] = True
        np.add.at(scores, found.rows, found.scores)
    rows = rows_of(held)
    return Matches(rows, scores.take(rows))


def _sorted_together(sets: Sequence[Matches]) -> Tally:
    rows = np.concatenate([found.rows for found in sets])
    order = np.argsort(rows, kind="stable")
    rows = rows[order]
    first = np.flatnonzero(np.concatenate([[True], rows[1:] != rows[:-1]]))
    counts = np.diff(np.append(first, len(rows)))
    return Tally(rows[first], counts, np.add.reduceat(np.concatenate([f.scores for f in sets])[order], first))
