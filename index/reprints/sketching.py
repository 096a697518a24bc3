"""The words of a text -> what is compared of it: a digest of all, and a sample of the runs of three words.

A run is in the sample when its hash says so, whichever text it stands in. So the share of one text's sample that is
also in another's tells how much of the one stands in the other, however much longer that is, and this is what a cut
reprint keeps (Broder 1997, containment; Irber et al. 2022 call such a sample FracMinHash).
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

RULES = "1"
"""Raised when other texts become reprints, or sketches are made otherwise: indexes are then built afresh."""
RUN = 3
"""Words to a run: any two side by side stand in many texts of one subject, and four outlive few edits."""
RATE = 4
"""One run in so many is in the sample: of 250 words about 60."""
SHORTEST = 10
"""Words without which a text is none to be compared: "Foto: Antara" is nobody's reprint."""
NO_DIGEST = 0
"""The digest of a text too short to be compared."""

Shingles = npt.NDArray[np.uint32]
Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """What is compared of one text."""

    digest: int
    """Of all words in their order, 64 bits with a sign; two texts are equal when it is."""
    shingles: Shingles
    """The sample, each run once, in rising order."""


EMPTY = Sketch(NO_DIGEST, np.zeros(0, np.uint32))


def fingerprint() -> str:
    """Digest of what decides which articles are reprints, besides how texts are cut into words."""
    return f"reprints {RULES}"


def sketch(words: Sequence[str]) -> Sketch:
    """The sketch of a text of these *words*, folded and without punctuation."""
    if len(words) < SHORTEST:
        return EMPTY
    digest = hashlib.blake2b("\n".join(words).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    hashes = runs(hashed(words))
    shingles = np.unique((hashes[hashes < _SAMPLED] & _LOW).astype(np.uint32))
    return Sketch(int.from_bytes(digest, "little", signed=True) or 1, shingles)


def hashed(words: Sequence[str]) -> Hashes:
    """A hash of each word; shape (words,)."""
    return np.fromiter(map(_HASHES.__getitem__, words), np.uint64, len(words))


def runs(words: Hashes) -> Hashes:
    """A hash of each run, spread over 64 bits (the finaliser of MurmurHash3, by Austin Appleby); none of two words."""
    size = max(len(words) - RUN + 1, 0)
    found = np.zeros(size, np.uint64)
    for place, odd in enumerate(_ODD):
        found += words[place : place + size] * odd
    for odd in _MIXING:
        found ^= found >> np.uint64(33)
        found *= odd
    found ^= found >> np.uint64(33)
    return found


class _Hashes(dict[str, int]):
    """Word -> hash, remembered: looking it up costs a fifth of working it out."""

    def __missing__(self, word: str) -> int:
        found = zlib.crc32(word.encode("utf-8", "surrogatepass"))
        if len(self) < _REMEMBERED:
            self[word] = found
        return found


_REMEMBERED = 300_000
_HASHES = _Hashes()
_SAMPLED = np.uint64((1 << 64) // RATE)
_LOW = np.uint64((1 << 32) - 1)
_ODD = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64)
"""One for each word of a run, so that their order counts."""
_MIXING = np.array([0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53], np.uint64)
