"""Queries that a reader may have meant, where the one typed finds little: each is counted before it is offered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Protocol

from index.analysis import analyse
from index.analysis.lexicon import entries
from index.schema import BY_NAME, Kind
from search.query.tree import And, Or, Phrase, Query, Word, Words
from search.query.words import spell
from search.results import Suggestion
from search.suggest.misspelling import DOUBLED, LETTER, MARGIN, NEIGHBOUR, SWAPPED, cost, prior

SHORTEST = 3
TWO_EDITS_FROM = 5
"""Letters from which two of them may be wrong."""
MOST = 2
"""Suggestions."""
MOST_WORDS = 8
"""Words of a query that are looked at."""
LIGHTEST, HEAVIEST = DOUBLED, LETTER + NEIGHBOUR
"""What any slip costs, and what none may."""
LEAST = -HEAVIEST


class Index(Protocol):
    """What an index knows of its words."""

    def frequency(self, surface: str) -> int:
        """How many articles hold this form, or a few more."""

    def near(self, word: str, edits: int) -> tuple[tuple[str, int], ...]:
        """Forms that at most *edits* letters set apart from *word*, the most frequent, with the articles of each."""

    def count(self, query: Query) -> int:
        """How many articles match *query*."""


def did_you_mean(query: Query, index: Index, total: Callable[[str], int]) -> tuple[Suggestion, ...]:
    """Other queries than *query*, as parsed, the likeliest first; *total* says how many articles a text finds.

    None is offered that finds no more articles than *query* does.
    """
    words = _doubtful(query)
    meant = {word: other for word in words if (other := _likelier(word, index)) and other not in words}
    if not meant:
        return ()
    chances = [meant, *({word: other} for word, other in meant.items() if len(meant) > 1)]
    texts = dict.fromkeys(spell(_corrected(query, chance)) for chance in chances)
    least = total(spell(query))
    found = (Suggestion(text, total(text)) for text in texts)
    return tuple(suggestion for suggestion in found if suggestion.total > least)[:MOST]


def _doubtful(query: Query) -> list[str]:
    """The words of letters alone, each once."""
    surfaces = (token.surface for text in _texts(query) for token in analyse(text))
    plain = (word for word in surfaces if word.isascii() and word.isalpha() and len(word) >= SHORTEST)
    return list(dict.fromkeys(plain))[:MOST_WORDS]


def _texts(query: Query) -> Iterator[str]:
    match query:
        case Word(text, field) | Phrase(text, field) if BY_NAME[field].kind in (Kind.TEXT, Kind.NAMES):
            yield text
        case Words(children) | And(children) | Or(children):
            for child in children:
                yield from _texts(child)
        case _:
            return


def _likelier(word: str, index: Index) -> str:
    """What *word* is a slip for; ``""`` where it is more likely meant as it is.

    A form that no article holds is taken for a slip, of whatever is not too far from it.
    """
    known = index.frequency(word)
    best, meant = (prior(known) + MARGIN if known else LEAST), ""
    for parts, documents in _split(word, index):
        if (chance := prior(documents) - SWAPPED) > best:
            best, meant = chance, parts
    for other, documents in index.near(word, 2 if len(word) >= TWO_EDITS_FROM else 1):
        if prior(documents) - LIGHTEST <= best:
            break  # the others are in fewer articles still
        if other != word and _may_be_meant(other, word):
            slip = cost(word, other)
            if slip <= HEAVIEST and (chance := prior(documents) - slip) > best:
                best, meant = chance, other
    return meant


def _may_be_meant(other: str, word: str) -> bool:
    """Short words are near everything, and few who type a longer one mean them."""
    return other.isalpha() and len(other) >= min(len(word), 4) and other not in _function_words()


@cache
def _function_words() -> frozenset[str]:
    """Nobody who types another word means one of these."""
    listed = (Path(__file__).parent / "data/function.txt").read_text("utf-8").splitlines()
    return frozenset((*entries("function.txt"), *(line for line in listed if not line.startswith("#"))))


def _split(word: str, index: Index) -> Iterator[tuple[str, int]]:
    """Two words written as one (rumahsakit), with the articles in which they stand side by side."""
    if index.frequency(word):
        return
    for at in range(SHORTEST, len(word) - SHORTEST + 1):
        parts = f"{word[:at]} {word[at:]}"
        if index.frequency(word[:at]) and index.frequency(word[at:]) and (found := index.count(Phrase(parts))):
            yield parts, found


def _corrected(query: Query, meant: Mapping[str, str]) -> Query:
    """*query* with the words of *meant* exchanged wherever they stand and may match."""
    match query:
        case Word(text) | Phrase(text):
            return replace(query, text=_exchanged(text, meant))
        case Words(children) | And(children) | Or(children):
            return replace(query, children=tuple(_corrected(child, meant) for child in children))
        case _:
            return query


def _exchanged(text: str, meant: Mapping[str, str]) -> str:
    pieces, at = [], 0
    for token in analyse(text):
        if token.surface in meant:
            pieces += [text[at : token.start], meant[token.surface]]
            at = token.end
    return "".join((*pieces, text[at:]))
