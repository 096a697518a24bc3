"""The postings of one segment, read term by term and block by block: only what is asked for is decoded."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cached_property
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
_HALVING, _MARKING = 32, 64
"""What finding one row by halving costs, in rows marked; and how many unmarked ones cost as much as one marked."""
_PLACING = 4
"""The same where the places are wanted too, for which rows are marked twice."""


class FieldPostings:
    """One field of one segment; safe to use from several threads."""

    def __init__(self, container: Container, field: str, rows: int) -> None:
        self.rows = rows
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
        return self._lengths.slice(0, self.rows)

    def term(self, term: str) -> SegmentTerm | None:
        """The postings of one term; None where it does not occur."""
        place = self.terms.place(term)
        return None if place is None else SegmentTerm(self, place, *self.terms.postings_of(place, place + 1))

    def sizes(self, first: int, last: int) -> Ints:
        """Occurrences of each of the terms at places *first* to *last*."""
        return np.diff(self._ends("occurrences", first, last))

    def weights(self, places: Ints) -> tuple[Ints, Ints]:
        """Rows and weights of the postings of the terms at *places*, ascending, one term after the other."""
        if not len(places):
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        ranges = self._ranges(places)
        rows = positions_of(self.gaps.slices(*ranges), self.terms.postings_of_each(places))
        weights = self.counts.slices(*ranges).astype(np.int64)
        weights += 1
        weights += self.extras.slices(*ranges)
        return self.checked(rows), weights

    def batch(self, first: int, last: int) -> Batch:
        """The postings of the terms at places *first* to *last*, one term after the other."""
        return self.batch_of(np.arange(first, last))

    def batch_of(self, places: Ints) -> Batch:
        """The postings of the terms at *places*, ascending, one term after the other."""
        if not len(places):
            none = np.zeros(0, np.int64)
            return Batch(none, none, none, none, np.zeros(0, np.uint32))
        ranges, documents = self._ranges(places), self.terms.postings_of_each(places)
        counts = self.counts.slices(*ranges).astype(np.int64) + 1
        return Batch(
            documents=documents,
            rows=positions_of(self.gaps.slices(*ranges), documents),
            counts=counts,
            extras=self.extras.slices(*ranges).astype(np.int64),
            steps=self.positions.slices(*self._standing(places)),
        )

    def occurrences(self, place: int) -> tuple[int, int]:
        """The first occurrence of the term at *place*, and the one after its last."""
        first, last = self._ends("occurrences", place, place + 1).tolist()
        return first, last

    def _ranges(self, places: Ints) -> tuple[Ints, Ints]:
        """The postings of the terms at *places*, those of neighbours as one range."""
        first, last = _neighbours(places)
        return self.terms.postings_at(first)[0], self.terms.postings_at(last)[1]

    def _standing(self, places: Ints) -> tuple[Ints, Ints]:
        """Their occurrences."""
        first, last = _neighbours(places)
        ends = self._ends("occurrences", int(first[0]), int(last[-1]) + 1)
        return ends[first - first[0]], ends[last + 1 - first[0]]

    def checked(self, rows: npt.NDArray[AnyRow]) -> npt.NDArray[AnyRow]:
        """*rows*, unless some are none of the segment's, as in a file that nobody checks."""
        if len(rows) and not 0 <= int(rows.min()) <= int(rows.max()) < self.rows:
            raise self._container.fault(f"{self._field}: postings of rows that it has not")
        return rows

    def skips(self, first: int, last: int) -> Ints:
        """For the blocks from *first* to *last* the row before each, -1 where a term begins with it."""
        return self._container.part(f"{self._field}.skips", first, last).astype(np.int64) - 1


