"""One generation of an archive on OpenSearch: its index there, the texts in articles.db, all else as embedded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from index.analysis import analyser_for
from index.archive import StoredArticle, open_archive
from index.authority import Catalogue
from index.backends import opensearch_state as state
from index.backends.opensearch_client import Engine
from index.errors import ArchiveUnusable
from index.settings import OpenSearch
from search.backends import Verification
from search.backends.backgrounds import background
from search.backends.opensearch_compiler import Compiler
from search.backends.opensearch_counts import (
    MOST_LOOKED_AT,
    UNGROUPED,
    Counting,
    filters_of,
    inexact,
    narrowed,
    without,
)
from search.backends.opensearch_facts import GenerationFacts
from search.backends.opensearch_listing import listed
from search.backends.opensearch_names import NameTable, completed, most_held, occurring
from search.backends.opensearch_ranking import FIELDS, Question, Ranked, every, page, raised
from search.backends.opensearch_spans import Dsl
from search.backends.opensearch_withholding import withheld_numbers
from search.backends.opensearch_words import WordTable
from search.backends.own_list import OwnList
from search.background import Background
from search.evaluate.budget import TooCostly
from search.evaluate.completing import Counted
from search.evaluate.completing import most_held as most_held_words
from search.evaluate.deadline import check
from search.evaluate.remembering import Remembered
from search.evaluate.settling import settle
from search.evaluate.vocabulary import beginning
from search.query import remarks
from search.query.shape import all_of
from search.query.tree import Query, Words
from search.request import Filters, Window
from search.results import AllFound, FacetPage, Found, Listing, NameRef, Results, ScorePart, Unplaced

MOST_NEAR = 300
REMEMBERED = 200_000
"""Scores of raised articles and counts that are kept, about."""
DEEPEST = 10_000
"""Articles that pages reach; what is further down is an export's."""

Asked = tuple[Dsl, dict[str, float], tuple[Unplaced, ...]]
"""A compiled query, the scores of what words side by side raise, and remarks."""


