"""The terms of one field of one segment, in the order of their bytes: flat, and found by halving."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

Ends = npt.NDArray[np.uint32]
Ints = npt.NDArray[np.int64]

END = b"\n"
"""Stands after each term. No term holds it, nor any other white space."""
_SAMPLED = 32
"""Every so manieth term is kept as an object: a look-up halves those, then the few between two of them."""


class Terms(Sequence[str]):
    """Term *i* is ``data[starts[i]:starts[i + 1] - 1]``, UTF-8; a line feed stands after each."""

    def __init__(self, starts: Ends, data: npt.NDArray[np.uint8], postings: Ends) -> None:
        self.starts = starts
        """Shape ``(terms + 1,)``."""
        self.data = data
        self._postings = postings

    @property
    def documents(self) -> npt.NDArray[np.uint32]:
        """The number of postings of each term; shape ``(terms,)``."""
        return np.diff(self._postings)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, place: int) -> str:  # type: ignore[override]
        return self.encoded(range(len(self))[place]).decode()

    def encoded(self, place: int) -> bytes:
        """Term *place* as stored."""
        return bytes(self._view[self.starts[place] : self.starts[place + 1] - 1])

    def place(self, term: str) -> int | None:
        """Where *term* stands; None when it does not."""
        wanted = term.encode(errors="surrogatepass")
        first = max(bisect_right(self._sample, wanted) - 1, 0) * _SAMPLED
        near = self._between(first)
        place = bisect_left(near, wanted)
        return first + place if place < len(near) and near[place] == wanted else None

    def range_of(self, prefix: str) -> range:
        """The places of the terms that begin with *prefix*."""
        wanted = prefix.encode(errors="surrogatepass")
        first = self.first_from(wanted)
        return range(first, self.first_from(wanted + b"\xff") if wanted else len(self))

    def first_from(self, wanted: bytes) -> int:
        """The place of the first term that is not before *wanted*."""
        first = max(bisect_left(self._sample, wanted) - 1, 0) * _SAMPLED
        return first + bisect_left(self._between(first), wanted)

    def places(self, terms: Iterable[str]) -> Ints:
        """Where those of *terms* stand that there are, ascending."""
        found: list[int] = []
        near: list[bytes] = []
        first = 0
        for wanted in sorted(term.encode(errors="surrogatepass") for term in terms):
            if not near or not near[0] <= wanted <= near[-1]:  # terms asked together often stand together
                first = max(bisect_right(self._sample, wanted) - 1, 0) * _SAMPLED
                near = self._between(first)
            place = bisect_left(near, wanted)
            if place < len(near) and near[place] == wanted:
                found.append(first + place)
        return np.array(found, np.int64)

    def postings_of(self, first: int, last: int) -> tuple[int, int]:
        """The first posting of the terms at places *first* to *last*, and the one after their last."""
        return int(self._postings[first]), int(self._postings[last])

    def postings_of_each(self, places: Ints) -> Ints:
        """The number of postings of the terms at *places*."""
        return self._postings[places + 1].astype(np.int64) - self._postings[places]

    def postings_at(self, places: Ints) -> tuple[Ints, Ints]:
        """For each of *places* the first posting and the one after the last."""
        return self._postings[places].astype(np.int64), self._postings[places + 1].astype(np.int64)

    def _between(self, first: int) -> list[bytes]:
        """The terms from one of the sample to the next, as stored."""
        last = min(first + _SAMPLED, len(self))
        return bytes(self._view[self.starts[first] : self.starts[last]]).split(END)[:-1]

    @cached_property
    def _sample(self) -> tuple[bytes, ...]:
        return tuple(self.encoded(place) for place in range(0, len(self), _SAMPLED))

    @cached_property
    def _view(self) -> memoryview:
        return self.data.data
