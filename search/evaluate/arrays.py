"""Postings held as plain arrays, and steps that all work on arrays of rows share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from search.evaluate.postings import Counts, Mask, Occurrences, Places, Rows

NO_ROWS: Rows = np.zeros(0, np.int32)


@dataclass(frozen=True, eq=False)
class ArrayPostings:
    """See ``TermPostings``; *locate* gives the occurrences when they are first asked for."""

    held: Rows
    frequencies: Counts
    locate: Callable[[], Occurrences]

    @property
    def documents(self) -> int:
        """The number of postings."""
        return len(self.held)

    def rows(self) -> Rows:
        """All rows."""
        return self.held

    def among(self, rows: Rows) -> tuple[Mask, Places]:
        """Which of *rows* hold the term, and where its postings are."""
        return found_among(self.held, rows)

    def weights(self, places: Places | None = None) -> Counts:
        """The frequencies, of all rows or at *places*."""
        return self.frequencies if places is None else self.frequencies[places]

    def occurrences(self, places: Places | None = None) -> Occurrences:
        """The positions, in all rows or at *places*."""
        return self._located if places is None else chosen(self._located, self._starts, places)

    @cached_property
    def _located(self) -> Occurrences:
        return self.locate()

    @cached_property
    def _starts(self) -> Places:
        return np.concatenate([[0], np.cumsum(self._located.counts, dtype=np.int64)])


def found_among(held: Rows, rows: Rows) -> tuple[Mask, Places]:
    """Which of *rows* stand in *held*, and where; both strictly ascending."""
    if not len(held) or not len(rows):
        return np.zeros(len(rows), np.bool_), np.zeros(0, np.int64)
    places = np.searchsorted(held, rows)
    places[places == len(held)] = 0
    mask = held[places] == rows
    return mask, places[mask]


def chosen(of: Occurrences, starts: Places, places: Places) -> Occurrences:
    """The occurrences of the postings at *places*; *starts* are where those of each posting begin."""
    counts = of.counts[places]
    return Occurrences(counts, of.positions[slices(starts[places], counts)])


def slices(starts: npt.NDArray[np.integer], counts: npt.NDArray[np.integer]) -> Places:
    """``starts[0] ... starts[0] + counts[0] - 1``, then those of the next, flat."""
    total = int(counts.sum())
    ends = np.cumsum(counts, dtype=np.int64)
    return np.repeat(starts - (ends - counts), counts) + np.arange(total)
