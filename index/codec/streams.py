"""Long sequences of whole numbers, packed, in a container: written from front to back, read in slices."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from index.codec.batch import spread, starts_of
from index.codec.container import Container, ContainerWriter
from index.codec.packing import BLOCK, UNIT, Ints, Words, pack, take, unpack, unpack_few

_MOST_UNITS = (1 << 32) - 1
"""64 GB of one sequence."""
_FEW, _FAR = 8, 64 * BLOCK
"""So few numbers, so far apart, are read one by one."""
_BESIDE = 64
"""Blocks so near to each other are read in one piece, with what lies between."""


class StreamWriter:
    """Appends numbers to one sequence."""

    def __init__(self, container: ContainerWriter, name: str) -> None:
        self._container = container
        self._name = name
        self._rest = np.zeros(0, np.uint32)
        self._units = 0
        container.append(f"{name}.starts", np.zeros(1, np.uint32))

    def append(self, numbers: Words) -> None:
        """The next numbers."""
        numbers = np.concatenate([self._rest, numbers]) if len(self._rest) else numbers
        whole = len(numbers) // BLOCK * BLOCK
        self._write(numbers[:whole])
        self._rest = numbers[whole:].copy()

    def close(self) -> None:
        """Write the last block, filled up with zeros."""
        if len(self._rest):
            self._write(np.concatenate([self._rest, np.zeros(BLOCK - len(self._rest), np.uint32)]))
        self._container.append(self._name, np.zeros(0, np.uint32))

    def _write(self, numbers: Words) -> None:
        words, widths = pack(numbers)
        ends = self._units + np.cumsum(widths)
        if len(ends):
            self._units = int(ends[-1])
        if self._units > _MOST_UNITS:
            raise OverflowError(f"{self._name}: more than {_MOST_UNITS} units; build more, smaller segments")
        self._container.append(f"{self._name}.starts", ends.astype(np.uint32))
        self._container.append(self._name, words)


@dataclass(frozen=True, slots=True)
class Blocks:
    """Neighbouring blocks of a sequence, read and not yet unpacked."""

    words: Words
    starts: Ints
    widths: Ints

    def all(self) -> Words:
        """The numbers of every block, shape ``(blocks, 128)``."""
        return unpack(self.words, self.starts, self.widths)

    def some(self, which: Ints) -> Words:
        """The numbers of these blocks, counted from the first one read."""
        return unpack(self.words, self.starts[which], self.widths[which])

    def at(self, places: Ints) -> Words:
        """Single numbers, counted from the first one read."""
        return take(self.words, self.starts, self.widths, places)

    @property
    def are_zero(self) -> bool:
        """Whether there is no other number in them."""
        return not len(self.words)


@dataclass(frozen=True, slots=True)
class _Pieces:
    """Blocks from several places of a sequence."""

    blocks: Blocks
    before: Ints
    """How many blocks come before those of each piece."""


class Stream:
    """One sequence, open for reading."""

    def __init__(self, container: Container, name: str) -> None:
        self._container = container
        self._name = name

    def blocks(self, first: int, last: int) -> Blocks:
        """The blocks that hold the numbers *first* to *last*."""
        ends = self._container.part(f"{self._name}.starts", first // BLOCK, -(-last // BLOCK) + 1).astype(np.int64)
        words = self._container.part(self._name, int(ends[0]) * UNIT, int(ends[-1]) * UNIT)
        starts = ends[:-1] - ends[0]
        return Blocks(words, starts, np.diff(ends))

    def slice(self, first: int, last: int) -> Words:
        """The numbers *first* to *last*."""
        if first == last:
            return np.zeros(0, np.uint32)
        skipped = first - first // BLOCK * BLOCK
        blocks = self.blocks(first, last)
        if last - first <= _FEW and len(blocks.widths) == 1:
            return np.array(unpack_few(blocks.words, int(blocks.widths[0]), skipped, skipped + last - first), np.uint32)
        return blocks.all().reshape(-1)[skipped : skipped + last - first]

    def slices(self, firsts: Ints, lasts: Ints) -> Words:
        """The numbers of many ranges, none empty, ascending, one range after the other: all unpacked at once."""
        begin, end = firsts // BLOCK, -(-lasts // BLOCK)
        pieces = np.flatnonzero(np.concatenate([[True], begin[1:] > end[:-1] + _BESIDE]))
        read = self._read(begin[pieces], end[np.append(pieces[1:], len(end)) - 1])
        piece = np.searchsorted(pieces, np.arange(len(begin)), side="right") - 1
        at = begin + (read.before - begin[pieces])[piece]
        which = spread(at, end - begin)
        which = which[np.diff(which, prepend=-1) > 0]  # neighbours may share a block
        numbers = read.blocks.some(which).reshape(-1)
        skipped = (np.searchsorted(which, at) * BLOCK + firsts % BLOCK).tolist()
        return np.concatenate([numbers[a : a + n] for a, n in zip(skipped, (lasts - firsts).tolist(), strict=True)])

    def _read(self, begin: Ints, end: Ints) -> _Pieces:
        """The blocks of each piece, laid one after the other."""
        read = [self.blocks(a * BLOCK, b * BLOCK) for a, b in zip(begin.tolist(), end.tolist(), strict=True)]
        units = starts_of(np.array([len(blocks.words) // UNIT for blocks in read], np.int64))
        joined = Blocks(
            np.concatenate([blocks.words for blocks in read]),
            np.concatenate([blocks.starts + first for blocks, first in zip(read, units.tolist(), strict=True)]),
            np.concatenate([blocks.widths for blocks in read]),
        )
        return _Pieces(joined, starts_of(end - begin))

    def at(self, places: Ints) -> Words:
        """The numbers at *places*, ascending."""
        if not len(places):
            return np.zeros(0, np.uint32)
        first, last = int(places[0]), int(places[-1]) + 1
        if len(places) <= _FEW and last - first > _FAR:
            return np.concatenate([self.slice(place, place + 1) for place in places.tolist()])
        begin = first // BLOCK * BLOCK
        if len(places) * 4 > last - first:
            return self.blocks(first, last).all().reshape(-1)[places - begin]
        return self.blocks(first, last).at(places - begin)
