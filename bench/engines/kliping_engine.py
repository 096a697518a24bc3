"""Kliping: documents through index.backends into a sealed generation, questions through search.evaluate.

What the site adds (articles.db, its texts, the two facets and the tree of dates that nobody else is asked for) is left
out; seals, flushes and the checking of every block are not.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from bench.engines import TOP, Answer, Counts
from bench.queries import Question, Shape
from index import analysis, columns, generation
from index.backends.whoosh_writer import WhooshWriter
from index.columns import ColumnsBuilder
from index.document import Document
from index.generation import Generation
from index.manifest import Manifest
from search.backends.segments import SegmentPostings
from search.evaluate.counting import Wish, facet
from search.evaluate.evaluator import Evaluator
from search.evaluate.filtering import Filtered, FilterMasks
from search.evaluate.histogram import dates
from search.evaluate.matches import Matches
from search.evaluate.ordering import page_of, rounded
from search.evaluate.remembering import Remembered
from search.query.tree import And, Everything, Fuzzy, Or, Phrase, Prefix, Query, Wildcard, Word
from search.request import Filters, Window

KEPT = 2_000_000
"""Rows of matches that are remembered, as on the site."""


class KlipingBuilder:
    """One publication."""

    def __init__(self, folder: Path, base: Generation | None) -> None:
        self._base = base
        self._stack = ExitStack()
        self._path = self._stack.enter_context(generation.building(folder, base))
        before = columns.read(base.path, base.manifest) if base else columns.empty()
        self._columns = ColumnsBuilder(before)
        self._writer = WhooshWriter(self._path, base.manifest.files if base else None)

    def add(self, documents: Sequence[Document]) -> None:
        """Append rows."""
        for document in documents:
            self._columns.append(columns.row_of(document))
            self._writer.add(document)

    def __enter__(self) -> KlipingBuilder:
        self._stack.enter_context(self._writer)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stack.__exit__(kind, error, at)
        if kind is not None:
            return
        built = self._columns.build()
        columns.write(built, self._path)
        now = dt.datetime.now(dt.UTC).isoformat()
        n = len(built)
        made_of = analysis.fingerprint()
        manifest = Manifest(0, n, n, self._writer.segments, 0, made_of, made_of, "", now, now, 0)
        generation.seal(self._path, manifest, self._base)
        generation.publish(self._path)


class KlipingSession:
    """One generation."""

    def __init__(self, folder: Path) -> None:
        opened = generation.open_current(folder)
        self._columns = columns.read(opened.path, opened.manifest)
        self._postings = SegmentPostings(opened.path, self._columns, opened.manifest)
        self._evaluator = Evaluator(self._postings)
        self.forget()

    def ask(self, question: Question, *, facets: bool) -> Answer:
        """As WhooshSearcher.run does it."""
        matches = self._matches(_query(question))
        filters = _filters(question)
        narrowed = Filtered(matches.rows, self._filters.of(filters), len(self._columns))
        kept = matches.where(narrowed.mask()) if narrowed.is_narrower else matches
        shown = page_of(kept, self._columns, "newest" if question.first else "relevance", Window(0, TOP))
        top = zip(kept.rows[shown].tolist(), rounded(kept.scores[shown]).tolist(), strict=True)
        return Answer(
            total=len(kept),
            top=tuple(top),
            facets=self._facets(narrowed, filters) if facets else {},
            is_partial=bool(matches.remarks),
        )

    def _facets(self, narrowed: Filtered, filters: Filters) -> dict[str, Counts]:
        # The facet of dates is counted within the range here, as the other engines do; the site leaves it out.
        found = {
            name: tuple((v.id, v.count) for v in facet(self._columns.values[name], narrowed.rows(), Wish(TOP)))
            for name in ("person", "place")
        }
        years = dates(self._columns, narrowed.rows().rows, filters)
        months = [(bucket.value, bucket.count) for year in years for bucket in year.children]
        return found | {"month": tuple(sorted(months, key=lambda item: -item[1])[:TOP])}

    def forget(self) -> None:
        """Masks of filters and matches."""
        self._filters = FilterMasks(self._columns)
        self._remembered: Remembered[Query, Matches] = Remembered(KEPT)

    def close(self) -> None:
        """The postings are files; the columns are memory."""
        self._postings.close()

    def _matches(self, query: Query) -> Matches:
        found = self._remembered.look(query)
        if found is None:
            found = self._evaluator.evaluate(query)
            self._remembered.keep(query, found, len(found) + 1_000)
        return found


class KlipingEngine:
    """See bench.engines.Engine."""

    version = "this branch"

    def builder(self, folder: Path, *, on_top: bool = False) -> KlipingBuilder:
        """A first generation, or the next."""
        return KlipingBuilder(folder, generation.open_current(folder) if on_top else None)

    def open(self, folder: Path) -> KlipingSession:
        """The current generation."""
        return KlipingSession(folder)


def _query(question: Question) -> Query:  # noqa: PLR0911 (one case a shape)
    words = tuple(Word(word.surface) for word in question.words)
    match question.shape:
        case Shape.ALL:
            return And(words) if len(words) > 1 else words[0]
        case Shape.ANY:
            return Or(words)
        case Shape.PHRASE:
            return Phrase(" ".join(word.surface for word in question.words))
        case Shape.PREFIX:
            return Prefix(question.text)
        case Shape.WILDCARD:
            return Wildcard(question.text)
        case Shape.FUZZY:
            return Fuzzy(question.text, 1)
        case Shape.EVERYTHING:
            return Everything()


def _filters(question: Question) -> Filters:
    if not question.first:
        return Filters()
    return Filters(first=dt.date.fromordinal(question.first), last=dt.date.fromordinal(question.last))


ENGINE = KlipingEngine()
