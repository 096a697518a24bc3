"""Several terms taken as one: what a prefix, a wildcard or a misspelt word stands for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.codec.postings import FieldPostings, found_in
from search.evaluate.postings import Counts, Mask, Occurrences, Places, Rows

_DENSE = 16
"""Rows are added up over all of them where more than one in so many occurs."""


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

    def rows(self) -> Rows:
        """With any of the terms."""
        return self._added[0]

    def among(self, rows: Rows) -> tuple[Mask, Places]:
        """Everything is decoded anyway."""
        return found_in(self._added[0], rows, self._all)

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
        if not self._parts:
            return np.zeros(0, np.int32), np.zeros(0, np.uint32)
        found = [
            (first + rows, weights)
            for first, field in self._parts
            for rows, weights in [field.weights(field.terms.places(self._terms))]
        ]
        rows, weights = (np.concatenate(arrays) for arrays in zip(*found, strict=True))
        if len(rows) * _DENSE > self._all:
            sums = np.bincount(rows, weights, self._all)
            dense = np.flatnonzero(sums > 0)
            return dense.astype(np.int32), sums[dense].astype(np.uint32)
        order = np.argsort(rows, kind="stable")
        rows = rows[order]
        first = np.flatnonzero(np.diff(rows, prepend=-1))
        return rows[first].astype(np.int32), np.add.reduceat(weights[order], first).astype(np.uint32)

    @cached_property
    def _standing(self) -> tuple[Counts, Counts]:
        if not self._parts:
            return np.zeros(0, np.uint32), np.zeros(0, np.uint32)
        keys = [
            np.repeat(first + batch.rows, batch.counts) << 32 | batch.positions
            for first, field in self._parts
            for batch in [field.batch_of(field.terms.places(self._terms))]
        ]
        ordered: npt.NDArray[np.int64] = np.sort(np.concatenate(keys))
        first = np.flatnonzero(np.diff(ordered >> 32, prepend=-1))
        counts = np.diff(first, append=len(ordered))
        return counts.astype(np.uint32), (ordered & 0xFFFFFFFF).astype(np.uint32)