class NotOnOpenSearch(ArchiveUnusable):
    """Something that only an index in the archive's directory answers."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what}: not to be had from an index on OpenSearch; see docs/past-one-machine.md")


class OpenSearchSearcher:
    """See search.backends.Searcher. Safe to use from several threads."""

    is_current = True

    def __init__(self, directory: Path, settings: OpenSearch) -> None:
        self._archive = open_archive(directory, read_only=True)
        self._engine = Engine(settings)
        try:
            published = _published(self._engine)
            state.check_archive(self._engine, published, state.identity_of(self._archive))
            self._published, self._manifest = published, published.manifest
            self._withheld = withheld_numbers(self._archive, published.manifest)
        except BaseException:
            self.close()
            raise
        self._index = published.index
        self.generation = published.manifest.generation
        self.analyser = analyser_for(published.names)
        self.verification = Verification()
        self._names = NameTable(self._engine, self._index, self._archive, self._shown({"match_all": {}}))
        self._own = OwnList(directory)
        self.lists = self._own.lists
        self._asked: Remembered[Query, Asked] = Remembered(REMEMBERED)
        self._counts: Remembered[Query, int] = Remembered(REMEMBERED)
        self.total = self._count(self._shown({"match_all": {}}))

    def is_outdated(self) -> bool:
        """Whether something was taken away, or the list of synonyms changed; what the names stand for by now is shown
        once it is published.
        """
        return self._own.is_changed() or withheld_numbers(self._archive, self._manifest) != self._withheld

    def verify(self, pause: Callable[[float], None]) -> Verification:
        """Nothing: OpenSearch looks after its files by itself."""
        del pause
        return self.verification

    def settle(self, query: Query, match: str) -> tuple[Query, str]:
        """Decide which words may be missing."""
        return settle(query, match, self)

    def frequency(self, surface: str) -> int:
        """By the vocabulary."""
        return self._words["text"].articles(surface)

    def near(self, word: str, edits: int) -> Counted:
        """By the letters of the whole vocabulary."""
        table = self._words["text"]
        return most_held_words([table], [table.near(word, edits)], MOST_NEAR)

    def words_from(self, letters: str, most: int) -> Counted:
        """A range of the vocabulary."""
        table = self._words["text"]
        return most_held_words([table], [beginning(table, letters)], most)

    def names_from(self, field: str, text: str, most: int) -> tuple[tuple[str, str, int], ...]:
        """Counted by the engine."""
        found = completed(self._names.of(field), text)
        shown = self._names.of(field).name_of
        return tuple((id_, shown[id_], n) for id_, n in self._most_held(field, found, most))

    def count(self, query: Query) -> int:
        """How many articles match *query*, whatever the filters."""
        found = self._counts.look(query)
        if found is None:
            found = self._count(self._shown(self._ask(query)[0]))
            self._counts.keep(query, found, 1)
        return found

    def counter(self, words: Words, conditions: Sequence[Query]) -> Callable[[int], int] | None:
        """Each number asked of the engine."""

        def count(least: int) -> int:
            query = all_of((replace(words, least=least), *conditions))
            return self.count(query) if query else 0

        return count

    def run(self, query: Query, filters: Filters, sort: str, page: Window, facets: int) -> Results:
        """One question for the page and all counts; a second one where the shards' answers leave doubt."""
        if page.start + page.size > DEEPEST:
            raise NotOnOpenSearch(f"a page beyond the article {DEEPEST:,}")
        counting = Counting(filters, facets)
        asked = self._ask(query)
        found, answer = self._page(asked, filters, sort, page, counting)
        if facets and counting.error(answer["aggregations"]):
            counting = replace(counting, looked_at=MOST_LOOKED_AT)
            _, answer = self._page(asked, filters, "newest", Window(0, 0), counting)
        told = answer["aggregations"]
        error = counting.error(told) if facets else 0
        by_month = counting.dates(told)
        total = int(answer["hits"]["total"]["value"])
        return Results(
            total=total,
            listed=total,
            found=tuple(map(self._found, found)),
            facets=counting.facets(told, self._names),
            dates=by_month,
            timeline=counting.timeline(told, by_month),
            remarks=(*asked[2], *((inexact(error),) if error else ()), *((UNGROUPED,) if filters.collapse else ())),
        )

    def each(self, query: Query, filters: Filters, sort: str) -> AllFound:
        """Of one state of the index, however long the reading takes."""
        asked = self._ask(query)
        question = self._question(asked, filters, sort)
        total = self._count({"bool": {"filter": [question.query, question.narrowed]}})
        return AllFound(total, total, map(self._found, every(self._engine, self._index, question)), asked[2])

    def explain(self, query: Query, key: str) -> tuple[ScorePart, ...]:
        """Not yet."""
        raise NotOnOpenSearch("what a score is the sum of (--explain)")

    def values(self, query: Query, filters: Filters, field: str, wish: Listing) -> FacetPage:
        """All values that occur, counted by the engine."""
        rows = {"bool": {"filter": [self._shown(self._ask(query)[0]), narrowed(filters_of(filters), field)]}}
        counts = occurring(self._engine, self._index, rows, field)
        return listed(self._names.of(field), counts, wish, filters.chosen.get(field, frozenset()))

    def resolve(self, field: str, text: str) -> tuple[str, str] | None:
        """Of several the one in the most articles."""
        values = self._names.of(field)
        found = values.resolved(text)
        if len(found) > 1:
            found = tuple(id_ for id_, _ in self._most_held(field, found, 1))
        return (found[0], values.name_of[found[0]]) if found else None

    def authority_file(self) -> Catalogue:
        """Not yet."""
        raise NotOnOpenSearch("the page of a name")

    def find(self, key: str) -> Found | None:
        """One article by its public identifier."""
        body = {"size": 1, "query": self._shown({"term": {"key": key}}), "_source": [*FIELDS]}
        hits = self._engine.search(self._index, body)["hits"]["hits"]
        return self._found(Ranked(key, 0.0, hits[0]["_source"])) if hits else None

    def copies(self, key: str) -> tuple[tuple[Found, bool], ...]:
        """None are known there: every article stands in the list for itself, and docs/past-one-machine.md says so."""
        del key
        return ()

    def articles(self, versions: Sequence[int]) -> dict[int, StoredArticle]:
        """The stored texts of these versions."""
        return self._archive.versions_for_readers([*versions])

    def background(self, key: str) -> Background:
        """Looked up in articles.db, which knows before the index does."""
        return background(self._archive, key)

    def close(self) -> None:
        """Let go of connections."""
        self._engine.close()
        self._archive.close()

    @cached_property
    def _words(self) -> dict[str, WordTable]:
        found = state.read_words(self._engine, self._published.words)
        return {field: WordTable(*words) for field, words in found.items()}

    @cached_property
    def _facts(self) -> GenerationFacts:
        return GenerationFacts(self._engine, self._index, self._manifest.articles, self._words, self._names)

    def _ask(self, query: Query) -> Asked:
        """*query* compiled; nothing, with a remark, when it costs too much."""
        check()
        found = self._asked.look(query)
        if found is None:
            compiler = Compiler(self._facts, self.analyser)
            try:
                dsl = compiler.compile(query)
                up = raised(self._engine, self._index, self._shown(dsl), compiler.neighbours(query))
                found = dsl, up, tuple(compiler.remarks)
            except TooCostly:
                found = {"match_none": {}}, {}, (remarks.too_costly(),)
            self._asked.keep(query, found, 100 + len(found[1]))
        return found

    def _question(self, asked: Asked, filters: Filters, sort: str) -> Question:
        return Question(self._shown(asked[0]), narrowed(filters_of(filters)), sort, asked[1])

    def _page(
        self, asked: Asked, filters: Filters, sort: str, window: Window, counting: Counting
    ) -> tuple[list[Ranked], Dsl]:
        check()
        beside = {"aggs": counting.aggregations()}
        return page(self._engine, self._index, self._question(asked, filters, sort), window, beside)

    def _shown(self, dsl: Dsl) -> Dsl:
        """Without what was taken away from readers since."""
        if not self._withheld:
            return dsl
        return {"bool": {"must": [dsl], "filter": [without({"terms": {"number": [*self._withheld]}})]}}

    def _count(self, dsl: Dsl) -> int:
        answer = self._engine.search(self._index, {"size": 0, "track_total_hits": True, "query": dsl})
        return int(answer["hits"]["total"]["value"])

    def _most_held(self, field: str, ids: Sequence[str], most: int) -> list[tuple[str, int]]:
        return most_held(self._engine, self._index, self._shown({"match_all": {}}), (field, ids, most))

    def _found(self, one: Ranked) -> Found:
        refs = {field: self._refs(field, one) for field in ("person", "place", "organisation")}
        version = int(one.source["version"])
        return Found(one.key, version, one.score, refs["person"], refs["place"], refs["organisation"])

    def _refs(self, field: str, one: Ranked) -> tuple[NameRef, ...]:
        names = self._names.of(field).name_of
        return tuple(NameRef(id_, names[id_]) for id_ in one.source.get(field, ()) if id_ in names)


def _published(engine: Engine) -> state.Published:
    found = state.read_state(engine)
    if found is None:
        raise ArchiveUnusable("no index on OpenSearch; run: python -m index rebuild (or: python -m index add FILE)")
    ours = analyser_for(found.names).fingerprint
    for theirs in (found.manifest.analysis, state.analysis_of(engine, found.index)):
        if theirs != ours:
            raise ArchiveUnusable(
                f"{found.index}: the index on OpenSearch was analysed by other rules; run: python -m index rebuild"
            )
    return found


def published_number(settings: OpenSearch) -> int | None:
    """The number of the published generation; None before the first."""
    with closing(Engine(settings)) as engine:
        found = state.read_state(engine)
        return found.manifest.generation if found else None
