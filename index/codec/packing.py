"""Whole numbers in as few bits as the largest of each 128 needs, packed and unpacked without a loop over numbers.

A block holds 128 numbers of *w* bits (0 to 32) in ``4 * w`` words of 32 bits, number *i* in the bits from ``i * w`` on,
lowest first. Blocks stand one after the other; where one begins says how wide the one before is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

BLOCK = 128
"""Numbers to a block."""
UNIT = 4
"""Words by which a block grows for each bit of width."""
MOST = (1 << 32) - 1
"""The largest number that can be packed."""

Words = npt.NDArray[np.uint32]
Ints = npt.NDArray[np.int64]

_LANES = 32
"""As many numbers of *w* bits fill *w* words exactly."""
_FEW = 64
"""Up to so many blocks are unpacked number by number; more of them lane by lane, all of one width at once."""


def pack(numbers: Words) -> tuple[Words, Ints]:
    """*numbers*, shape ``(128 * blocks,)``, packed; and the width of each block, shape ``(blocks,)``."""
    blocks = numbers.reshape(-1, BLOCK)
    widths = _widths(blocks.max(axis=1)) if len(blocks) else np.zeros(0, np.int64)
    starts = np.cumsum(widths) - widths
    words = np.empty(int(widths.sum()) * UNIT, np.uint32)
    for width in np.unique(widths[widths > 0]).tolist():
        places = np.flatnonzero(widths == width)
        words[_within(starts[places], width)] = _packed(blocks[places], width)
    return words, widths


def unpack(words: Words, starts: Ints, widths: Ints) -> Words:
    """The numbers of some blocks, shape ``(blocks, 128)``; *starts* are in units of UNIT words."""
    if len(widths) <= _FEW:
        return _one_by_one(words, starts, widths)
    occurring = np.flatnonzero(np.bincount(widths)).tolist()
    if len(occurring) == 1 and occurring[0]:
        return _by_lanes(words[_within(starts, occurring[0])], occurring[0])
    numbers = np.empty((len(widths), BLOCK), np.uint32)
    for width in occurring:
        places = np.flatnonzero(widths == width)
        numbers[places] = _by_lanes(words[_within(starts[places], width)], width) if width else 0
    return numbers


def _widths(largest: Words) -> Ints:
    """Bits that a number needs: exact, since every number below 2^53 is a float of its own."""
    return np.frexp(largest.astype(np.float64))[1].astype(np.int64)


def _within(starts: Ints, width: int) -> Ints:
    """Indices of all words of blocks of one width, shape ``(blocks, 4 * width)``."""
    return (starts * UNIT)[:, None] + np.arange(UNIT * width)


def _packed(blocks: Words, width: int) -> Words:
    lanes = np.ascontiguousarray(blocks.reshape(-1, _LANES).T)
    words = np.zeros((width, lanes.shape[1]), np.uint32)
    for lane in range(_LANES):
        word, shift = divmod(lane * width, 32)
        words[word] |= lanes[lane] << np.uint32(shift)
        if shift + width > 32:
            words[word + 1] |= lanes[lane] >> np.uint32(32 - shift)
    return words.T.reshape(len(blocks), UNIT * width)


def _by_lanes(packed: Words, width: int) -> Words:
    words = np.ascontiguousarray(packed.reshape(-1, width).T)
    lanes = _lanes(width)
    numbers = words.take(lanes.word, axis=0)
    numbers >>= lanes.shift
    if len(lanes.torn):
        numbers[lanes.torn] |= words.take(lanes.rest, axis=0) << lanes.rest_shift
    numbers &= np.uint32((1 << width) - 1)
    return numbers.T.reshape(-1, BLOCK)


@dataclass(frozen=True, slots=True)
class _Lanes:
    """In which word and at which bit each of 32 numbers begins; those torn between two words have a rest."""

    word: Ints
    shift: Words
    torn: Ints
    rest: Ints
    rest_shift: Words


@cache
def _lanes(width: int) -> _Lanes:
    word, shift = np.divmod(np.arange(_LANES) * width, 32)
    torn = np.flatnonzero(shift + width > 32)
    column = shift.astype(np.uint32)[:, None]
    return _Lanes(word, column, torn, word[torn] + 1, np.uint32(32) - column[torn])


_BITS = np.arange(33)[:, None] * np.arange(BLOCK)
"""At which bit of a block each number begins; shape (widths, 128)."""
_WORD, _SHIFT = _BITS >> 5, (_BITS & 31).astype(np.uint64)
_MASK = ((np.uint64(1) << np.arange(33, dtype=np.uint64)) - np.uint64(1))[:, None]


def _one_by_one(words: Words, starts: Ints, widths: Ints) -> Words:
    pairs = np.zeros(len(words) + 1, np.uint64)  # each word with the one after it: no number is torn then
    pairs[:-1] = words
    pairs[:-1] |= pairs[1:] << np.uint64(32)
    at = _WORD.take(widths, axis=0)
    at += (starts * UNIT)[:, None]
    numbers = pairs.take(at, mode="clip")  # numbers of no bits may seem to stand behind the last word
    numbers >>= _SHIFT.take(widths, axis=0)
    numbers &= _MASK.take(widths, axis=0)
    return numbers.astype(np.uint32)


def _at(words: Words, bits: Ints, widths: Ints) -> Words:
    """The numbers that begin at *bits*; a number may reach into the word after, which need not exist."""
    if not len(words):
        return np.zeros(bits.shape, np.uint32)
    place = np.minimum(bits >> 5, len(words) - 1)
    low = words[place].astype(np.uint64)
    high = words[np.minimum(place + 1, len(words) - 1)].astype(np.uint64)
    shifted = (low | high << np.uint64(32)) >> (bits & 31).astype(np.uint64)
    found: Words = (shifted & ((np.uint64(1) << widths.astype(np.uint64)) - np.uint64(1))).astype(np.uint32)
    return found


def unpack_few(words: Words, width: int, first: int, last: int) -> list[int]:
    """The numbers *first* to *last* of one block, which *words* are: for a few, several times as fast as ``unpack``."""
    bits = int.from_bytes(words.tobytes(), "little") >> first * width
    mask = (1 << width) - 1
    return [bits >> at * width & mask for at in range(last - first)]


def take(words: Words, starts: Ints, widths: Ints, places: Ints) -> Words:
    """Single numbers: those at *places*, counted from the first block; parallel to *places*."""
    block = places >> 7
    bits = starts[block] * (UNIT * 32) + widths[block] * (places & (BLOCK - 1))
    return _at(words, bits, widths[block])
