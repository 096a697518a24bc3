"""The terms of one field of one segment, in the order of their bytes: flat, and found by halving."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

Ends = npt.NDArray[np.uint32]

END = b"\n"
"""Stands after each term. No term holds it, nor any other white space."""


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
        place = self.first_from(wanted)
        return place if place < len(self) and self.encoded(place) == wanted else None

    def range_of(self, prefix: str) -> range:
        """The places of the terms that begin with *prefix*."""
        wanted = prefix.encode(errors="surrogatepass")
        first = self.first_from(wanted)
        return range(first, self.first_from(wanted + b"\xff") if wanted else len(self))

    def first_from(self, wanted: bytes) -> int:
        """The place of the first term that is not before *wanted*."""
        return bisect_left(range(len(self)), wanted, key=self.encoded)

    @cached_property
    def _view(self) -> memoryview:
        return self.data.data
