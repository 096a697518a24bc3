"""Postings and vocabularies held as plain arrays: for engines that decode all at once, and for tests."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from search.evaluate.postings import Counts, Mask, Occurrences, Places, Rows, TermPostings

NO_ROWS: Rows = np.zeros(0, np.int32)
_NO_COUNTS: Counts = np.zeros(0, np.uint32)


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


NO_POSTINGS = ArrayPostings(NO_ROWS, _NO_COUNTS, lambda: Occurrences(_NO_COUNTS, _NO_COUNTS))


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


def merged(terms: Sequence[TermPostings]) -> TermPostings:
    """Several terms as if they were one: weights added, positions in order."""
    terms = [term for term in terms if term.documents]
    if len(terms) <= 1:
        return terms[0] if terms else NO_POSTINGS
    held, place = np.unique(np.concatenate([term.rows() for term in terms]), return_inverse=True)
    weights = np.bincount(place, np.concatenate([term.weights() for term in terms])).astype(np.uint32)
    return ArrayPostings(held, weights, lambda: _located_together(held, terms))


def _located_together(held: Rows, terms: Sequence[TermPostings]) -> Occurrences:
    found = [(term.rows(), term.occurrences()) for term in terms]
    rows = np.concatenate([np.repeat(rows, at.counts) for rows, at in found])
    positions = np.concatenate([at.positions for _, at in found])
    order = np.lexsort((positions, rows))
    return Occurrences(np.bincount(np.searchsorted(held, rows)).astype(np.uint32), positions[order])


@dataclass(frozen=True, eq=False)
class ArrayVocabulary:
    """See ``Vocabulary``: terms in the order of their bytes, one after the other, each with a line feed behind it."""

    starts: npt.NDArray[np.int64]
    data: npt.NDArray[np.uint8]
    documents: npt.NDArray[np.integer]

    def range_of(self, prefix: str) -> range:
        """The places of the terms that begin with *prefix*."""
        wanted = prefix.encode("utf-8", "surrogatepass")
        places = range(len(self))
        first = bisect_left(places, wanted, key=self._encoded)
        return range(first, bisect_left(places, True, lo=first, key=lambda p: not self._encoded(p).startswith(wanted)))

    def __getitem__(self, place: int) -> str:
        return self._encoded(place).decode("utf-8", "surrogatepass")

    def __len__(self) -> int:
        return len(self.starts) - 1

    def _encoded(self, place: int) -> bytes:
        return self.data[self.starts[place] : self.starts[place + 1] - 1].tobytes()


def vocabulary_of(terms: Iterable[tuple[bytes, int]]) -> ArrayVocabulary:
    """The vocabulary of *terms*, given with their numbers of postings, in the order of their bytes."""
    pairs = list(terms)
    starts = np.concatenate([[0], np.cumsum([len(term) + 1 for term, _ in pairs], dtype=np.int64)])
    data = np.frombuffer(b"".join(term + b"\n" for term, _ in pairs), np.uint8)
    return ArrayVocabulary(starts.astype(np.int64), data, np.array([n for _, n in pairs], np.int64))
