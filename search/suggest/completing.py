"""What a reader may be about to type: names by their kind, words, titles; nothing that finds no article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from index.analysis import analyse
from index.analysis import stem as stem_of
from search.query.tree import And, Prefix, Query, Word, Words

SHORTEST = 2
SHORTEST_IN_TITLE = SHORTEST_BEHIND_OTHERS = 3
"""Letters of the unfinished word."""
NAMES = ("person", "place", "organisation")
MOST_WORDS = 8
MOST_LOOKED_AT = 24
"""Words that are counted beside those before them."""

Titles = Callable[[Query, int], Sequence[tuple[str, str]]]
"""A query and a number -> identifier and title of the newest articles, so many."""


class Index(Protocol):
    """What an index knows of its words and names."""

    def words_from(self, letters: str, most: int) -> tuple[tuple[str, int], ...]:
        """Forms that begin so, the most frequent first, with the articles of each."""

    def names_from(self, field: str, text: str, most: int) -> tuple[tuple[str, str, int], ...]:
        """Identifier, name and articles of the values of *field* with these words, the last maybe unfinished."""

    def count(self, query: Query) -> int:
        """How many articles match *query*."""


@dataclass(frozen=True, slots=True)
class Completion:
    """What the reader may be about to type."""

    kind: str
    """``person``, ``place``, ``organisation``, ``word`` or ``title``."""
    text: str
    total: int
    """Articles behind it; for a word, with the words typed before it."""
    start: int
    """Where in the text typed so far it takes the place of what follows."""
    id: str = ""
    """Of the name, or of the article with that title."""


def complete(text: str, index: Index, titles: Titles, size: int = 3) -> tuple[Completion, ...]:
    """At most *size* completions of each kind for *text*, of which the last word may be unfinished."""
    pieces = [(token.surface, token.start) for token in analyse(text)][-MOST_WORDS:]
    if not pieces or text[-1:].isspace() or len(pieces[-1][0]) < SHORTEST:
        return ()
    words = [surface for surface, _ in pieces]
    return (
        *_names(text, [start for _, start in pieces], index, size),
        *_words(words, pieces[-1][1], index, size),
        *_titles(words, titles, size),
    )


def _names(text: str, starts: Sequence[int], index: Index, size: int) -> Iterator[Completion]:
    """By as many of the last words as some name holds: after ``banjir jok`` Joko Widodo, in the place of ``jok``."""
    for field in NAMES:
        for start in starts:
            if start > starts[0] and len(text) - start < SHORTEST_BEHIND_OTHERS:
                break
            if found := index.names_from(field, text[start:], size):
                yield from (Completion(field, name, total, start, id_) for id_, name, total in found)
                break


def _words(words: Sequence[str], start: int, index: Index, size: int) -> Iterator[Completion]:
    """The most frequent; beside earlier words, those that stand in the most articles with all of them."""
    *earlier, unfinished = words
    known = tuple(map(Word, earlier))
    found = list(_one_of_a_stem(word for word, _ in index.words_from(unfinished, MOST_LOOKED_AT)))
    counted = [(word, index.count(Words((*known, Word(word))))) for word in (found if known else found[:size])]
    best = sorted(counted, key=lambda pair: -pair[1]) if known else counted
    yield from (Completion("word", word, total, start) for word, total in best[:size] if total)


def _one_of_a_stem(words: Iterable[str]) -> Iterator[str]:
    """The first form of each: all forms of a stem find the same articles."""
    seen: set[str] = set()
    for word in words:
        stem = stem_of(word)
        if stem not in seen:
            seen.add(stem)
            yield word


def _titles(words: Sequence[str], titles: Titles, size: int) -> Iterator[Completion]:
    *earlier, unfinished = words
    if len(unfinished) < SHORTEST_IN_TITLE:
        return
    last = Prefix(unfinished, "title")
    query = And((*(Word(word, "title") for word in earlier), last)) if earlier else last
    for id_, title in titles(query, size):
        yield Completion("title", title, 1, 0, id_)
