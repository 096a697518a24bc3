"""tantivy through its Python package: one thread, its own merging, facets by terms aggregations over fast fields."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import tantivy

from bench.engines import COUNTED, STEM_WEIGHT, SURFACE_WEIGHT, TOP, Answer, Counts, month
from bench.queries import AskedWord, Question, Shape
from index.document import Document
from index.schema import FILTERS

HEAP = 500_000_000
TEXTS = ("title_surface", "title_stem", "text_surface", "text_stem")
AGGREGATIONS = {name: {"terms": {"field": name, "size": TOP}} for name in COUNTED}
"""With its own defaults: over several segments a count may be an estimate, and it says by how much."""

Query: Any = tantivy.Query


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("place_in_corpus", stored=False, fast=True)
    for name in TEXTS:
        builder.add_text_field(name, stored=False, tokenizer_name="spaces", index_option="position")
    for name in (*FILTERS, "month"):
        builder.add_text_field(name, stored=False, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_integer_field("day", stored=False, indexed=True, fast=True)
    return builder.build()


def _index(folder: Path, *, is_new: bool) -> Any:
    index = tantivy.Index(_schema(), path=str(folder)) if is_new else tantivy.Index.open(str(folder))
    spaces = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("spaces", spaces)
    return index


class TantivyBuilder:
    """One writer with one thread."""

    def __init__(self, folder: Path, *, on_top: bool) -> None:
        self._writer = _index(folder, is_new=not on_top).writer(heap_size=HEAP, num_threads=1)

    def add(self, documents: Sequence[Document]) -> None:
        """Title and body are two values of one field: no phrase crosses from one to the other."""
        for document in documents:
            self._writer.add_document(_document(document))

    def __enter__(self) -> TantivyBuilder:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is None:
            self._writer.commit()
            self._writer.wait_merging_threads()


def _document(document: Document) -> Any:
    made = tantivy.Document()
    made.add_integer("place_in_corpus", document.number - 1)
    for form in ("surface", "stem"):
        title = " ".join(getattr(document.title, f"{form}s"))
        made.add_text(f"title_{form}", title)
        made.add_text(f"text_{form}", title)
        made.add_text(f"text_{form}", " ".join(getattr(document.body, f"{form}s")))
    for name, values in zip(FILTERS, document.values, strict=True):
        for id_, _ in values:
            made.add_text(name, id_)
    made.add_integer("day", document.day)
    if document.day:
        made.add_text("month", month(document.day))
    return made


class TantivySession:
    """One searcher."""

    def __init__(self, folder: Path) -> None:
        index = _index(folder, is_new=False)
        index.reload()
        self._schema = index.schema
        self._searcher = index.searcher()

    def ask(self, question: Question, *, facets: bool) -> Answer:
        """Top and count in one pass, aggregations in a second: the package has no way to do both in one."""
        query = self._query(question)
        order = {"order_by_field": "day"} if question.first else {}
        found = self._searcher.search(query, TOP, count=True, **order)
        places = self._searcher.fast_field_values("place_in_corpus", [at for _, at in found.hits])
        top = tuple((int(place), float(score)) for place, (score, _) in zip(places, found.hits, strict=True))
        if not facets:
            return Answer(found.count, top)
        counted = self._searcher.aggregate(query, AGGREGATIONS)
        is_estimate = any(counted[name].get("doc_count_error_upper_bound") for name in COUNTED)
        return Answer(found.count, top, _counts(counted), counts_are_estimates=is_estimate)

    def forget(self) -> None:
        """It keeps nothing."""

    def close(self) -> None:
        """It goes with its references."""
        del self._searcher

    def _query(self, question: Question) -> Any:
        query = self._words(question)
        if not question.first:
            return query
        days = Query.range_query(self._schema, "day", tantivy.FieldType.Integer, question.first, question.last)
        must = tantivy.Occur.Must
        return Query.boolean_query([(must, query), (must, Query.const_score_query(days, 0.0))])

    def _words(self, question: Question) -> Any:
        match question.shape:
            case Shape.ALL | Shape.ANY:
                occur = tantivy.Occur.Must if question.shape is Shape.ALL else tantivy.Occur.Should
                words = [self._word(word) for word in question.words]
                return Query.boolean_query([(occur, word) for word in words]) if len(words) > 1 else words[0]
            case Shape.PHRASE:
                return Query.phrase_query(self._schema, "text_surface", [word.surface for word in question.words])
            case Shape.PREFIX:
                return Query.regex_query(self._schema, "text_surface", f"{question.text}.*")
            case Shape.WILDCARD:
                return Query.regex_query(self._schema, "text_surface", question.text.replace("*", ".*"))
            case Shape.FUZZY:
                return Query.fuzzy_term_query(self._schema, "text_surface", question.text, distance=1)
            case Shape.EVERYTHING:
                return Query.all_query()

    def _word(self, word: AskedWord) -> Any:
        forms = (("text_surface", word.surface, SURFACE_WEIGHT), ("text_stem", word.stem, STEM_WEIGHT))
        parts = [Query.boost_query(Query.term_query(self._schema, f, t, index_option="freq"), w) for f, t, w in forms]
        return Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])


def _counts(counted: Any) -> dict[str, Counts]:
    return {name: tuple((b["key"], int(b["doc_count"])) for b in counted[name]["buckets"]) for name in COUNTED}


class TantivyEngine:
    """See bench.engines.Engine."""

    version = str(getattr(tantivy, "__version__", ""))

    def builder(self, folder: Path, *, on_top: bool = False) -> TantivyBuilder:
        """A writer."""
        return TantivyBuilder(folder, on_top=on_top)

    def open(self, folder: Path) -> TantivySession:
        """A searcher."""
        return TantivySession(folder)


ENGINE = TantivyEngine()
