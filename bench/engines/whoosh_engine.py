"""Stock Whoosh 2.7.4: its own codec, writer and Searcher; facets over stored fields, which is its quickest way."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any

import whoosh
from whoosh import fields, query, sorting
from whoosh.filedb.filestore import FileStorage

from bench.engines import COUNTED, STEM_WEIGHT, SURFACE_WEIGHT, TOP, Answer, Counts, month
from bench.queries import AskedWord, Question, Shape
from index.document import Document
from index.schema import FILTERS

MEGABYTES = 256
BETWEEN = "\x1e"
"""Stands between title and body, so that no phrase crosses from one to the other."""


def _schema() -> Any:
    texts = {name: fields.TEXT(stored=False) for name in ("title_surface", "title_stem", "text_surface", "text_stem")}
    values = {name: fields.KEYWORD(stored=name in COUNTED) for name in (*FILTERS, "month")}
    day = fields.NUMERIC(int, bits=32, stored=False, sortable=True)
    return fields.Schema(number=fields.STORED(), day=day, **texts, **values)


class WhooshBuilder:
    """One writer."""

    def __init__(self, folder: Path, *, on_top: bool) -> None:
        storage = FileStorage(str(folder))
        index = storage.open_index(schema=_schema()) if on_top else storage.create_index(_schema())
        self._writer = index.writer(limitmb=MEGABYTES)

    def add(self, documents: Sequence[Document]) -> None:
        """Lists of tokens, which Whoosh takes as they are."""
        for document in documents:
            title, body = document.title, document.body
            self._writer.add_document(
                number=document.number,
                day=document.day,
                month=[month(document.day)] if document.day else [],
                _stored_month=month(document.day),
                title_surface=title.surfaces,
                title_stem=title.stems,
                text_surface=[*title.surfaces, BETWEEN, *body.surfaces],
                text_stem=[*title.stems, BETWEEN, *body.stems],
                **_values(document),
            )

    def __enter__(self) -> WhooshBuilder:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is None:
            self._writer.commit()
        else:
            self._writer.cancel()


def _values(document: Document) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, values in zip(FILTERS, document.values, strict=True):
        ids = [id_ for id_, _ in values]
        found[name] = ids
        if name in COUNTED:
            found[f"_stored_{name}"] = " ".join(ids)
    return found


class WhooshSession:
    """One Searcher."""

    def __init__(self, folder: Path) -> None:
        self._searcher = FileStorage(str(folder)).open_index(schema=_schema()).searcher()

    def ask(self, question: Question, *, facets: bool) -> Answer:
        """One search; facets group its hits as they are collected."""
        options: dict[str, object] = {"sortedby": "day", "reverse": True} if question.first else {}
        if facets:
            options["groupedby"] = _groups()
        results = self._searcher.search(_query(question), limit=TOP, **options)
        # With groups Whoosh gives all hits, whatever the limit.
        top = tuple((hit["number"] - 1, 0.0 if question.first else float(hit.score)) for hit in islice(results, TOP))
        counted = {name: _most(results.groups(name)) for name in COUNTED} if facets else {}
        return Answer(len(results), top, counted)

    def forget(self) -> None:
        """It keeps the postings of filters only, and is given none."""

    def close(self) -> None:
        """The Searcher."""
        self._searcher.close()


def _groups() -> Any:
    groups = sorting.Facets()
    for name in COUNTED:
        groups.add_facet(name, sorting.StoredFieldFacet(name, allow_overlap=True, maptype=sorting.Count))
    return groups


def _most(counts: dict[str | None, int]) -> Counts:
    named = [(name, count) for name, count in counts.items() if name]
    return tuple(sorted(named, key=lambda item: -item[1])[:TOP])


def _query(question: Question) -> Any:
    words = _words(question)
    return query.And([words, query.NumericRange("day", question.first, question.last)]) if question.first else words


def _words(question: Question) -> Any:  # noqa: PLR0911 (one case a shape)
    words = [_word(word) for word in question.words]
    match question.shape:
        case Shape.ALL:
            return query.And(words) if len(words) > 1 else words[0]
        case Shape.ANY:
            return query.Or(words)
        case Shape.PHRASE:
            return query.Phrase("text_surface", [word.surface for word in question.words])
        case Shape.PREFIX:
            return query.Prefix("text_surface", question.text)
        case Shape.WILDCARD:
            return query.Wildcard("text_surface", question.text)
        case Shape.FUZZY:
            return query.FuzzyTerm("text_surface", question.text, maxdist=1, prefixlength=0)
        case Shape.EVERYTHING:
            return query.Every()


def _word(word: AskedWord) -> Any:
    surface = query.Term("text_surface", word.surface, boost=SURFACE_WEIGHT)
    return query.Or([surface, query.Term("text_stem", word.stem, boost=STEM_WEIGHT)])


class WhooshEngine:
    """See bench.engines.Engine."""

    version = ".".join(map(str, whoosh.__version__))

    def builder(self, folder: Path, *, on_top: bool = False) -> WhooshBuilder:
        """A writer."""
        return WhooshBuilder(folder, on_top=on_top)

    def open(self, folder: Path) -> WhooshSession:
        """A Searcher."""
        return WhooshSession(folder)


ENGINE = WhooshEngine()
