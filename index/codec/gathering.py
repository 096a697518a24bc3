"""Documents as lists of terms -> batches of postings: ids by dictionary, one sort of packed keys, run lengths.

Nothing here is made for a single posting; the only loops over Python objects are those over new terms. A key holds all
of an occurrence, highest bits first: rank of its term, row, position, whether it is heavy. Sorted, they are postings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.codec.batch import Batch, TermBatch, steps_of
from index.codec.packing import Ints

BATCH = 1 << 20
"""Occurrences handed on at a time; more where a single term has more."""
BITS = 64
"""Of a key."""

Ids = npt.NDArray[np.uint32]
Keys = npt.NDArray[np.uint64]


class _Ids(dict[str, int]):
    """Term -> its number, given when it is first met."""

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        return number


class Gathered:
    """What documents hold of one field; ``batches`` gives it in the order of terms."""

    def __init__(self, extra: int = 0) -> None:
        """Occurrences called heavy count *extra* more in a posting's weight."""
        self._extra = extra
        self._ids = _Ids()
        self._rows: list[int] = []
        self._lengths: list[int] = []
        self._heavy: list[int] = []
        self._terms: list[Ids] = []
        self._positions: list[Ids] = []
        self._last_position = 0
        self.occurrences = 0

    def fits(self, row: int, terms: Sequence[str], positions: Ids) -> bool:
        """Whether a key could still hold every occurrence, were this document added."""
        last = max(self._last_position, int(positions[-1])) if len(positions) else self._last_position
        return _bits(len(self._ids) + len(terms)) + _bits(row) + _bits(last) + 1 <= BITS

    def add(self, row: int, terms: Sequence[str], positions: Ids, heavy: int = 0) -> None:
        """A document's *terms*, each at its position, ascending; the first *heavy* are heavy. Rows ascend, from 0."""
        if not terms:
            return
        self._terms.append(np.fromiter(map(self._ids.__getitem__, terms), np.uint32, len(terms)))
        self._positions.append(positions)
        self._rows.append(row)
        self._lengths.append(len(terms))
        self._heavy.append(heavy)
        self._last_position = max(self._last_position, int(positions[-1]))
        self.occurrences += len(terms)

    def weights(self, rows: int) -> Ids:
        """The sum of the weights of each row's postings; shape ``(rows,)``."""
        weights = np.zeros(rows, np.uint32)
        weights[self._rows] = np.array(self._lengths) + np.array(self._heavy) * self._extra
        return weights

    def batches(self) -> Iterator[TermBatch]:
        """All postings; ValueError for a term that holds a line feed."""
        if not self.occurrences:
            return
        terms = sorted(self._ids)
        encoded = [term.encode(errors="surrogatepass") for term in terms]
        if any(b"\n" in term or b"\0" in term for term in encoded):
            raise ValueError("a term holds a line feed or a zero byte")
        layout = _Layout(_bits(self._rows[-1]), _bits(self._last_position))
        if _bits(len(terms)) + layout.below_term > BITS:
            raise OverflowError(f"a document of {self._last_position:,} positions and {len(terms):,} terms")
        keys = self._sorted_keys(terms, layout)
        starts = np.searchsorted(keys, np.arange(len(terms), dtype=np.uint64) << np.uint64(layout.below_term))
        yield from self._cut(encoded, keys, np.append(starts, len(keys)), layout)

    def _sorted_keys(self, terms: list[str], layout: _Layout) -> Keys:
        ranks = np.empty(len(terms), np.uint64)
        ranks[np.fromiter(map(self._ids.__getitem__, terms), np.int64, len(terms))] = np.arange(len(terms))
        ranks <<= np.uint64(layout.below_term)
        keys = ranks[np.concatenate(self._terms)]
        keys |= np.repeat(np.array(self._rows, np.uint64) << np.uint64(layout.below_row), self._lengths)
        positions = np.concatenate(self._positions).astype(np.uint64)
        positions <<= np.uint64(1)
        keys |= positions
        if self._extra and any(self._heavy):
            keys |= _leading(np.array(self._lengths), np.array(self._heavy))
        keys.sort()
        return keys

    def _cut(self, encoded: list[bytes], keys: Keys, starts: Ints, layout: _Layout) -> Iterator[TermBatch]:
        first = 0
        while first < len(encoded):
            last = max(int(np.searchsorted(starts, starts[first] + BATCH, side="right")) - 1, first + 1)
            postings = self._postings(keys[starts[first] : starts[last]], np.diff(starts[first : last + 1]), layout)
            yield TermBatch(encoded[first:last], postings)
            first = last

    def _postings(self, keys: Keys, lengths: Ints, layout: _Layout) -> Batch:
        places = keys >> np.uint64(layout.below_row)
        is_first = np.empty(len(keys), np.bool_)
        is_first[0] = True
        np.not_equal(places[1:], places[:-1], out=is_first[1:])
        first = np.flatnonzero(is_first)
        heavy = keys & np.uint64(1)
        return Batch(
            documents=np.diff(np.searchsorted(first, np.cumsum(lengths)), prepend=0),
            rows=(places[first] & np.uint64((1 << layout.row) - 1)).astype(np.int64),
            counts=np.diff(first, append=len(keys)),
            extras=np.add.reduceat(heavy, first).astype(np.int64) * self._extra,
            steps=steps_of((keys >> np.uint64(1) & np.uint64((1 << layout.position) - 1)).astype(np.uint32), first),
        )


@dataclass(frozen=True, slots=True)
class _Layout:
    """How many bits of a key are for the row and for the position; the lowest one says heavy."""

    row: int
    position: int

    @property
    def below_row(self) -> int:
        return self.position + 1

    @property
    def below_term(self) -> int:
        return self.row + self.position + 1


def _bits(most: int) -> int:
    return max(most, 1).bit_length()


def _leading(lengths: Ints, heavy: Ints) -> Keys:
    """1 for the first *heavy* of every *lengths* places, else 0."""
    pattern = np.stack([heavy, lengths - heavy], axis=1).reshape(-1)
    return np.repeat(np.tile(np.array([1, 0], np.uint64), len(lengths)), pattern)
