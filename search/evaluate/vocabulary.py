"""Which terms of a vocabulary a prefix, a pattern or a misspelt word stands for: whole arrays of letters at once."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from search.evaluate.postings import Lettered, Mask, Postings, Vocabulary
from search.query.patterns import expression

Ordinals = npt.NDArray[np.int64]
"""Places of terms in a vocabulary, ascending."""
_ONE = r"[^\n\x80-\xbf][\x80-\xbf]*"
_MANY = r"[^\n]*"
_CHUNK = 1 << 22


def beginning(vocabulary: Vocabulary, prefix: str) -> Ordinals:
    """The terms that begin so."""
    places = vocabulary.range_of(prefix)
    return np.arange(places.start, places.stop)


def alike(vocabulary: Vocabulary, pattern: str) -> range:
    """The places of the terms that begin as a pattern does before its first ``?`` or ``*``."""
    return vocabulary.range_of(re.split(r"[?*]", pattern, maxsplit=1)[0])


def like(vocabulary: Vocabulary, pattern: str) -> Ordinals:
    """The terms of a pattern: one regular expression over all that begin as it does."""
    places = alike(vocabulary, pattern)
    if not places:
        return np.zeros(0, np.int64)
    starts = vocabulary.starts
    first, last = int(starts[places.start]), int(starts[places.stop]) - 1
    letters = vocabulary.data[first:last].data
    at = np.array([match.start() for match in whole_term(pattern).finditer(letters)], np.int64)
    return np.searchsorted(starts, at + first)


def whole_term(pattern: str) -> re.Pattern[bytes]:
    """A pattern as a regular expression over terms with a line feed after each."""
    wanted = expression(_as_bytes(pattern), one=_ONE, many=_MANY + "?", rest=_MANY)
    return re.compile(b"(?m)^" + wanted.encode("latin-1") + b"$")


def _as_bytes(pattern: str) -> str:
    """The pattern with each byte of its UTF-8 as one character, so that it can be put together as text."""
    return pattern.encode("utf-8", "surrogatepass").decode("latin-1")


Distances = npt.NDArray[np.uint8]
Shapes = tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint8]]
"""Which letters each term has, as bits, and how many."""


class Spelling:
    """Finds misspelt words in one generation; keeps five bytes for each surface form of a field once asked for."""

    def __init__(self, postings: Postings) -> None:
        self._postings = postings
        self._kept: dict[tuple[str, int], Shapes] = {}
        self._lock = threading.Lock()

    def near(self, field: str, word: str, edits: int) -> tuple[Ordinals, ...]:
        """For each segment the surface forms that at most *edits* set apart from *word*."""
        vocabularies = self._postings.vocabularies(field, "surface")
        return tuple(within(v, word, edits, self._shapes(field, n, v)) for n, v in enumerate(vocabularies))

    def _shapes(self, field: str, number: int, vocabulary: Vocabulary) -> Shapes:
        with self._lock:
            if (field, number) not in self._kept:
                self._kept[field, number] = shapes(vocabulary)
            return self._kept[field, number]


def within(vocabulary: Lettered, word: str, edits: int, known: Shapes | None = None) -> Ordinals:
    """The terms that at most *edits* set apart from *word*.

    One edit takes away at most one letter and adds at most one: most terms are ruled out by which letters they have
    and how many, and only the rest are compared.
    """
    letters, lengths = known or shapes(vocabulary)
    wanted = np.bitwise_or.reduce(_BITS_OF_BYTE[np.frombuffer(word.encode("utf-8", "surrogatepass"), np.uint8)])
    low, high = max(len(word) - edits, 0), min(len(word) + edits, 255)
    places = np.flatnonzero((lengths >= low) & (lengths <= high))
    alike = np.bitwise_count(letters[places] & ~wanted) <= edits
    alike &= np.bitwise_count(~letters[places] & wanted) <= edits
    places = places[alike]
    if not len(places):
        return np.zeros(0, np.int64)
    found: Ordinals = places[_are_within(*_letters(vocabulary, places), word, edits)]
    return found


def _letters(vocabulary: Lettered, places: Ordinals) -> tuple[npt.NDArray[np.uint32], Ordinals]:
    """The code points of terms, shape (letters of the longest, terms), and their numbers; zero where there is none."""
    first = vocabulary.starts[places].astype(np.int64)
    lengths = vocabulary.starts[places + 1] - first - 1
    letter = np.arange(int(lengths.max()))[:, None]
    at = np.minimum(first + letter, len(vocabulary.data) - 1)
    letters = np.where(letter < lengths, vocabulary.data[at], 0).astype(np.uint32)
    for n in np.flatnonzero((letters >= 0x80).any(axis=0)).tolist():
        points = [ord(character) for character in vocabulary[int(places[n])]]
        lengths[n] = len(points)
        letters[:, n] = points + [0] * (len(letters) - len(points))
    return letters, lengths


def _are_within(letters: npt.NDArray[np.uint32], lengths: Ordinals, word: str, edits: int) -> Mask:
    """``patterns.is_within`` for many terms at once; of its table only the cells near the diagonal."""
    table = _Table(letters, word, np.full(len(lengths), edits + 1, np.uint8))
    found: Mask = (lengths == 0) & (len(word) <= edits)
    for i in range(min(len(letters), len(word) + edits) + 1):
        for j in range(max(0, i - edits), min(len(word), i + edits) + 1):
            table.fill(i, j)
        found |= (lengths == i) & (table.cell(i, len(word)) <= edits)
    return found


@dataclass(slots=True)
class _Table:
    """Distances of the first *i* letters of many terms from the first *j* of a word."""

    letters: npt.NDArray[np.uint32]
    """Shape (letters of the longest, terms)."""
    word: str
    far: Distances
    """What is not told apart any more; stands for the cells left out."""
    cells: dict[tuple[int, int], Distances] = field(default_factory=dict)

    def cell(self, i: int, j: int) -> Distances:
        return self.cells.get((i, j), self.far)

    def fill(self, i: int, j: int) -> None:
        if i == 0 or j == 0:
            self.cells[i, j] = np.full_like(self.far, i + j)
            return
        found = np.minimum(self.cell(i - 1, j), self.cell(i, j - 1)) + np.uint8(1)
        np.minimum(found, self.cell(i - 1, j - 1) + ~self._same(i, j), out=found)
        if i > 1 and j > 1:
            is_swapped = self._same(i, j - 1) & self._same(i - 1, j)
            np.minimum(found, self.cell(i - 2, j - 2) + np.uint8(1), out=found, where=is_swapped)
        self.cells[i, j] = found

    def _same(self, i: int, j: int) -> Mask:
        same: Mask = self.letters[i - 1] == ord(self.word[j - 1])
        return same


def shapes(vocabulary: Lettered) -> Shapes:
    """The shapes of all terms, chunk by chunk, as the intermediate arrays are large."""
    starts = vocabulary.starts
    letters = np.empty(len(vocabulary), np.uint32)
    lengths = np.empty(len(vocabulary), np.uint8)
    step = max(1, _CHUNK * len(vocabulary) // max(int(starts[-1]), 1))
    for first in range(0, len(vocabulary), step):
        last = min(first + step, len(vocabulary))
        data = np.asarray(vocabulary.data[starts[first] : starts[last]])
        at = (starts[first:last] - starts[first]).astype(np.int64)
        letters[first:last] = np.bitwise_or.reduceat(_BITS_OF_BYTE[data], at)
        begins = ((data & 0xC0) != 0x80) & (data != ord("\n"))
        lengths[first:last] = np.minimum(np.add.reduceat(begins, at, dtype=np.int64), 255)
    return letters, lengths


_BITS_OF_BYTE = np.array(
    [0 if b == 10 else 1 << (31 if b >= 128 else b - 97 if 97 <= b <= 122 else 26 + b % 5) for b in range(256)],
    np.uint32,
)
"""A bit for each letter: 26 for a to z, five shared by what else there is in ASCII, one for all other scripts."""


def _most_frequent(vocabulary: Vocabulary, places: Ordinals, most: int) -> tuple[str, ...]:
    if len(places) > most:
        keys = (-vocabulary.documents[places].astype(np.int64) << 32) | places
        places = places[np.sort(np.argpartition(keys, most)[:most])]
    return tuple(vocabulary[place] for place in places.tolist())


def most_frequent(
    vocabularies: Sequence[Vocabulary], places: Sequence[Ordinals], most: int
) -> tuple[tuple[str, ...], int]:
    """The terms at *places* of each vocabulary, of many the *most* frequent ones; and how many there were."""
    if len(vocabularies) == 1:
        return _most_frequent(vocabularies[0], places[0], most), len(places[0])
    if sum(map(len, places)) <= most:
        terms = {v[place] for v, found in zip(vocabularies, places, strict=True) for place in found.tolist()}
        return tuple(sorted(terms)), len(terms)
    frequencies: dict[str, int] = {}
    for vocabulary, found in zip(vocabularies, places, strict=True):
        for place, documents in zip(found.tolist(), vocabulary.documents[found].tolist(), strict=True):
            term = vocabulary[place]
            frequencies[term] = frequencies.get(term, 0) + documents
    taken = sorted(frequencies, key=lambda term: (-frequencies[term], term))[:most]
    return tuple(sorted(taken)), len(frequencies)
