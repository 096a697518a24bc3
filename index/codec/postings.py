"""The postings of one segment, read term by term and block by block: only what is asked for is decoded."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from index.codec.batch import Batch, positions_of, spread, starts_of
from index.codec.container import Container
from index.codec.packing import BLOCK, Ints, Words
from index.codec.streams import Stream
from index.codec.vocabulary import Terms
from index.codec.writing import STREAMS

Rows = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]

AnyRow = TypeVar("AnyRow", np.int32, np.int64)

_BEHIND = np.iinfo(np.int32).max
"""Stands for rows of the next term, which may begin in a term's last block."""
_SCARCE = 8
"""Single blocks are decoded when more than so many times as many would be for all rows."""


@dataclass(frozen=True, slots=True)
class Extent:
    """Where the postings of neighbouring terms lie: those of term *i* from ``starts[i]`` to ``starts[i + 1]``."""

    starts: Ints
    """Shape ``(terms + 1,)``, counted from the field's first posting."""
    occurrence: int
    """The first of their occurrences, counted from the field's first."""
    occurrences: int

    @property
    def first(self) -> int:
        """The first posting."""
        return int(self.starts[0])

    @property
    def last(self) -> int:
        """The one after the last."""
        return int(self.starts[-1])


class FieldPostings:
    """One field of one segment; safe to use from several threads."""

    def __init__(self, container: Container, field: str, rows: int) -> None:
        self._rows = rows
        self._container = container
        self._field = field
        self._terms: Terms | None = None
        self._lock = threading.Lock()
        self.gaps, self.counts, self.extras, self.positions, self._lengths = (
            Stream(container, f"{field}.{name}") for name in STREAMS
        )

    @property
    def terms(self) -> Terms:
        """The vocabulary; read when it is first wanted."""
        with self._lock:
            if self._terms is None:
                names = ("terms.starts", "terms", "postings")
                self._terms = Terms(*(self._container.array(f"{self._field}.{name}") for name in names))
            return self._terms

    def _ends(self, name: str, first: int, last: int) -> Ints:
        return self._container.part(f"{self._field}.{name}", first, last + 1).astype(np.int64)

    def lengths(self) -> Words:
        """The sum of the weights of each row's postings; shape ``(rows,)``."""
        return self._lengths.slice(0, self._rows)

    def extent(self, first: int, last: int) -> Extent:
        """Of the terms at places *first* to *last*."""
        occurrences = self._ends("occurrences", first, last)
        return Extent(self._ends("postings", first, last), int(occurrences[0]), int(occurrences[-1] - occurrences[0]))

    def term(self, term: str) -> SegmentTerm | None:
        """The postings of one term; None where it does not occur."""
        place = self.terms.place(term)
        return None if place is None else SegmentTerm(self, self.extent(place, place + 1))

    def sizes(self, first: int, last: int) -> Ints:
        """Occurrences of each of the terms at places *first* to *last*."""
        return np.diff(self._ends("occurrences", first, last))

    def weights(self, first: int, last: int) -> tuple[Ints, Ints]:
        """Rows and weights of the postings of the terms at places *first* to *last*, one term after the other."""
        extent = self.extent(first, last)
        rows = self.checked(positions_of(self.gaps.slice(extent.first, extent.last), np.diff(extent.starts)))
        return rows, SegmentTerm(self, extent).weights().astype(np.int64)

    def batch(self, first: int, last: int) -> Batch:
        """The postings of the terms at places *first* to *last*, one term after the other."""
        extent = self.extent(first, last)
        documents = np.diff(extent.starts)
        steps = self.gaps.slice(extent.first, extent.last)
        counts = self.counts.slice(extent.first, extent.last).astype(np.int64) + 1
        return Batch(
            documents=documents,
            rows=positions_of(steps, documents),
            counts=counts,
            extras=self.extras.slice(extent.first, extent.last).astype(np.int64),
            steps=self.positions.slice(extent.occurrence, extent.occurrence + extent.occurrences),
        )

    def checked(self, rows: npt.NDArray[AnyRow]) -> npt.NDArray[AnyRow]:
        """*rows*, unless some are none of the segment's: its bytes were changed since their checksum was compared."""
        if len(rows) and not 0 <= int(rows.min()) <= int(rows.max()) < self._rows:
            raise self._container.fault(f"{self._field}: postings of rows that it has not")
        return rows

    def skips(self, first: int, last: int) -> Ints:
        """For the blocks from *first* to *last* the row before each, -1 where a term begins with it."""
        return self._container.part(f"{self._field}.skips", first, last).astype(np.int64) - 1


