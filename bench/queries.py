"""Questions drawn from a corpus by how frequent their words are; the same for the same corpus and seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import chain, count

import numpy as np
import numpy.typing as npt

from bench.corpora import Corpus
from index.analysis import terms

SAMPLE = 20_000
"""Articles that frequencies are taken from, spread over the corpus."""
RARE, MEDIUM, FREQUENT, COMMON = (0.0003, 0.001), (0.01, 0.03), (0.05, 0.2), (0.3, 1.0)
"""Shares of the articles that hold a word."""
IN_PHRASES = (0.005, 0.3)
PICKY = 10_000
"""Phrases looked at before any will do."""
SHORTEST = 4
PREFIX = 4
LONG = 7
"""Letters of a word that is cut or misspelt."""
SPAN = 0.2
"""Share of the articles that lie in a range of days."""


class Shape(Enum):
    """How the words of a question belong together."""

    ALL = "all"
    ANY = "any"
    PHRASE = "phrase"
    PREFIX = "prefix"
    WILDCARD = "wildcard"
    FUZZY = "fuzzy"
    EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class AskedWord:
    """One word in its two forms; the patterns of prefix, wildcard and fuzzy have one."""

    surface: str
    stem: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What every engine is asked, in its own terms."""

    shape: Shape
    words: tuple[AskedWord, ...] = ()
    first: int = 0
    """Ordinal of the first day, with *last* as the last; then the newest come first. 0: any day, best first."""
    last: int = 0

    @property
    def text(self) -> str:
        """The one word of a pattern."""
        return self.words[0].surface


Drawn = Callable[[tuple[float, float]], AskedWord]


class Asker:
    """Draws words by frequency."""

    def __init__(self, corpus: Corpus, seed: int) -> None:
        self._chance = np.random.default_rng(seed)
        self._corpus = corpus
        first = int(self._chance.integers(max(len(corpus) - SAMPLE, 0) + 1))
        self._last = min(first + SAMPLE, len(corpus))
        self._first = first
        self._shares = self._document_frequencies() / (self._last - first)
        self._days = np.sort(corpus.contents.days[first : self._last])

    def word(self, band: tuple[float, float], shortest: int = SHORTEST) -> AskedWord:
        """A word of letters whose share of the articles lies in *band*; any, where a small corpus has none there."""
        near = np.flatnonzero((self._shares >= band[0]) & (self._shares <= band[1]))
        for number in chain(self._shuffled(near), self._shuffled(np.flatnonzero(self._shares))):
            found = self._asked(number)
            if found and len(found.surface) >= shortest:
                return found
        raise ValueError(f"{self._corpus.folder}: no word of {shortest} letters")

    def phrase(self, length: int) -> Question:
        """Neighbouring words of some body, none of them very common or rare."""
        bounds = self._corpus.contents.bounds
        for attempt in count():
            article = int(self._chance.integers(self._first, self._last))
            body = self._corpus.contents.tokens[bounds[2 * article + 1] : bounds[2 * article + 2]]
            if len(body) <= length:
                continue
            start = int(self._chance.integers(len(body) - length))
            numbers = body[start : start + length].tolist()
            words = [self._asked(number) for number in numbers if attempt > PICKY or self._is_in(number, IN_PHRASES)]
            if len(words) == length and all(words):
                return Question(Shape.PHRASE, tuple(word for word in words if word))
        raise AssertionError

    def days(self) -> tuple[int, int]:
        """First and last day of a span with SPAN of the articles."""
        start = float(self._chance.random()) * (1 - SPAN)
        dated = self._days[self._days > 0]
        first, last = np.quantile(dated, [start, start + SPAN]).astype(int).tolist()
        return first, last

    def misspelt(self) -> AskedWord:
        """A word with two neighbouring letters swapped."""
        while True:
            word = self.word(MEDIUM, LONG).surface
            at = int(self._chance.integers(1, len(word) - 2))
            swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
            if swapped != word:
                return AskedWord(swapped)

    def _shuffled(self, numbers: npt.NDArray[np.int64]) -> Iterator[int]:
        """In any order; only what is looked at is drawn."""
        seen: set[int] = set()
        while len(seen) < len(numbers):
            number = int(self._chance.choice(numbers))
            if number not in seen:
                seen.add(number)
                yield number

    def _is_in(self, number: int, band: tuple[float, float]) -> bool:
        return bool(band[0] <= self._shares[number] <= band[1])

    def _asked(self, number: int) -> AskedWord | None:
        surface = self._corpus.surfaces[number]
        found = terms(surface)
        is_plain = surface.isalpha() and surface.isascii() and found.surfaces == [surface] and len(found.stems) == 1
        return AskedWord(surface, found.stems[0]) if is_plain else None

    def _document_frequencies(self) -> npt.NDArray[np.int64]:
        tokens = self._corpus.read_tokens(self._first, self._last).astype(np.int64)
        bounds = self._corpus.contents.bounds[2 * self._first : 2 * self._last + 1 : 2]
        owners = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
        return np.bincount(np.unique(owners << 32 | tokens) & 0xFFFFFFFF, minlength=len(self._corpus.surfaces))


def questions(corpus: Corpus, each: int, seed: int = 1) -> dict[str, list[Question]]:
    """*each* questions of every class; everything is one question."""
    asker = Asker(corpus, seed)

    def of(shape: Shape, *bands: tuple[float, float]) -> list[Question]:
        return [Question(shape, tuple(asker.word(band) for band in bands)) for _ in range(each)]

    def pattern(shape: Shape, cut: Callable[[str], str]) -> list[Question]:
        return [Question(shape, (AskedWord(cut(asker.word(MEDIUM, LONG).surface)),)) for _ in range(each)]

    return {
        "term, rare": of(Shape.ALL, RARE),
        "term, medium": of(Shape.ALL, MEDIUM),
        "term, common": of(Shape.ALL, COMMON),
        "AND of 2": of(Shape.ALL, MEDIUM, FREQUENT),
        "AND of 4": of(Shape.ALL, FREQUENT, FREQUENT, COMMON, COMMON),
        "OR of 2": of(Shape.ANY, MEDIUM, FREQUENT),
        "OR of 4": of(Shape.ANY, MEDIUM, MEDIUM, FREQUENT, COMMON),
        "phrase of 2": [asker.phrase(2) for _ in range(each)],
        "phrase of 3": [asker.phrase(3) for _ in range(each)],
        "prefix of 4": pattern(Shape.PREFIX, lambda word: word[:PREFIX]),
        "wildcard": pattern(Shape.WILDCARD, lambda word: f"{word[:3]}*{word[-2:]}"),
        "fuzzy": [Question(Shape.FUZZY, (asker.misspelt(),)) for _ in range(each)],
        "days, newest": [Question(Shape.ALL, (asker.word(FREQUENT),), *asker.days()) for _ in range(each)],
        "everything": [Question(Shape.EVERYTHING)],
    }
