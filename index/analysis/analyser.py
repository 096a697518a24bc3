"""Text into tokens or terms: the same tokeniser, the same stems, for articles and for queries.

Everything that is worked out of a written word is remembered; the values are pure, so threads may share them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress

from index.analysis.identity import fingerprint
from index.analysis.normalise import fold
from index.analysis.rooting import NONE
from index.analysis.stemming import stems
from index.analysis.token import Terms, Token
from index.analysis.tokenise import places, spans, surface_of, written_words

REMEMBERED = 300_000
"""Written words kept with their terms, about 70 MB. The first of an archive are its frequent ones: a word that
comes once all places are taken is worked out again each time."""
ANALYSERS = 2
"""Kept with what they remember, besides the one without names: of a site, its generation and the next."""

_FIGURES = re.compile(r"(?:\d\D*){5}")

_Entry = tuple[str, str, tuple[str, ...]]
"""Surface, stem, further stems."""


class _Remembered(dict[str, _Entry]):
    """Written word -> entry, worked out on first sight."""

    def __init__(self, names: frozenset[str]) -> None:
        super().__init__()
        self._names = names

    def __missing__(self, written: str) -> _Entry:
        surface = surface_of(written)
        stem, *parts = stems(surface, self._names)
        entry = (surface, stem, tuple(parts))
        # Sums of money and addresses seldom come twice: they would fill the places of words.
        if len(self) < REMEMBERED and len(written) <= 40 and not _FIGURES.search(written):
            self[written] = entry
        return entry


@dataclass(frozen=True, slots=True)
class Skimmed:
    """The words of a text, looked up but not located: what is `analyse` for a text of which little is shown."""

    text: str
    written: list[str]
    """One per position."""
    known: dict[str, tuple[str, tuple[str, ...]]]
    """Of each written word its surface and its stems."""

    def __len__(self) -> int:
        return len(self.written)

    def surfaces(self) -> list[str]:
        """One per position."""
        return [self.known[written][0] for written in self.written]

    def spans(self, until: int) -> list[tuple[int, int]]:
        """Start and end in the text of the words before the position *until*."""
        return places(self.text, until)


class Analyser:
    """The analysis of one archive: that of all, but for the archive's own names, which it leaves whole as well.

    Safe to use from several threads. Another process gets one that remembers nothing yet.
    """

    def __init__(self, names: frozenset[str] = NONE) -> None:
        """*names*: surfaces of letters only (see naming.py)."""
        self.names = names
        self._entries = _Remembered(names)

    @property
    def fingerprint(self) -> str:
        """What an index must have been analysed by to be read with this."""
        return fingerprint(self.names)

    def remembered(self) -> int:
        """How many written words are remembered."""
        return len(self._entries)

    def analyse(self, text: str) -> tuple[Token, ...]:
        """The words of *text*, in order."""
        tokens = []
        for position, (written, start, end) in enumerate(spans(text)):
            surface, stem, parts = self._entries[written]
            tokens.append(Token(surface, (stem, *parts), position, start, end))
        return tuple(tokens)

    def skim(self, text: str) -> Skimmed:
        """The words of *text*; a third of the cost of `analyse`, as most of them are looked up once."""
        written = written_words(text)
        found = ((word, self._entries[word]) for word in {*written})
        return Skimmed(text, written, {word: (surface, (stem, *parts)) for word, (surface, stem, parts) in found})

    def terms(self, text: str) -> Terms:
        """What `analyse` finds, without an object for every word: for indexing."""
        found = list(map(self._entries.__getitem__, written_words(text)))
        if not found:
            return Terms([], [], [])
        surfaces, firsts, parts = zip(*found, strict=True)
        return Terms(list(surfaces), *_spread(list(firsts), parts))

    def stem(self, word: str) -> str:
        """The stem of one word. What is no single word (a phrase, punctuation) is only folded."""
        tokens = self.analyse(word)
        return tokens[0].stems[0] if len(tokens) == 1 else fold(word)

    def __reduce__(self) -> tuple[object, tuple[frozenset[str]]]:
        return analyser_for, (self.names,)


def _spread(firsts: list[str], parts: tuple[tuple[str, ...], ...]) -> tuple[list[str], list[int]]:
    """Each first stem with the further ones behind it, and the position of each."""
    stem_column: list[str] = []
    positions: list[int] = []
    begun = 0
    for at in compress(range(len(parts)), parts):
        stem_column += firsts[begun : at + 1]
        stem_column += parts[at]
        positions += range(begun, at + 1)
        positions += [at] * len(parts[at])
        begun = at + 1
    return stem_column + firsts[begun:], [*positions, *range(begun, len(firsts))]


SHIPPED = Analyser()
"""Knows the shipped lists only."""


def analyser_for(names: frozenset[str] = NONE) -> Analyser:
    """The analyser that knows these *names* besides, the same one each time while few are in use."""
    return _analyser(names) if names else SHIPPED


@lru_cache(ANALYSERS)
def _analyser(names: frozenset[str]) -> Analyser:
    return Analyser(names)


def analyse(text: str) -> tuple[Token, ...]:
    """`Analyser.analyse` without an archive's names."""
    return SHIPPED.analyse(text)


def terms(text: str) -> Terms:
    """`Analyser.terms` without an archive's names."""
    return SHIPPED.terms(text)


def stem(word: str) -> str:
    """`Analyser.stem` without an archive's names."""
    return SHIPPED.stem(word)
