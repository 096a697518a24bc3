"""The evaluator over Whoosh's segments against a linear scan: same articles, same scores, whatever is asked."""

from __future__ import annotations

import datetime as dt
import os
import random
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import columns
from index.analysis import analyse
from index.article import Article, Entities, Entity, Published
from index.document import Document, compose
from search.backends.segments import SegmentPostings
from search.evaluate.evaluator import Evaluator
from search.evaluate.planning import Plan, Sources
from search.query.tree import (
    And,
    Days,
    Everything,
    Fuzzy,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Widened,
    Wildcard,
    Word,
    Words,
)
from tests.archives import write_segments
from tests.evaluate.reference import Reference
from tests.evaluate.scanned import Scanned
from tests.evaluate.whoosh_judge import rows_by_whoosh

VOCABULARY = (
    *("banjir", "membanjiri", "kebanjiran", "jakarta", "bekasi", "bekas", "bali", "bal", "harga", "beras"),
    *("naik", "menaikkan", "kenaikan", "anak-anak", "anak", "e-KTP", "Rp1.000", "19", "Covid-19", "presiden"),
    *("wali", "kota", "pasar", "di", "dan", "yang"),
)
NAMES = ("Siti Rahmawati", "Budi Santoso", "Budi", "Kota Batu", "Batu")
SINGLE = tuple(word for word in VOCABULARY if len(analyse(word)) == 1)
DEAD = (1, 4)
IS_LONG = os.environ.get("KLIPING_TORTURE") == "long"


def _documents() -> list[Document]:
    chance = random.Random(7)

    def text(least: int, most: int) -> str:
        return " ".join(chance.choice(VOCABULARY) for _ in range(chance.randint(least, most)))

    def article(number: int) -> Document:
        day = dt.date(2019, 1, 1) + dt.timedelta(days=chance.randrange(900)) if chance.random() < 0.9 else None
        month = f"{day:%Y-%m}" if day and chance.random() < 0.2 else ""
        published = Published("", None if month else day, known=month)
        persons = tuple(Entity(name, (name,)) for name in chance.sample(NAMES, chance.randrange(3)))
        body = "\n".join(text(1, 30) for _ in range(chance.randrange(4)))
        source = chance.choice(("kabar.example", "fajar.example"))
        return compose(
            number,
            number,
            f"k{number:02d}",
            Article(f"k{number:02d}", text(0, 8), body, published, source, "", "Daerah", "Rina Sari"),
            Entities(persons=persons),
        )

    return [article(number) for number in range(40)]


@pytest.fixture(scope="module")
def segments(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("segments")
    documents = _documents()
    write_segments(directory, [documents[:25], documents[25:38], documents[38:]], DEAD)
    return directory


@pytest.fixture(scope="module")
def on_segments(segments: Path) -> Iterator[Evaluator]:
    postings = SegmentPostings(segments, columns.read(segments))
    yield Evaluator(postings)
    postings.close()


@pytest.fixture(scope="module")
def evaluators(segments: Path, on_segments: Evaluator) -> tuple[Evaluator, Evaluator]:
    """Over segments on disk, and over lists."""
    return on_segments, Evaluator(Scanned(_documents(), columns.read(segments)))


@pytest.fixture(scope="module")
def reference() -> Reference:
    return Reference(_documents(), DEAD)


fields = st.sampled_from(("text", "title", "body"))
words = st.builds(Word, st.sampled_from(VOCABULARY), fields)
phrases = st.builds(Phrase, st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=3).map(" ".join), fields)
prefixes = st.builds(Prefix, st.sampled_from(("ban", "mem", "ana", "zzz", "e-k")), fields)
PATTERNS = ("ban?ir", "*banjir*", "k?t*", "*an", "b*l?", "e-k*p", "ana?-*", "zzz?", "*19", "?????", "rp1.?*")
patterns = st.builds(Wildcard, st.sampled_from(PATTERNS), fields)
misspelt = st.builds(
    Fuzzy, st.sampled_from(("bnajir", "banjri", "bali", "beksai", "wlai", "kotaa", "zzzz")), st.integers(1, 2), fields
)


def _nearness(field: str) -> st.SearchStrategy[Near]:
    texts = st.sampled_from(VOCABULARY)
    word = texts.map(lambda text: Word(text, field))
    phrase = st.lists(texts, min_size=1, max_size=2).map(lambda texts: Phrase(" ".join(texts), field))
    children = st.lists(word | phrase, min_size=2, max_size=4).map(tuple)
    return st.builds(Near, children, st.integers(0, 6), st.booleans())


near = fields.flatmap(_nearness)


def _widened(field: str) -> st.SearchStrategy[Widened]:
    word = st.sampled_from(VOCABULARY).map(lambda text: Word(text, field))
    phrase = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=3).map(lambda t: Phrase(" ".join(t), field))
    return st.builds(Widened, word, st.lists(word | phrase, min_size=1, max_size=3).map(tuple))


widened = fields.flatmap(_widened)
names = (
    st.builds(Word, st.sampled_from(("budi", "batu", "santoso", "nihil")), st.just("person"))
    | st.builds(Phrase, st.sampled_from(("siti rahmawati", "kota batu")), st.just("person"))
    | st.builds(
        Wildcard, st.sampled_from(("b?di", "*wati", "kot*", "*.example")), st.sampled_from(("person", "source"))
    )
    | st.builds(Fuzzy, st.sampled_from(("budu", "satnoso", "kbar")), st.integers(1, 2), st.just("person"))
)
days = st.dates(dt.date(2018, 12, 1), dt.date(2021, 12, 31)).flatmap(
    lambda day: st.sampled_from((Days(day, None), Days(None, day), Days(day, day + dt.timedelta(days=200))))
)
leaves: st.SearchStrategy[Query] = (
    words | phrases | prefixes | patterns | misspelt | near | widened | names | days | st.just(Everything())
)
queries = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(And, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(Or, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(Not, inner),
        st.builds(Words, st.lists(inner, min_size=3, max_size=4).map(tuple), st.integers(0, 3)),
    ),
    max_leaves=8,
)


