"""Text into tokens or terms: the same tokeniser, the same stems, for articles and for queries.

Everything that is worked out of a written word is remembered; the values are pure, so threads may share them.
"""

from __future__ import annotations

import re

from index.analysis.normalise import fold
from index.analysis.stemming import stems
from index.analysis.token import Terms, Token
from index.analysis.tokenise import spans, surface_of, written_words

REMEMBERED = 300_000
"""Written words kept with their terms, about 70 MB. The first of an archive are its frequent ones: a word that
comes once all places are taken is worked out again each time."""

_FIGURES = re.compile(r"(?:\d\D*){5}")

_Entry = tuple[str, str, tuple[str, ...]]
"""Surface, stem, further stems."""


class _Remembered(dict[str, _Entry]):
    """Written word -> entry, worked out on first sight."""

    def __missing__(self, written: str) -> _Entry:
        surface = surface_of(written)
        stem, *parts = stems(surface)
        entry = (surface, stem, tuple(parts))
        # Sums of money and addresses seldom come twice: they would fill the places of words.
        if len(self) < REMEMBERED and len(written) <= 40 and not _FIGURES.search(written):
            self[written] = entry
        return entry


_entries = _Remembered()


def remembered() -> int:
    """How many written words are remembered in this process."""
    return len(_entries)


def analyse(text: str) -> tuple[Token, ...]:
    """The words of *text*, in order."""
    tokens = []
    for position, (written, start, end) in enumerate(spans(text)):
        surface, stem, parts = _entries[written]
        tokens.append(Token(surface, (stem, *parts), position, start, end))
    return tuple(tokens)


def terms(text: str) -> Terms:
    """What `analyse` finds, without an object for every word: for indexing."""
    surfaces: list[str] = []
    stem_column: list[str] = []
    positions: list[int] = []
    for position, (surface, stem, parts) in enumerate(map(_entries.__getitem__, written_words(text))):
        surfaces.append(surface)
        stem_column.append(stem)
        positions.append(position)
        if parts:
            stem_column.extend(parts)
            positions.extend([position] * len(parts))
    return Terms(surfaces, stem_column, positions)


def stem(word: str) -> str:
    """The stem of one word. What is no single word (a phrase, punctuation) is only folded."""
    tokens = analyse(word)
    return tokens[0].stems[0] if len(tokens) == 1 else fold(word)