@dataclass(frozen=True, eq=False)
class SegmentTerm:
    """One term in one segment; rows are counted from the segment's first, and decoded once."""

    field: FieldPostings
    place: int
    """In the vocabulary."""
    first: int
    """The first of its postings, counted from the field's first."""
    last: int
    """The one after its last."""

    @property
    def documents(self) -> int:
        """The number of postings."""
        return self.last - self.first

    def rows(self) -> Rows:
        """All rows, ascending; read-only."""
        return self._rows

    @cached_property
    def _rows(self) -> Rows:
        gaps = self.field.gaps.slice(self.first, self.last)
        gaps += np.uint32(1)
        if len(gaps):
            gaps[0] -= np.uint32(1)
        rows: Rows = np.cumsum(gaps.view(np.int32), dtype=np.int32)
        rows.flags.writeable = False
        return self.field.checked(rows)

    def among(self, rows: Rows) -> tuple[Mask, Ints]:
        """Which of *rows*, ascending, hold the term, and the places of their postings."""
        blocks = -(-self.documents // BLOCK)
        if self.is_decoded or len(rows) * _SCARCE > blocks:
            return found_in(self.rows(), rows, self.field.rows)
        return self.among_few(rows)

    def holds(self, rows: Rows) -> Mask:
        """Which of *rows*, ascending, hold the term."""
        if not self.is_decoded and len(rows) * _SCARCE <= self.documents // BLOCK:
            return self.among_few(rows)[0]
        return held_in(self.rows(), rows, self.field.rows)

    @property
    def is_decoded(self) -> bool:
        """Whether its rows are known without reading any more."""
        return "_rows" in self.__dict__

    @property
    def occurring(self) -> int:
        """How often it occurs in all rows, without decoding any."""
        first, last = self.field.occurrences(self.place)
        return last - first

    def among_few(self, rows: Rows) -> tuple[Mask, Ints]:
        """``among``, unpacking only blocks that may hold one of *rows*."""
        first, last = self.first // BLOCK, -(-self.last // BLOCK)
        skips = self.field.skips(first + 1, last)
        which = np.unique(np.searchsorted(skips, rows, side="left"))
        if not len(which):
            return np.zeros(0, np.bool_), np.zeros(0, np.int64)
        decoded = self._decoded(which, skips).reshape(-1)
        at = np.minimum(np.searchsorted(decoded, rows), len(decoded) - 1)
        is_in: Mask = decoded[at] == rows
        at = at[is_in]
        return is_in, (which[at // BLOCK] + first) * BLOCK + at % BLOCK - self.first

    def _decoded(self, which: Ints, skips: Ints) -> Ints:
        """The rows of some blocks, counted from the term's first; -1 before the term and _BEHIND after it."""
        steps = self.field.gaps.blocks(self.first, self.last).some(which).astype(np.int64) + 1
        before = np.where(which == 0, -1, skips[np.maximum(which - 1, 0)]) if len(skips) else np.full(len(which), -1)
        head = self.first % BLOCK
        if which[0] == 0:
            steps[0, :head] = 0
        rows = before[:, None] + np.cumsum(steps, axis=1)
        tail = self.last - (self.first // BLOCK + int(which[-1])) * BLOCK
        rows[-1, max(tail, 0) :] = _BEHIND
        return rows

    def weights(self, places: Ints | None = None) -> Words:
        """Count and extra of all postings, or of those at *places*."""
        first, last = self.first, self.last
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
        return self.field.counts.slice(self.first, self.last) + np.uint32(1)

    def occurrences(self, places: Ints | None = None) -> tuple[Ints, Ints]:
        """The counts of all postings, or of those at *places*, and their positions, flat."""
        counts = self.counts().astype(np.int64)
        first, last = self.field.occurrences(self.place)
        if places is None:
            steps = self.field.positions.slice(first, last)
            return counts, positions_of(steps, counts)
        wanted = counts[places]
        steps = self.field.positions.at(spread(first + starts_of(counts)[places], wanted))
        return wanted, positions_of(steps, wanted)


def _neighbours(places: Ints) -> tuple[Ints, Ints]:
    """The first and the last of each stretch of *places*, ascending, that follow each other without a gap."""
    is_first = np.diff(places, prepend=-2) != 1
    first = np.flatnonzero(is_first)
    return places[first], places[np.append(first[1:], len(places)) - 1]


def found_in(held: Rows, rows: Rows, size: int) -> tuple[Mask, Ints]:
    """Which of *rows* are *held*, and where; both strictly ascending and below *size*.

    By halving; where both are many, by marking all that is held, and all that is asked.
    """
    if not len(held) or not len(rows):
        return np.zeros(len(rows), np.bool_), np.zeros(0, np.int64)
    if len(rows) * _PLACING < len(held) + len(rows) + size // _MARKING:
        at = np.minimum(np.searchsorted(held, rows), len(held) - 1)
        is_in: Mask = held[at] == rows
        return is_in, at[is_in]
    marks = np.zeros(size, np.bool_)
    marks[held] = True
    is_in = marks.take(rows)
    marks[held] = False
    marks[rows[is_in]] = True
    return is_in, np.flatnonzero(marks.take(held))


def held_in(held: Rows, rows: Rows, size: int) -> Mask:
    """Which of *rows* are *held*, as ``found_in``."""
    if not len(held) or not len(rows):
        return np.zeros(len(rows), np.bool_)
    if len(rows) * _HALVING < len(held) + len(rows) + size // _MARKING:
        return found_in(held, rows, size)[0]
    marks = np.zeros(size, np.bool_)
    marks[held] = True
    is_in: Mask = marks.take(rows)
    return is_in
