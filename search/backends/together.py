"""Several terms taken as one: what a prefix, a wildcard or a misspelt word stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.codec.postings import FieldPostings, found_in, held_in
from search.evaluate.deadline import check
from search.evaluate.postings import Counts, Mask, Occurrences, Places, Rows, TermPostings

_DENSE = 16
"""Rows are added up over all of them where more than one in so many occurs."""
_PIECE = 1 << 18
"""Postings read at a time, about."""

Ints = npt.NDArray[np.int64]


class Together:
    """See search.evaluate.postings.TermPostings. Neighbouring terms are read in one piece, and all unpacked at once."""

    def __init__(self, parts: Sequence[tuple[int, FieldPostings]], terms: Sequence[str], rows: int) -> None:
        """*parts* are a field's segments, each with the first of its *rows*."""
        self._parts = parts
        self._terms = terms
        self._all = rows

    @property
    def documents(self) -> int:
        """Known after decoding: the same row may hold several of the terms."""
        return len(self._added[0])

    occurring: None = None
    """The terms would have to be looked up one by one."""

    def rows(self) -> Rows:
        """With any of the terms."""
        return self._added[0]

    def holds(self, rows: Rows) -> Mask:
        """Everything is decoded anyway."""
        return held_in(self._added[0], rows, self._all)

    def among(self, rows: Rows) -> tuple[Mask, Places]:
        """Everything is decoded anyway."""
        return found_in(self._added[0], rows, self._all)

    def shared(self, term: TermPostings, rows: Rows, places: Places) -> tuple[Mask, Places]:
        """Nothing is told by *term*."""
        return self.among(rows)

    def shared_of_all(self, term: TermPostings) -> None:
        """Nothing is told by *term*."""

    def weights(self, places: Places | None = None) -> Counts:
        """Added over the terms."""
        weights = self._added[1]
        return weights if places is None else weights[places]

    def occurrences(self, places: Places | None = None) -> Occurrences:
        """Of all terms, in order."""
        counts, positions = self._standing
        if places is None:
            return Occurrences(counts, positions)
        first = np.cumsum(counts, dtype=np.int64) - counts
        wanted = counts[places].astype(np.int64)
        at = np.repeat(first[places] - (np.cumsum(wanted) - wanted), wanted) + np.arange(int(wanted.sum()))
        return Occurrences(counts[places], positions[at])

    @cached_property
    def _added(self) -> tuple[Rows, Counts]:
        """In pieces where they are many: memory follows the rows, not the postings."""
        pieces = list(self._pieces())
        read = ((first + rows, weights) for first, field, places in pieces for rows, weights in [field.weights(places)])
        if sum(int(field.terms.postings_of_each(places).sum()) for _, field, places in pieces) * _DENSE > self._all:
            return _over_all(read, self._all)
        return _sorted_together(read)

    @cached_property
    def _standing(self) -> tuple[Counts, Counts]:
        keys = [
            np.repeat(first + batch.rows, batch.counts) << 32 | batch.positions
            for first, field, places in self._pieces()
            for batch in [field.batch_of(places)]
        ]
        if not keys:
            return np.zeros(0, np.uint32), np.zeros(0, np.uint32)
        ordered: npt.NDArray[np.int64] = np.sort(np.concatenate(keys))
        first = np.flatnonzero(np.diff(ordered >> 32, prepend=-1))
        counts = np.diff(first, append=len(ordered))
        return counts.astype(np.uint32), (ordered & 0xFFFFFFFF).astype(np.uint32)

    def _pieces(self) -> Iterator[tuple[int, FieldPostings, Ints]]:
        """For each segment the places of the terms, so many at a time that their postings are about _PIECE."""
        for first, field in self._parts:
            places = field.terms.places(self._terms)
            number = np.cumsum(field.terms.postings_of_each(places)) // _PIECE
            for piece in np.split(places, np.flatnonzero(np.diff(number)) + 1):
                if len(piece):
                    check()
                    yield first, field, piece


def _over_all(read: Iterable[tuple[Ints, Ints]], size: int) -> tuple[Rows, Counts]:
    sums = np.zeros(size, np.uint32)
    for rows, weights in read:
        np.add.at(sums, rows, weights.astype(np.uint32))
    held = np.flatnonzero(sums > 0)
    return held.astype(np.int32), sums[held]


def _sorted_together(read: Iterable[tuple[Ints, Ints]]) -> tuple[Rows, Counts]:
    found = list(read)
    if not found:
        return np.zeros(0, np.int32), np.zeros(0, np.uint32)
    rows, weights = (np.concatenate(arrays) for arrays in zip(*found, strict=True))
    order = np.argsort(rows, kind="stable")
    rows = rows[order]
    first = np.flatnonzero(np.diff(rows, prepend=-1))
    return rows[first].astype(np.int32), np.add.reduceat(weights[order], first).astype(np.uint32)