@given(query=queries)
@settings(max_examples=6_000 if IS_LONG else 250, deadline=None)
def test_the_same_articles_match_with_the_same_scores(
    evaluators: tuple[Evaluator, Evaluator], reference: Reference, query: Query
) -> None:
    expected = reference.evaluate(query)
    for evaluator in evaluators:
        found = evaluator.evaluate(query)
        assert found.rows.tolist() == sorted(expected)
        assert found.rows.dtype == np.int32
        assert found.scores.tolist() == pytest.approx([expected[row] for row in sorted(expected)], rel=1e-9, abs=1e-12)


in_a_row = st.lists(st.sampled_from(SINGLE), min_size=2, max_size=4)


@given(texts=in_a_row, field=st.sampled_from(("text", "title", "body")), least=st.integers(1, 2))
@settings(max_examples=3_000 if IS_LONG else 100, deadline=None)
def test_words_typed_side_by_side_gain_where_they_stand_so(
    on_segments: Evaluator, reference: Reference, texts: list[str], field: str, least: int
) -> None:
    typed = [Word(text, field) for text in texts]
    query = Words((Widened(typed[0], (Word("bal", field),)), *typed[1:]), least)
    found = on_segments.evaluate(query)
    ranked = on_segments.ranked(found, query)
    documents = dict(reference.documents)
    gained = [
        sum(reference.nearness(one, other, documents[row]) for one, other in pairwise(typed))
        for row in found.rows.tolist()
    ]
    assert ranked.rows.tolist() == found.rows.tolist()
    assert (ranked.scores - found.scores).tolist() == pytest.approx(gained, rel=1e-9, abs=1e-12)


@given(words=st.lists(leaves, min_size=2, max_size=5), conditions=st.lists(leaves, max_size=2))
@settings(max_examples=3_000 if IS_LONG else 100, deadline=None)
def test_a_tally_counts_what_asking_each_number_of_words_counts(
    on_segments: Evaluator, words: list[Query], conditions: list[Query]
) -> None:
    tally = on_segments.tally(Words(tuple(words)), conditions)
    assert tally is not None
    for least in range(1, len(words) + 1):
        found = tally.at_least(least)
        asked = on_segments.evaluate(And((Words(tuple(words), least), *conditions)))
        assert found.rows.tolist() == asked.rows.tolist()
        assert found.scores.tolist() == pytest.approx(asked.scores.tolist())


@given(query=queries)
@settings(max_examples=3_000 if IS_LONG else 100, deadline=None)
def test_asking_about_some_rows_finds_what_asking_for_all_finds_of_them(segments: Path, query: Query) -> None:
    sources = sources_of(segments)
    clause = Plan(sources).clause(query)
    found = clause.find()
    rows = np.arange(0, sources.size, 3, dtype=np.int32)
    mask, scores = clause.among(rows)
    is_asked = np.isin(found.rows, rows)
    assert rows[mask].tolist() == found.rows[is_asked].tolist()
    assert scores.tolist() == pytest.approx(found.scores[is_asked].tolist())
    assert len(found) <= clause.documents


@given(query=queries)
@settings(max_examples=3_000 if IS_LONG else 30, deadline=None)
def test_the_parts_of_a_score_that_is_explained_add_up_to_it(on_segments: Evaluator, query: Query) -> None:
    found = on_segments.evaluate(query)
    for row, score in zip(found.rows[:3].tolist(), found.scores[:3].tolist(), strict=True):
        assert sum(part.score for part in on_segments.explain(query, row)) == pytest.approx(score, abs=1e-9)


@cache
def sources_of(segments: Path) -> Sources:
    return Sources(Scanned(_documents(), columns.read(segments)))


def test_a_row_that_is_dead_never_matches(on_segments: Evaluator) -> None:
    assert not {*DEAD} & {*on_segments.evaluate(Everything()).rows.tolist()}


whole_fields = st.sampled_from(("text", "title"))


def _in_order(field: str) -> st.SearchStrategy[Near]:
    """All quoted or none: Whoosh reads a nearness from one form alone."""
    texts = st.lists(st.sampled_from(SINGLE), min_size=2, max_size=3)
    kinds: st.SearchStrategy[type[Word | Phrase]] = st.sampled_from((Word, Phrase))
    children = st.tuples(kinds, texts).map(lambda pair: tuple(pair[0](text, field) for text in pair[1]))
    return st.builds(Near, children, st.integers(0, 6), st.just(True))


plain: st.SearchStrategy[Query] = (
    st.builds(Word, st.sampled_from(VOCABULARY), whole_fields)
    | st.builds(Phrase, st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=2).map(" ".join), whole_fields)
    | st.builds(Prefix, st.sampled_from(("ban", "mem", "ana")), whole_fields)
    | st.builds(Wildcard, st.sampled_from(PATTERNS), whole_fields)
    | whole_fields.flatmap(_in_order)
    | st.just(Everything())
)
expressible = st.recursive(
    plain,
    lambda inner: st.one_of(
        st.builds(And, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(Or, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(Not, inner),
    ),
    max_leaves=6,
)


@given(query=expressible)
@settings(max_examples=3_000 if IS_LONG else 120, deadline=None)
def test_whoosh_finds_the_same_articles_on_the_same_files(on_segments: Evaluator, segments: Path, query: Query) -> None:
    found = on_segments.evaluate(query)
    assert found.rows.tolist() == rows_by_whoosh(segments, query)
