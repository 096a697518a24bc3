"""Documents as lists of terms -> batches of postings: ids by dictionary, one sort of packed keys, run lengths.

Nothing here is made for a single posting; the only loops over Python objects are those over new terms.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from index.codec.batch import Batch, Ints, TermBatch, starts_of

BATCH = 1 << 21
"""Occurrences handed on at a time; more where a single term has more."""

Ids = npt.NDArray[np.uint32]
_INDEX_BITS = np.uint64(32)
_INDEX = np.uint64((1 << 32) - 1)


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
        self.occurrences = 0

    def add(self, row: int, terms: Sequence[str], positions: Ids, heavy: int = 0) -> None:
        """A document's *terms*, each at its position; the first *heavy* of them are heavy. Rows ascend."""
        if not terms:
            return
        self._terms.append(np.fromiter(map(self._ids.__getitem__, terms), np.uint32, len(terms)))
        self._positions.append(positions)
        self._rows.append(row)
        self._lengths.append(len(terms))
        self._heavy.append(heavy)
        self.occurrences += len(terms)

    def weights(self, first_row: int, rows: int) -> Ids:
        """The sum of the weights of each row's postings; shape ``(rows,)``, from *first_row* on."""
        weights = np.zeros(rows, np.uint32)
        weights[np.array(self._rows, np.int64) - first_row] = np.array(self._lengths, np.int64) + (
            np.array(self._heavy, np.int64) * self._extra
        )
        return weights

    def batches(self, first_row: int = 0) -> Iterator[TermBatch]:
        """All postings, rows counted from *first_row*; ValueError for a term that holds a line feed."""
        if not self.occurrences:
            return
        terms = sorted(self._ids)
        encoded = [term.encode(errors="surrogatepass") for term in terms]
        if any(b"\n" in term or b"\0" in term for term in encoded):
            raise ValueError("a term holds a line feed or a zero byte")
        keys = self._sorted_keys(terms)
        ranks = (keys >> _INDEX_BITS).astype(np.int64)
        starts = np.searchsorted(ranks, np.arange(len(terms) + 1))
        yield from self._cut(encoded, keys, starts, first_row)

    def _sorted_keys(self, terms: list[str]) -> npt.NDArray[np.uint64]:
        """Rank of the term and number of the occurrence, in order: one number each, so that one sort does."""
        ranks = np.empty(len(terms), np.uint64)
        ranks[np.fromiter(map(self._ids.__getitem__, terms), np.int64, len(terms))] = np.arange(len(terms))
        keys = ranks[np.concatenate(self._terms)]
        keys <<= _INDEX_BITS
        keys |= np.arange(len(keys), dtype=np.uint64)
        keys.sort()
        return keys

    def _cut(
        self, encoded: list[bytes], keys: npt.NDArray[np.uint64], starts: Ints, first_row: int
    ) -> Iterator[TermBatch]:
        row_of = np.repeat(np.array(self._rows, np.int64) - first_row, self._lengths)
        position_of = np.concatenate(self._positions)
        is_heavy = _leading(np.array(self._lengths), np.array(self._heavy)) if any(self._heavy) else None
        first = 0
        while first < len(encoded):
            last = max(int(np.searchsorted(starts, starts[first] + BATCH, side="right")) - 1, first + 1)
            at = (keys[starts[first] : starts[last]] & _INDEX).astype(np.int64)
            heavy = None if is_heavy is None else is_heavy[at]
            lengths = np.diff(starts[first : last + 1])
            yield self._batch(encoded[first:last], lengths, (row_of[at], position_of[at].astype(np.int64)), heavy)
            first = last

    def _batch(
        self, terms: list[bytes], lengths: Ints, occurrences: tuple[Ints, Ints], heavy: npt.NDArray[np.bool_] | None
    ) -> TermBatch:
        rows, positions = occurrences
        is_first = np.empty(len(rows), np.bool_)
        is_first[0] = True
        np.not_equal(rows[1:], rows[:-1], out=is_first[1:])
        ends = np.cumsum(lengths)
        is_first[ends[:-1]] = True
        first = np.flatnonzero(is_first)
        counts = np.diff(first, append=len(rows))
        documents = np.diff(np.searchsorted(first, ends), prepend=0)
        postings = Batch(documents, rows[first], counts, self._extras(heavy, first), positions)
        return TermBatch(terms, postings)

    def _extras(self, heavy: npt.NDArray[np.bool_] | None, first: Ints) -> Ints:
        if heavy is None or not heavy.any():
            return np.zeros(len(first), np.int64)
        extras: Ints = np.add.reduceat(heavy.astype(np.int64), first) * self._extra
        return extras


def _leading(lengths: Ints, heavy: Ints) -> npt.NDArray[np.bool_]:
    """True for the first *heavy* of every *lengths* places."""
    place = np.arange(int(lengths.sum())) - np.repeat(starts_of(lengths), lengths)
    found: npt.NDArray[np.bool_] = place < np.repeat(heavy, lengths)
    return found


@cache
def one_after_the_other(length: int) -> Ids:
    """0, 1, 2 ...: the positions of a text every token of which is a term."""
    return np.arange(length, dtype=np.uint32)
