"""However an index was added to, changed, merged and opened again, it holds what a plain dict holds."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import tempfile
from collections import Counter
from contextlib import ExitStack, closing
from itertools import accumulate
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from whoosh import query as wq
from whoosh.filedb.filestore import FileStorage

from index import columns
from index.article import Article, Entities, Entity, Published
from index.backends.whoosh_schema import STEM, SURFACE, TEXTS, field_name, whoosh_schema
from index.backends.whoosh_writer import EXTRAS, WhooshWriter
from index.codec.container import PlainFile
from index.codec.segment import Segment, merge
from index.codec.tiers import to_merge
from index.codec.whoosh_codec import committed
from index.columns import ColumnsBuilder, row_of
from index.document import Document, compose
from index.manifest import seal_of
from index.schema import FACETS, FILTERS
from search.backends.segments import SegmentPostings
from search.evaluate.counting import Counted, Wish, facet
from search.evaluate.evaluator import Evaluator
from search.evaluate.postings import TermPostings
from search.query.tree import Query
from tests.codec.trees import trees
from tests.evaluate.reference import Reference
from tests.evaluate.scanned import Scanned

IS_LONG = os.environ.get("KLIPING_TORTURE") == "long"

WORDS = (
    "banjir",
    "membanjiri",
    "pasar",
    "harga",
    "menaikkan",
    "naik",
    "anak-anak",
    "di",
    "é",
    "Rp1.000",
    "wali",
    "kota",
)
TEXTS_OF = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
PERSONS = ("Siti Rahmawati", "Budi Santoso", "Budi", "Nyoman Arta")
DRAWN = st.tuples(TEXTS_OF, TEXTS_OF, st.lists(st.sampled_from(PERSONS), max_size=2, unique=True))
QUERIES = st.lists(trees(WORDS, ("budi", "siti rahmawati", "nihil")), min_size=4, max_size=10)
FORMS = tuple((field, form) for field in TEXTS for form in (SURFACE, STEM))


def _document(row: int, title: str, body: str, names: list[str]) -> Document:
    article = Article(f"k{row}", title, body, Published("", dt.date(2021, 1, 1)), "kabar.example", "", "", "")
    return compose(row, row, f"k{row}", article, Entities(persons=tuple(Entity(name, (name,)) for name in names)))


def _held(postings: TermPostings) -> list[list[int]]:
    """Rows, weights, how often, where: all of them."""
    found = postings.occurrences()
    return [array.tolist() for array in (postings.rows(), postings.weights(), found.counts, found.positions)]


def _held_among(postings: TermPostings, rows: npt.NDArray[np.int32]) -> list[list[int]]:
    """The same of some rows."""
    mask, places = postings.among(rows)
    found = postings.occurrences(places)
    return [array.tolist() for array in (rows[mask], postings.weights(places), found.counts, found.positions)]


class Index(RuleBasedStateMachine):
    """An index, and lists that say what it should hold."""

    def __init__(self) -> None:
        super().__init__()
        self.directory = Path(tempfile.mkdtemp())
        self.documents: list[Document] = []
        self.dead: set[int] = set()
        self.buried: set[int] = set()
        self.sizes: list[int] | None = None
        """Rows of each segment; None before the first commit."""
        self.is_changed = False
        self.opened: tuple[SegmentPostings, Scanned] | None = None

    def teardown(self) -> None:
        if self.opened:
            self.opened[0].close()
        shutil.rmtree(self.directory)

    @property
    def written(self) -> int:
        return sum(self.sizes or ())

    @property
    def committed(self) -> list[int]:
        """Rows that can be found."""
        return [row for row in range(self.written) if row not in self.buried]

    @property
    def living(self) -> list[int]:
        return [row for row in range(len(self.documents)) if row not in self.dead]

    @initialize(drawn=st.lists(DRAWN, min_size=3, max_size=5))
    def begin(self, drawn: list[tuple[str, str, list[str]]]) -> None:
        """A first segment so large that small ones stay beside it."""
        self.add(drawn * 8)
        self.commit()

    @rule(drawn=st.lists(DRAWN, min_size=1, max_size=9))
    def add(self, drawn: list[tuple[str, str, list[str]]]) -> None:
        for texts in drawn:
            self.documents.append(_document(len(self.documents), *texts))

    @precondition(lambda self: self.living)
    @rule(data=st.data(), drawn=DRAWN)
    def update(self, data: st.DataObject, drawn: tuple[str, str, list[str]]) -> None:
        self.delete(data)
        self.add([drawn])

    @precondition(lambda self: self.living)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        self.dead.add(data.draw(st.sampled_from(self.living)))

    @rule()
    def commit(self) -> None:
        seals = {path.name: seal_of(path) for path in self.directory.iterdir()}
        with WhooshWriter(self.directory, None if self.sizes is None else seals) as writer:
            for document in self.documents[self.written :]:
                writer.add(document)
            for row in sorted(self.dead - self.buried):
                writer.delete(row)
        sizes = [*(self.sizes or []), *([new] if (new := len(self.documents) - self.written) else [])]
        if count := to_merge(sizes):
            sizes[-count:] = [sum(sizes[-count:])]
        self.sizes, self.buried = sizes, set(self.dead)
        self.is_changed = True

    @precondition(lambda self: self.sizes)
    @rule()
    def merge_all(self) -> None:
        """Into a segment beside the index, which must answer as the index does."""
        with ExitStack() as stack:
            parts = []
            for segment in committed(FileStorage(str(self.directory)), whoosh_schema()):
                file = stack.enter_context(closing(PlainFile(self.directory / segment.file_name())))
                parts.append(Segment(file, segment.fields))
            merge(self.directory / "merged", parts)
            merged = Segment(stack.enter_context(closing(PlainFile(self.directory / "merged"))), tuple(EXTRAS))
            assert [part.rows for part in parts] == self.sizes
            assert merged.rows == self.written
            for name in EXTRAS:
                together = [lengths for part in parts for lengths in part.fields[name].lengths().tolist()]
                assert merged.fields[name].lengths().tolist() == together
                assert list(merged.fields[name].terms) == sorted(
                    {t for p in parts for t in p.fields[name].terms}, key=str.encode
                )
                for term in merged.fields[name].terms:
                    _assert_joined(merged, parts, name, term)
        (self.directory / "merged").unlink()

    @precondition(lambda self: self.opened and len(self.committed) > 0)
    @rule(queries=QUERIES)
    def ask(self, queries: list[Query]) -> None:
        """Queries of what was committed last: the same articles, scores and counts as by looking at each."""
        assert self.opened
        evaluator = Evaluator(self.opened[0])
        looked = Reference(self.documents[: self.written], sorted(self.buried))
        for query in queries:
            found, expected = evaluator.evaluate(query), looked.evaluate(query)
            assert found.rows.tolist() == sorted(expected)
            scores = [expected[row] for row in sorted(expected)]
            assert found.scores.tolist() == pytest.approx(scores, rel=1e-9, abs=1e-12)
            self._assert_counted(self.opened[0], Counted(found.rows, self.written))

    def _assert_counted(self, postings: SegmentPostings, found: Counted) -> None:
        for name in FACETS:
            held = [self.documents[row].values[FILTERS.index(name)] for row in found.rows.tolist()]
            counted = Counter(id_ for values in held for id_, _ in values)
            shown = facet(postings.columns.values[name], found, Wish(100))
            assert {value.id: value.count for value in shown} == counted

    @invariant()
    def holds_what_was_committed(self) -> None:
        if not self.is_changed:
            return
        self.is_changed = False
        if self.opened:
            _assert_same(*self.opened)  # what was opened before stays what it was
            self.opened[0].close()
        documents = self.documents[: self.written]
        builder = ColumnsBuilder(columns.empty())
        for document in documents:
            builder.append(row_of(document))
        written = builder.build(tuple(sorted(self.dead)))
        self.opened = SegmentPostings(self.directory, written), Scanned(documents, written)
        _assert_same(*self.opened)
        self._assert_whoosh_agrees(self.opened[1])

    def _assert_whoosh_agrees(self, model: Scanned) -> None:
        index = FileStorage(str(self.directory)).open_index(schema=whoosh_schema())
        with closing(index), index.searcher() as searcher:
            assert searcher.doc_count() == len(self.living)
            for field, form in FORMS:
                for term in _terms(model, field, form):
                    alive = [row for row in model.term(field, form, term).rows().tolist() if row not in self.dead]
                    assert sorted(searcher.docs_for_query(wq.Term(field_name(field, form), term))) == alive


def _terms(model: Scanned, field: str, form: str) -> list[str]:
    (vocabulary,) = model.vocabularies(field, form)
    return [vocabulary[place] for place in range(len(vocabulary))]


def _assert_joined(merged: Segment, parts: list[Segment], name: str, term: str) -> None:
    rows, weights, places = [], [], []
    for first, part in zip(accumulate((p.rows for p in parts), initial=0), parts, strict=False):
        if found := part.fields[name].term(term):
            rows += (found.rows() + first).tolist()
            weights += found.weights().tolist()
            places += found.occurrences()[1].tolist()
    one = merged.fields[name].term(term)
    assert one is not None
    assert one.rows().tolist() == rows
    assert one.weights().tolist() == weights
    assert one.occurrences()[1].tolist() == places


def _assert_same(postings: SegmentPostings, model: Scanned) -> None:
    for field, form in FORMS:
        terms = _terms(model, field, form)
        held = {term for vocabulary in postings.vocabularies(field, form) for term in vocabulary}
        assert sorted(held, key=str.encode) == terms
        for term in terms:
            mine, looked = postings.term(field, form, term), model.term(field, form, term)
            assert _held(mine) == _held(looked)
            rows = np.arange(1, len(model.columns), 2, dtype=np.int32)
            assert _held_among(mine, rows) == _held_among(looked, rows)
            assert mine.holds(rows).tolist() == np.isin(rows, looked.rows()).tolist()
            _assert_shared(postings.term(field, form, term), [postings.term(field, form, other) for other in terms])
        some = tuple(terms[::2])
        assert _held(postings.together(field, form, some)) == _held(model.together(field, form, some))


def _assert_shared(whole: TermPostings, others: list[TermPostings]) -> None:
    """Terms whose rows *whole* has, all of them, are found among its postings."""
    rows = whole.rows()
    places = np.arange(0, len(rows), 2)
    for other in others:
        if np.isin(other.rows(), rows).all():
            mask, found = other.shared(whole, rows[places], places)
            assert mask.tolist() == np.isin(rows[places], other.rows()).tolist()
            assert other.rows()[found].tolist() == rows[places][mask].tolist()


TestIndex = Index.TestCase
TestIndex.settings = settings(
    max_examples=400 if IS_LONG else 12, stateful_step_count=40 if IS_LONG else 14, deadline=None
)
