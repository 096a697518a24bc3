"""Which terms of a vocabulary a prefix, a pattern or a misspelt word stands for: whole arrays of letters at once."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from search.evaluate.postings import Postings, Vocabulary
from search.query.patterns import expression, is_within

Ordinals = npt.NDArray[np.int64]
"""Places of terms in a vocabulary, ascending."""
_ONE = r"[^\n\x80-\xbf][\x80-\xbf]*"
_MANY = r"[^\n]*"
_CHUNK = 1 << 22


def beginning(vocabulary: Vocabulary, prefix: str) -> Ordinals:
    """The terms that begin so."""
    places = vocabulary.range_of(prefix)
    return np.arange(places.start, places.stop)


def like(vocabulary: Vocabulary, pattern: str) -> Ordinals:
    """The terms of a pattern: one regular expression over all that begin as it does."""
    literal = re.split(r"[?*]", pattern, maxsplit=1)[0]
    places = vocabulary.range_of(literal)
    if not places:
        return np.zeros(0, np.int64)
    starts = vocabulary.starts
    first, last = int(starts[places.start]), int(starts[places.stop])
    wanted = expression(_as_bytes(pattern), one=_ONE, many=_MANY + "?", rest=_MANY)
    found = re.compile(b"(?m)^" + wanted.encode("latin-1") + b"$")
    letters = vocabulary.data[first:last].data
    at = np.array([match.start() for match in found.finditer(letters)], np.int64)
    return np.searchsorted(starts, at + first)


def _as_bytes(pattern: str) -> str:
    """The pattern with each byte of its UTF-8 as one character, so that it can be put together as text."""
    return pattern.encode("utf-8", "surrogatepass").decode("latin-1")


class Spelling:
    """Finds misspelt words in one generation; keeps five bytes for each surface form of a field once asked for."""

    def __init__(self, postings: Postings) -> None:
        self._postings = postings
        self._kept: dict[tuple[str, int], tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint8]]] = {}
        self._lock = threading.Lock()

    def near(self, field: str, word: str, edits: int) -> tuple[Ordinals, ...]:
        """For each segment the surface forms that at most *edits* set apart from *word*.

        One edit takes away at most one letter and adds at most one: most terms are ruled out by which letters they
        have and how many, and only the rest are compared.
        """
        encoded = np.frombuffer(word.encode("utf-8", "surrogatepass"), np.uint8)
        wanted = np.bitwise_or.reduce(_BITS_OF_BYTE[encoded])
        low, high = max(len(word) - edits, 0), min(len(word) + edits, 255)
        found = []
        for number, vocabulary in enumerate(self._postings.vocabularies(field, "surface")):
            letters, lengths = self._shapes(field, number, vocabulary)
            places = np.flatnonzero((lengths >= low) & (lengths <= high))
            shape = letters[places]
            alike = np.bitwise_count(shape & ~wanted) <= edits
            alike &= np.bitwise_count(~shape & wanted) <= edits
            places = places[alike]
            found.append(places[[is_within(vocabulary[place], word, edits) for place in places.tolist()]])
        return tuple(found)

    def _shapes(
        self, field: str, number: int, vocabulary: Vocabulary
    ) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint8]]:
        with self._lock:
            if (field, number) not in self._kept:
                self._kept[field, number] = _shapes(vocabulary)
            return self._kept[field, number]


def _shapes(vocabulary: Vocabulary) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint8]]:
    """Which letters each term has, as bits, and how many; chunk by chunk, as the intermediate arrays are large."""
    starts = vocabulary.starts
    letters = np.empty(len(vocabulary), np.uint32)
    lengths = np.empty(len(vocabulary), np.uint8)
    step = max(1, _CHUNK * len(vocabulary) // max(int(starts[-1]), 1))
    for first in range(0, len(vocabulary), step):
        last = min(first + step, len(vocabulary))
        data = np.asarray(vocabulary.data[starts[first] : starts[last]])
        at = starts[first:last] - starts[first]
        letters[first:last] = np.bitwise_or.reduceat(_BITS_OF_BYTE[data], at)
        begins = ((data & 0xC0) != 0x80) & (data != ord("\n"))
        lengths[first:last] = np.minimum(np.add.reduceat(begins, at, dtype=np.int64), 255)
    return letters, lengths


_BITS_OF_BYTE = np.array(
    [0 if b == 10 else 1 << (31 if b >= 128 else b - 97 if 97 <= b <= 122 else 26 + b % 5) for b in range(256)],
    np.uint32,
)
"""A bit for each letter: 26 for a to z, five shared by what else there is in ASCII, one for all other scripts."""


def most_frequent(
    vocabularies: Sequence[Vocabulary], places: Sequence[Ordinals], most: int
) -> tuple[tuple[str, ...], int]:
    """The terms at *places* of each vocabulary, of many the *most* frequent ones; and how many there were."""
    if sum(map(len, places)) <= most:
        terms = {v[place] for v, found in zip(vocabularies, places, strict=True) for place in found.tolist()}
        return tuple(sorted(terms)), len(terms)
    frequencies: dict[str, int] = {}
    for vocabulary, found in zip(vocabularies, places, strict=True):
        for place, documents in zip(found.tolist(), vocabulary.documents[found].tolist(), strict=True):
            term = vocabulary[place]
            frequencies[term] = frequencies.get(term, 0) + documents
    return tuple(sorted(frequencies, key=lambda term: (-frequencies[term], term))[:most]), len(frequencies)
