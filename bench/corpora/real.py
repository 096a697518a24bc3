"""The real articles as a corpus: read, cleaned, searched for names and analysed by our own stages, once."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

import numpy as np

from bench.corpora.cache import Contents, Corpus, Vocabularies
from bench.corpora.lists import Lists, starts_of
from index import entities, sources
from index.analysis import terms
from index.article import Article
from index.cleaning import clean
from index.document import compose
from index.schema import FILTERS

SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]?\s+(?=[\"“(]?[A-Z])|\n+")


class Numbers(dict[str, int]):
    """Gives every new string the next number."""

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self)
        return number


class _Gathering:
    """Articles -> arrays."""

    def __init__(self) -> None:
        self.surfaces, self.stems = Numbers(), Numbers()
        self.ids = {field: Numbers() for field in FILTERS}
        self.names: dict[str, list[str]] = {field: [] for field in FILTERS}
        self.keys: list[str] = []
        self.days = array("i")
        self.tokens, self.bounds = array("I"), array("q", [0])
        self.of_surface: list[tuple[int, ...]] = []
        self.values = {field: (array("I"), array("q")) for field in FILTERS}
        self.sentences, self.sentence_counts = array("q"), array("q")

    def add(self, article: Article) -> None:
        """Append one article, sentence by sentence."""
        number = len(self.keys) + 1
        document = compose(number, number, article.id, article, entities.find(article))
        self._add_text([article.title])
        self._add_text(_sentences(article.body), are_sentences=True)
        self.keys.append(document.key)
        self.days.append(document.day)
        for field, values in zip(FILTERS, document.values, strict=True):
            self._add_values(field, values)

    def _add_text(self, parts: Sequence[str], *, are_sentences: bool = False) -> None:
        begun = 0
        for part in parts:
            start = len(self.tokens)
            self._add_words(part)
            if len(self.tokens) > start:
                self.sentences.extend([start] if are_sentences else [])
                begun += 1
        self.bounds.append(len(self.tokens))
        if are_sentences:
            self.sentence_counts.append(begun)

    def _add_words(self, text: str) -> None:
        found = terms(text)
        numbers = [self.surfaces[surface] for surface in found.surfaces]
        self.tokens.extend(numbers)
        if max(numbers, default=-1) < len(self.of_surface):
            return
        stems: list[list[int]] = [[] for _ in numbers]
        for stem, position in zip(found.stems, found.stem_positions, strict=True):
            stems[position].append(self.stems[stem])
        new = {number: tuple(of) for number, of in zip(numbers, stems, strict=True) if number >= len(self.of_surface)}
        self.of_surface.extend(new[number] for number in sorted(new))

    def _add_values(self, field: str, values: Iterable[tuple[str, str]]) -> None:
        items, counts = self.values[field]
        known, names = self.ids[field], self.names[field]
        before = len(items)
        for id_, name in values:
            items.append(known[id_])
            if len(names) < len(known):
                names.append(name)
        counts.append(len(items) - before)

    def contents(self) -> Contents:
        """Everything gathered, as arrays."""
        return Contents(
            tokens=np.array(self.tokens, np.uint32),
            bounds=np.array(self.bounds, np.int64),
            days=np.array(self.days, np.int32),
            stems=Lists(
                starts_of(np.array([len(of) for of in self.of_surface])),
                np.fromiter(chain.from_iterable(self.of_surface), np.uint32),
            ),
            values={f: Lists(starts_of(np.array(n)), np.array(i, np.uint32)) for f, (i, n) in self.values.items()},
            sentences=Lists(starts_of(np.array(self.sentence_counts)), np.array(self.sentences, np.int64)),
        )

    def vocabularies(self) -> Vocabularies:
        """The strings, by number."""
        ids = {field: list(numbers) for field, numbers in self.ids.items()}
        return Vocabularies(list(self.surfaces), list(self.stems), self.keys, ids, self.names)


def gathered(articles: Iterable[Article]) -> tuple[Contents, Vocabularies]:
    """Cleaned articles as a corpus, with the beginnings of their sentences."""
    gathering = _Gathering()
    for article in articles:
        gathering.add(article)
    return gathering.contents(), gathering.vocabularies()


def articles_of(file: Path) -> Iterator[Article]:
    """The articles of *file* that hold any text, cleaned; an id that came before gets a number behind it."""
    seen = Numbers()
    with sources.read(file) as reading:
        for record in reading:
            if isinstance(record, sources.Record):
                yield _distinct(clean(record.article), seen)


def part_of(whole: Corpus, articles: int, seed: int) -> tuple[Contents, Vocabularies]:
    """So many of the articles, drawn with *seed*, in their order; the vocabularies stay."""
    drawn = np.random.default_rng(seed).choice(len(whole), min(articles, len(whole)), replace=False)
    drawn = np.sort(drawn)
    texts = Lists(whole.contents.bounds, whole.contents.tokens).chosen(np.stack([2 * drawn, 2 * drawn + 1], 1).ravel())
    strings = whole.vocabularies()
    contents = Contents(
        tokens=texts.items,
        bounds=texts.starts,
        days=whole.contents.days[drawn],
        stems=whole.contents.stems,
        values={field: lists.chosen(drawn) for field, lists in whole.contents.values.items()},
    )
    keys = [strings.keys[i] for i in drawn.tolist()]
    return contents, Vocabularies(strings.surfaces, strings.stems, keys, strings.ids, strings.names)


def _distinct(article: Article, seen: Numbers) -> Article:
    if article.id in seen:
        article = replace(article, id=f"{article.id}-{len(seen)}")
    seen[article.id] = len(seen)
    return article


def _sentences(body: str) -> list[str]:
    """*body* in pieces that together have its tokens: where they would not, the body is one piece."""
    pieces = [piece for piece in SENTENCE_END.split(body) if piece]
    apart = [surface for piece in pieces for surface in terms(piece).surfaces]
    return pieces if apart == terms(body).surfaces else [body]
