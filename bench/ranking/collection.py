"""Articles as flat arrays: every form of every word with its article and its part of the article."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.analysis import Terms, stem, terms
from index.article import Article

TITLE, LEAD, BODY = range(3)
PARTS = 3

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Form:
    """The postings of all terms of one form: posting *i* of a term is in one article, with a frequency in each part."""

    numbers: dict[str, int]
    starts: Ints
    """Shape (terms + 1,)."""
    rows: npt.NDArray[np.int32]
    frequencies: npt.NDArray[np.float64]
    """Shape (postings, PARTS)."""
    of_surface: Ints
    """The number of the first term of each surface of the collection."""

    def of(self, term: str) -> slice:
        """Where the postings of *term* are."""
        number = self.numbers.get(term)
        return slice(0, 0) if number is None else slice(int(self.starts[number]), int(self.starts[number + 1]))


@dataclass(frozen=True, eq=False)
class Collection:
    """The articles that are searched."""

    keys: list[str]
    days: Ints
    """Ordinals; 0 is undated."""
    lengths: Ints
    """Words of each part; shape (articles, PARTS)."""
    surfaces: list[str]
    """Each written form once."""
    tokens: Ints
    """Numbers of the forms of all words of all articles, in order."""
    parts: npt.NDArray[np.int8]
    """The part each stands in; parallel."""
    ours: Form
    """Stems as indexed, with the further stems of hyphenated words."""

    @cached_property
    def owners(self) -> npt.NDArray[np.int32]:
        """The article of each token."""
        return np.repeat(np.arange(len(self.keys), dtype=np.int32), self.lengths.sum(axis=1))

    @cached_property
    def starts(self) -> Ints:
        """Where each article's tokens begin."""
        return np.concatenate([[0], np.cumsum(self.lengths.sum(axis=1))])

    def stemmed(self, stemmer: Callable[[str], str]) -> Form:
        """The postings of the stems that *stemmer* gives."""
        numbers: dict[str, int] = {}
        of = np.array([numbers.setdefault(stemmer(surface), len(numbers)) for surface in self.surfaces], np.int64)
        return form_of(numbers, of, of[self.tokens], self.owners, self.parts)


def form_of(
    numbers: dict[str, int],
    of_surface: Ints,
    words: Ints,
    owners: npt.NDArray[np.int32],
    parts: npt.NDArray[np.int8],
) -> Form:
    """The postings of *words*, numbers of terms, with the article and part of each."""
    articles = int(owners[-1]) + 1
    keys, posting = np.unique(words * articles + owners, return_inverse=True)
    counts = np.bincount(posting * PARTS + parts, minlength=len(keys) * PARTS).reshape(-1, PARTS)
    starts = np.searchsorted(keys, np.arange(len(numbers) + 1, dtype=np.int64) * articles)
    return Form(numbers, starts, (keys % articles).astype(np.int32), counts.astype(np.float64), of_surface)


def collect(articles: Iterable[Article]) -> Collection:
    """Every article analysed once."""
    keys, days, lengths = [], array("q"), array("q")
    both = _Gathered(words := _Column(), stems := _Column())
    for row, article in enumerate(articles):
        title, body = terms(article.title), terms(article.body)
        lead = len(terms(article.body.partition("\n")[0]).surfaces)
        keys.append(article.id)
        days.append(article.published.day.toordinal() if article.published.day else 0)
        lengths.extend((len(title.surfaces), lead, len(body.surfaces) - lead))
        both.add(row, title, len(title.surfaces), TITLE)
        both.add(row, body, lead, LEAD)
    return Collection(
        keys,
        np.array(days, np.int64),
        np.array(lengths, np.int64).reshape(-1, PARTS),
        list(words.numbers),
        np.array(words.terms, np.int64),
        np.array(words.parts, np.int8),
        form_of(
            stems.numbers,
            np.array([stems.numbers.get(stem(surface), -2) for surface in words.numbers], np.int64),
            np.array(stems.terms, np.int64),
            np.array(stems.rows, np.int32),
            np.array(stems.parts, np.int8),
        ),
    )


class _Column:
    """Terms as they come."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.terms, self.rows, self.parts = array("q"), array("i"), array("b")

    def add(self, term: str, row: int, part: int) -> None:
        self.terms.append(self.numbers.setdefault(term, len(self.numbers)))
        self.rows.append(row)
        self.parts.append(part)


@dataclass(frozen=True, slots=True)
class _Gathered:
    """All words and all stems."""

    words: _Column
    stems: _Column

    def add(self, row: int, found: Terms, first: int, part: int) -> None:
        """The words of *part*; those from *first* on are of the next."""
        for position, surface in enumerate(found.surfaces):
            self.words.add(surface, row, part + (position >= first))
        for term, position in zip(found.stems, found.stem_positions, strict=True):
            self.stems.add(term, row, part + (position >= first))
