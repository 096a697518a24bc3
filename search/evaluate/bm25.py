"""BM25 as Lucene has computed it since version 8, so that every engine behind Kliping ranks alike.

Source: org.apache.lucene.search.similarities.BM25Similarity and org.apache.lucene.util.SmallFloat (Lucene 9).
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

K1 = 1.2
B = 0.75

Floats = npt.NDArray[np.float64]


def idf(documents: int, matching: int) -> float:
    """ln(1 + (N - n + 0.5) / (n + 0.5)): rarity of a term that *matching* of *documents* articles hold."""
    return float(np.log1p((documents - matching + 0.5) / (matching + 0.5)))


def norms(lengths: npt.NDArray[np.integer], average: float) -> Floats:
    """k1 * (1 - b + b * length / average) per article, the length as Lucene's one byte keeps it; shape as *lengths*."""
    relative: Floats = kept_lengths(lengths) / max(average, 1.0)
    return K1 * (1 - B + B * relative)


def saturation(weights: Floats, norm: Floats) -> Floats:
    """tf / (tf + norm): how much a term's frequency says, between 0 and 1; *norm* from ``norms``, same shape."""
    return weights / (weights + norm)


def kept_lengths(lengths: npt.NDArray[np.integer]) -> npt.NDArray[np.int64]:
    """Lengths after Lucene's encoding in one byte: exact to 40, then with about 4 significant bits."""
    table = byte_lengths()
    return table[np.searchsorted(table, lengths, side="right") - 1]


def kept_bytes(lengths: npt.NDArray[np.integer]) -> npt.NDArray[np.uint8]:
    """The byte under which Lucene keeps each length: an index into ``byte_lengths()``."""
    table = byte_lengths()
    if not len(lengths) or lengths.max() > _LOOKED_UP:
        return (np.searchsorted(table, lengths, side="right") - 1).astype(np.uint8)
    of_length = np.searchsorted(table, np.arange(int(lengths.max()) + 1), side="right") - 1
    found: npt.NDArray[np.uint8] = of_length.astype(np.uint8)[lengths]
    return found


class Saturations:
    """``saturation`` for one field by one look-up: every frequency up to a limit with each of the 256 lengths."""

    def __init__(self, lengths: npt.NDArray[np.integer], average: float) -> None:
        self.average = average
        self._bytes = kept_bytes(lengths)
        self._norms = norms(byte_lengths(), average)
        frequencies = np.arange(_TABULATED, dtype=np.float64)[:, None]
        self._table = saturation(frequencies, self._norms[None, :]).ravel()

    def of(self, rows: npt.NDArray[np.int32], weights: npt.NDArray[np.uint32]) -> Floats:
        """How much the *weights* of a term say in *rows*; parallel arrays."""
        if len(weights) and weights.max() >= _TABULATED:
            return saturation(weights.astype(np.float64), self._norms.take(self._bytes.take(rows)))
        found = np.empty(len(rows))
        for first in range(0, len(rows), _PIECE):  # what lies between stays in the processor's cache
            piece = slice(first, first + _PIECE)
            places = self._bytes.take(rows[piece]).astype(np.int64)
            places += weights[piece].astype(np.int64) << 8
            self._table.take(places, out=found[piece], mode="clip")
        return found

    def lengths(self, rows: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
        """The lengths of *rows*, as they are kept."""
        return byte_lengths().take(self._bytes.take(rows))


_TABULATED = 128
"""Frequencies in the table, 256 KiB; a term seldom comes more often in one article."""
_LOOKED_UP = 1 << 20
_PIECE = 1 << 15
"""Rows looked up at a time."""


@cache
def byte_lengths() -> npt.NDArray[np.int64]:
    """The 256 lengths that SmallFloat.byte4ToInt can give, ascending."""
    free = 255 - _long_to_int4(2**31 - 1)
    return np.array([b if b < free else free + _int4_to_long(b - free) for b in range(256)], np.int64)


def _long_to_int4(value: int) -> int:
    bits = value.bit_length()
    if bits < 4:
        return value
    shift = bits - 4
    return (value >> shift) & 0x07 | (shift + 1) << 3


def _int4_to_long(value: int) -> int:
    bits, shift = value & 0x07, (value >> 3) - 1
    return bits if shift == -1 else (bits | 0x08) << shift
