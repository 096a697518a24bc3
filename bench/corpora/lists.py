"""Lists of numbers of any length, one after the other in one array: list i is ``items[starts[i]:starts[i + 1]]``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Ids = npt.NDArray[np.uint32]

PIECE = 1 << 24


@dataclass(frozen=True, eq=False, slots=True)
class Lists:
    """Compressed sparse rows."""

    starts: Ints
    items: npt.NDArray[Any]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def lengths(self) -> Ints:
        """How long each list is."""
        return np.diff(self.starts)

    def chosen(self, which: npt.NDArray[Any]) -> Lists:
        """The lists numbered *which*, in that order."""
        firsts, lasts = self.starts[which], self.starts[which.astype(np.int64) + 1]
        return Lists(starts_of(lasts - firsts), self.items[ranges(firsts, lasts)])


def starts_of(lengths: npt.NDArray[Any]) -> Ints:
    """Where lists of these lengths start when laid end to end, and where the last one ends."""
    starts = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=starts[1:])
    return starts


def ranges(firsts: npt.NDArray[Any], lasts: npt.NDArray[Any]) -> Ints:
    """``arange(first, last)`` of every pair, end to end."""
    lengths = lasts - firsts
    starts = starts_of(lengths)
    return np.arange(starts[-1]) + np.repeat(firsts - starts[:-1], lengths)


def counted(items: npt.NDArray[Any], least: int = 0) -> Ints:
    """How often each number occurs, at least *least* numbers long; in pieces, because bincount copies to 64 bits."""
    counts = np.zeros(max(least, int(items.max()) + 1 if len(items) else 0), np.int64)
    for at in range(0, len(items), PIECE):
        piece = np.bincount(items[at : at + PIECE])
        counts[: len(piece)] += piece
    return counts
