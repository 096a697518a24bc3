"""Segments that follow each other -> one segment with the same rows: every array is written once, by scatter.

Rows keep their numbers; what is in no article any more stays until everything is built afresh.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from index.codec.batch import Batch, TermBatch, spread, starts_of
from index.codec.packing import Ints
from index.codec.postings import FieldPostings
from index.codec.vocabulary import Terms

Number = TypeVar("Number", np.int64, np.uint32)

TERMS = 1 << 19
"""Terms of all parts merged at a time, about."""
OCCURRENCES = 1 << 22
"""Occurrences merged at a time; more where a single term has more."""


@dataclass(frozen=True, slots=True)
class Part:
    """One field of one of the segments."""

    postings: FieldPostings
    first_row: int
    """The row in the merged segment of its row 0."""


@dataclass(frozen=True, slots=True)
class _Share:
    """The terms that one part has in a stretch of the merged vocabulary."""

    part: Part
    first: int
    """The place of the first of them in the part's own vocabulary."""
    into: Ints
    """Where each of them stands in the stretch; ascending."""

    def between(self, first: int, last: int) -> _Share:
        """Of the stretch's terms from *first* to *last* alone, counted from *first*."""
        low, high = np.searchsorted(self.into, (first, last)).tolist()
        return _Share(self.part, self.first + low, self.into[low:high] - first)

    def sizes(self) -> Ints:
        return self.part.postings.sizes(self.first, self.first + len(self.into))

    def batch(self) -> Batch:
        return self.part.postings.batch(self.first, self.first + len(self.into))


def merged(parts: Sequence[Part]) -> Iterator[TermBatch]:
    """The postings of all parts in the order of terms; of each term those of the first part first."""
    if not parts:
        return
    for terms, shares in _stretches(parts):
        occurrences = np.zeros(len(terms), np.int64)
        for share in shares:
            occurrences[share.into] += share.sizes()
        for first, last in _cuts(np.cumsum(occurrences)):
            within = [share.between(first, last) for share in shares]
            yield TermBatch(terms[first:last], _joined([s for s in within if len(s.into)], last - first))


def _stretches(parts: Sequence[Part]) -> Iterator[tuple[list[bytes], list[_Share]]]:
    """The merged vocabulary piece by piece, each with what every part has of it."""
    vocabularies = [part.postings.terms for part in parts]
    longest = max(vocabularies, key=len)
    step = max(TERMS // len(parts), 1)
    cuts = [longest.encoded(place) for place in range(step, len(longest), step)]
    ends = [[0, *map(vocabulary.first_from, cuts), len(vocabulary)] for vocabulary in vocabularies]
    for bounds in zip(*map(pairwise, ends), strict=True):
        letters = [_encoded(v, first, last) for v, (first, last) in zip(vocabularies, bounds, strict=True)]
        terms, inverse = np.unique(np.concatenate(letters), return_inverse=True)
        into = np.split(inverse, np.cumsum([len(some) for some in letters])[:-1])
        yield terms.tolist(), [_Share(p, b[0], i) for p, b, i in zip(parts, bounds, into, strict=True)]


def _encoded(vocabulary: Terms, first: int, last: int) -> npt.NDArray[np.bytes_]:
    """Terms as an array of bytes; numpy drops zero bytes at the end, which no term has."""
    starts = vocabulary.starts[first : last + 1].astype(np.int64)
    if first == last:
        return np.zeros(0, "S1")
    lengths = np.diff(starts) - 1
    width = max(int(lengths.max()), 1)
    letters = np.zeros((len(lengths), width), np.uint8)
    letters[np.arange(width) < lengths[:, None]] = vocabulary.data[spread(starts[:-1], lengths)]
    return letters.reshape(-1).view(f"S{width}")


def _cuts(ends: Ints) -> Iterator[tuple[int, int]]:
    first, done = 0, 0
    while first < len(ends):
        last = max(int(np.searchsorted(ends, done + OCCURRENCES, side="right")), first + 1)
        yield first, last
        first, done = last, int(ends[last - 1])


def _joined(shares: Sequence[_Share], terms: int) -> Batch:
    batches = [share.batch() for share in shares]
    documents = np.zeros(terms, np.int64)
    places = []
    for share, batch in zip(shares, batches, strict=True):
        places.append(documents[share.into])  # how many postings of each term went before
        documents[share.into] += batch.documents
    starts = starts_of(documents)
    places = [
        spread(starts[share.into] + before, batch.documents)
        for share, batch, before in zip(shares, batches, places, strict=True)
    ]
    rows = [batch.rows + share.part.first_row for share, batch in zip(shares, batches, strict=True)]
    counts = _scattered(places, [batch.counts for batch in batches])
    first = starts_of(counts)
    standing = [spread(first[place], batch.counts) for place, batch in zip(places, batches, strict=True)]
    return Batch(
        documents=documents,
        rows=_scattered(places, rows),
        counts=counts,
        extras=_scattered(places, [batch.extras for batch in batches]),
        steps=_scattered(standing, [batch.steps for batch in batches]),
    )


def _scattered(places: Sequence[Ints], values: Sequence[npt.NDArray[Number]]) -> npt.NDArray[Number]:
    """Each value at its place; the places are all from 0 on, once."""
    scattered = np.empty(sum(map(len, places)), values[0].dtype)
    for place, value in zip(places, values, strict=True):
        scattered[place] = value
    return scattered
