"""Many strings as two flat arrays: no object for any of them until it is asked for, so that opening costs nothing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import overload

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int32]

_PIECE = 1 << 12
"""Texts copied at a time."""


@dataclass(frozen=True, eq=False)
class Texts(Sequence[str]):
    """Strings in the order given; text *i* is ``data[starts[i]:starts[i + 1]]``, UTF-8."""

    starts: Ints
    data: npt.NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.starts) - 1

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[str, ...]: ...
    def __getitem__(self, place: int | slice) -> str | tuple[str, ...]:
        if isinstance(place, slice):
            return tuple(self[i] for i in range(*place.indices(len(self))))
        return _decoded(self.encoded(range(len(self))[place]))

    def __iter__(self) -> Iterator[str]:
        return (_decoded(bytes(self._view[first:last])) for first, last in pairwise(self.starts.tolist()))

    def encoded(self, place: int) -> bytes:
        """Text *place* as stored; the order of bytes is the order of the strings."""
        return bytes(self._view[self.starts[place] : self.starts[place + 1]])

    @cached_property
    def _view(self) -> memoryview:
        return self.data.data


@dataclass(frozen=True, eq=False)
class Dictionary(Texts):
    """Strings that can be found; *order* holds their places in the order of the strings, equal ones by place."""

    order: Rows

    def places(self, text: str) -> list[int]:
        """Where *text* stands, in rising order."""
        wanted = _encoded(text)
        ranks = range(len(self))
        first = bisect_left(ranks, wanted, key=self._ranked)
        found: list[int] = self.order[first : bisect_right(ranks, wanted, lo=first, key=self._ranked)].tolist()
        return found

    @cached_property
    def ranks(self) -> Rows:
        """The place of each text in the order of all; the inverse of *order*."""
        ranks = np.empty(len(self), np.int32)
        ranks[self.order] = np.arange(len(self), dtype=np.int32)
        return ranks

    def extended(self, texts: Sequence[str]) -> Dictionary:
        """This and *texts* after it."""
        if not texts:
            return self
        encoded = [_encoded(text) for text in texts]
        both = _joined(self, encoded)
        added = sorted(range(len(encoded)), key=encoded.__getitem__)
        ranks = range(len(self))
        before = [bisect_right(ranks, encoded[place], key=self._ranked) for place in added]
        places = np.array(added, np.int32) + np.int32(len(self))
        return Dictionary(both.starts, both.data, np.insert(self.order, np.array(before, np.int64), places))

    def _ranked(self, rank: int) -> bytes:
        return self.encoded(int(self.order[rank]))


class Places(Mapping[str, int]):
    """The places of a dictionary without repetitions, as a mapping; a look-up is a binary search."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._dictionary = dictionary

    def __getitem__(self, text: str) -> int:
        if not (found := self._dictionary.places(text)):
            raise KeyError(text)
        return found[0]

    def __iter__(self) -> Iterator[str]:
        return iter(self._dictionary)

    def __len__(self) -> int:
        return len(self._dictionary)


def texts_of(texts: Iterable[str], after: Texts | None = None) -> Texts:
    """*texts*, behind those of *after*."""
    return _joined(after or NO_TEXTS, [_encoded(text) for text in texts])


def taken(texts: Texts, places: Ints) -> Texts:
    """The texts at *places*, in that order; *texts* itself when those are all of them."""
    if len(places) == len(texts) and np.array_equal(places, np.arange(len(texts))):
        return texts
    first = texts.starts[places]
    lengths = texts.starts[places + 1] - first
    starts = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])
    data = np.empty(int(starts[-1]), np.uint8)
    for begin in range(0, len(places), _PIECE):  # the places of bytes take eight times as much memory as the bytes
        end = min(begin + _PIECE, len(places))
        at = np.repeat(first[begin:end] - starts[begin:end], lengths[begin:end])
        at += np.arange(starts[begin], starts[end])
        data[starts[begin] : starts[end]] = texts.data[at]
    return Texts(starts, data)


def _joined(before: Texts, encoded: Sequence[bytes]) -> Texts:
    ends = before.starts[-1] + np.cumsum([len(text) for text in encoded], dtype=np.int64)
    data = np.frombuffer(b"".join(encoded), np.uint8)
    return Texts(np.concatenate([before.starts, ends]), np.concatenate([before.data, data]))


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _decoded(text: bytes) -> str:
    return text.decode("utf-8", "surrogatepass")


NO_TEXTS = Texts(np.zeros(1, np.int64), np.zeros(0, np.uint8))
NO_DICTIONARY = Dictionary(NO_TEXTS.starts, NO_TEXTS.data, np.zeros(0, np.int32))
