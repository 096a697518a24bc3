"""Where the names of an article stand in its text, for marking them: by their letters, without the tagger.

The index keeps the fullest form of each name. It is looked for as it is; of a person also the single words of the name,
where they belong to no other person of the article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from search.results import NameRef, Snippet

SHORTEST = 4
"""Letters of a single word that is taken for a person."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name to be marked: the field it belongs to, and its reference."""

    field: str
    ref: NameRef


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a paragraph with the words of the query marked in it, and the name it is, if it is one."""

    pieces: Snippet
    name: Name | None = None


def stretches(paragraph: Snippet, names: Sequence[Name]) -> tuple[Stretch, ...]:
    """*paragraph*, cut where names begin and end; its pieces, joined, stay the same text."""
    text = "".join(piece for piece, _ in paragraph)
    forms = _forms(names)
    if not forms:
        return (Stretch(paragraph),) if paragraph else ()
    found: list[Stretch] = []
    at = 0
    for match in _pattern(tuple(forms)).finditer(text):
        found.append(Stretch(_cut(paragraph, at, match.start())))
        found.append(Stretch(_cut(paragraph, *match.span()), forms[match[0]]))
        at = match.end()
    found.append(Stretch(_cut(paragraph, at, len(text))))
    return tuple(stretch for stretch in found if stretch.pieces)


def _forms(names: Sequence[Name]) -> dict[str, Name]:
    """What may stand in the text -> the name that it is."""
    forms = {name.ref.name: name for name in reversed(names) if name.ref.name.strip()}
    persons = [name for name in names if name.field == "person"]
    counts = Counter(word for name in persons for word in {*name.ref.name.split()})
    for name in persons:
        for word in name.ref.name.split():
            if counts[word] == 1 and len(word) >= SHORTEST and word[0].isupper() and word.isalpha():
                forms.setdefault(word, name)
    return forms


def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    """The longest first; at the borders of words."""
    longest = sorted(forms, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


def _cut(paragraph: Snippet, start: int, end: int) -> Snippet:
    """The pieces between two places of the text."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for piece, matched in paragraph:
        part = piece[max(start - at, 0) : max(end - at, 0)]
        if part:
            pieces.append((part, matched))
        at += len(piece)
    return tuple(pieces)
