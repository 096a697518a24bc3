"""The evaluator over Whoosh's segments against a linear scan: same articles, same scores, whatever is asked."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import columns
from index.article import Article, Entities, Entity, Published
from index.document import Document, compose
from search.backends.segments import SegmentPostings
from search.evaluate.evaluator import Evaluator
from search.query.tree import And, Days, Everything, Fuzzy, Near, Not, Or, Phrase, Prefix, Query, Wildcard, Word, Words
from tests.archives import write_segments
from tests.evaluate.reference import Reference
from tests.evaluate.whoosh_judge import rows_by_whoosh

VOCABULARY = (
    *("banjir", "membanjiri", "kebanjiran", "jakarta", "bekasi", "bekas", "bali", "bal", "harga", "beras"),
    *("naik", "menaikkan", "kenaikan", "anak-anak", "anak", "e-KTP", "Rp1.000", "19", "Covid-19", "presiden"),
    *("wali", "kota", "pasar", "di", "dan", "yang"),
)
NAMES = ("Siti Rahmawati", "Budi Santoso", "Budi", "Kota Batu", "Batu")
DEAD = (1, 4)


def _documents() -> list[Document]:
    chance = random.Random(7)

    def text(least: int, most: int) -> str:
        return " ".join(chance.choice(VOCABULARY) for _ in range(chance.randint(least, most)))

    def article(number: int) -> Document:
        day = dt.date(2019, 1, 1) + dt.timedelta(days=chance.randrange(900)) if chance.random() < 0.9 else None
        persons = tuple(Entity(name, (name,)) for name in chance.sample(NAMES, chance.randrange(3)))
        body = "\n".join(text(1, 30) for _ in range(chance.randrange(4)))
        source = chance.choice(("kabar.example", "fajar.example"))
        return compose(
            number,
            number,
            f"k{number:02d}",
            Article(f"k{number:02d}", text(0, 8), body, Published("", day), source, "", "Daerah", "Rina Sari"),
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
def judged(segments: Path) -> Iterator[tuple[Evaluator, Reference]]:
    postings = SegmentPostings(segments, columns.read(segments))
    yield Evaluator(postings), Reference(_documents(), DEAD)
    postings.close()


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
names = st.builds(Word, st.sampled_from(("budi", "batu", "santoso", "nihil")), st.just("person")) | st.builds(
    Phrase, st.sampled_from(("siti rahmawati", "kota batu")), st.just("person")
)
days = st.dates(dt.date(2018, 12, 1), dt.date(2021, 12, 31)).flatmap(
    lambda day: st.sampled_from((Days(day, None), Days(None, day), Days(day, day + dt.timedelta(days=200))))
)
leaves: st.SearchStrategy[Query] = (
    words | phrases | prefixes | patterns | misspelt | near | names | days | st.just(Everything())
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
@settings(max_examples=300, deadline=None)
def test_the_same_articles_match_with_the_same_scores(judged: tuple[Evaluator, Reference], query: Query) -> None:
    evaluator, reference = judged
    found = evaluator.evaluate(query)
    expected = reference.evaluate(query)
    assert found.rows.tolist() == sorted(expected)
    for row, score in zip(found.rows.tolist(), found.scores.tolist(), strict=True):
        assert score == pytest.approx(expected[row], rel=1e-9, abs=1e-12)


def test_a_row_that_is_dead_never_matches(judged: tuple[Evaluator, Reference]) -> None:
    evaluator, _ = judged
    assert not {*DEAD} & {*evaluator.evaluate(Everything()).rows.tolist()}


whole_fields = st.sampled_from(("text", "title"))
plain: st.SearchStrategy[Query] = (
    st.builds(Word, st.sampled_from(VOCABULARY), whole_fields)
    | st.builds(Phrase, st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=2).map(" ".join), whole_fields)
    | st.builds(Prefix, st.sampled_from(("ban", "mem", "ana")), whole_fields)
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
@settings(max_examples=150, deadline=None)
def test_whoosh_finds_the_same_articles_on_the_same_files(
    judged: tuple[Evaluator, Reference], segments: Path, query: Query
) -> None:
    found = judged[0].evaluate(query)
    assert found.rows.tolist() == rows_by_whoosh(segments, query)