@dataclass(frozen=True, slots=True)
class SegmentTerm:
    """One term in one segment; rows are counted from the segment's first."""

    field: FieldPostings
    extent: Extent

    @property
    def documents(self) -> int:
        """The number of postings."""
        return self.extent.last - self.extent.first

    def rows(self) -> Rows:
        """All rows, ascending."""
        gaps = self.field.gaps.slice(self.extent.first, self.extent.last)
        rows: Rows = np.cumsum(gaps, dtype=np.int32)
        rows += np.arange(len(rows), dtype=np.int32)
        return self.field.checked(rows)

    def among(self, rows: Rows) -> tuple[Mask, Ints]:
        """Which of *rows*, ascending, hold the term, and the places of their postings."""
        blocks = -(-self.documents // BLOCK)
        if len(rows) * _SCARCE > blocks:
            return _found(self.rows(), rows)
        return self._among_few(rows)

    def _among_few(self, rows: Rows) -> tuple[Mask, Ints]:
        first, last = self.extent.first // BLOCK, -(-self.extent.last // BLOCK)
        skips = self.field.skips(first + 1, last)
        which = np.unique(np.searchsorted(skips, rows, side="left"))
        if not len(which):
            return np.zeros(0, np.bool_), np.zeros(0, np.int64)
        decoded = self._decoded(which, skips).reshape(-1)
        at = np.minimum(np.searchsorted(decoded, rows), len(decoded) - 1)
        is_in: Mask = decoded[at] == rows
        at = at[is_in]
        return is_in, (which[at // BLOCK] + first) * BLOCK + at % BLOCK - self.extent.first

    def _decoded(self, which: Ints, skips: Ints) -> Ints:
        """The rows of some blocks, counted from the term's first; -1 before the term and _BEHIND after it."""
        steps = self.field.gaps.blocks(self.extent.first, self.extent.last).some(which).astype(np.int64) + 1
        before = np.where(which == 0, -1, skips[np.maximum(which - 1, 0)]) if len(skips) else np.full(len(which), -1)
        head = self.extent.first % BLOCK
        if which[0] == 0:
            steps[0, :head] = 0
        rows = before[:, None] + np.cumsum(steps, axis=1)
        tail = self.extent.last - (self.extent.first // BLOCK + int(which[-1])) * BLOCK
        rows[-1, max(tail, 0) :] = _BEHIND
        return rows

    def weights(self, places: Ints | None = None) -> Words:
        """Count and extra of all postings, or of those at *places*."""
        first, last = self.extent.first, self.extent.last
        if places is not None:
            return self.field.counts.at(places + first) + self.field.extras.at(places + first) + np.uint32(1)
        weights = self.counts()
        extras = self.field.extras.blocks(first, last)
        if not extras.are_zero:
            skipped = first % BLOCK
            weights += extras.all().reshape(-1)[skipped : skipped + last - first]
        return weights

    def counts(self) -> Words:
        """How often the term occurs in each row."""
        return self.field.counts.slice(self.extent.first, self.extent.last) + np.uint32(1)

    def occurrences(self, places: Ints | None = None) -> tuple[Ints, Ints]:
        """The counts of all postings, or of those at *places*, and their positions, flat."""
        counts = self.counts().astype(np.int64)
        first = self.extent.occurrence
        if places is None:
            steps = self.field.positions.slice(first, first + self.extent.occurrences)
            return counts, positions_of(steps, counts)
        wanted = counts[places]
        steps = self.field.positions.at(spread(first + starts_of(counts)[places], wanted))
        return wanted, positions_of(steps, wanted)


def _found(all_rows: Rows, rows: Rows) -> tuple[Mask, Ints]:
    if not len(all_rows):
        return np.zeros(len(rows), np.bool_), np.zeros(0, np.int64)
    at = np.minimum(np.searchsorted(all_rows, rows), len(all_rows) - 1)
    is_in: Mask = all_rows[at] == rows
    return is_in, at[is_in]
