"""Trees read back from their text; only what an article can match by is highlighted."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import assume, example, given

from search.query.parser import MAX_LENGTH, parse
from search.query.tree import And, Days, Everything, Not, Nothing, Or, Phrase, Prefix, Query, Text, Word, Words
from search.query.words import spell, words
from tests.query import abuse, strategies


@given(strategies.queries)
@example(Not(Words((Word("a"), Word("b")))))
@example(Days(dt.date(9999, 1, 1), dt.date(9999, 12, 31)))
@example(Days(dt.date(1, 1, 1), dt.date(1, 1, 31)))
@example(And((Days(None, dt.date(2019, 1, 1)), Words((Word("a"), Word("b"))), Not(Word("c")), Word("d", "person"))))
def test_a_tree_reads_back_from_its_text(query: Query) -> None:
    text = spell(query)
    assume(len(text) <= MAX_LENGTH)
    assert parse(text).query == query


def assert_reads_back(text: str) -> None:
    query = parse(text).query
    canonical = spell(query)
    assert len(canonical) > MAX_LENGTH or parse(canonical).query == query


@given(strategies.texts)
def test_what_any_string_was_read_as_reads_back_from_its_text(text: str) -> None:
    assert_reads_back(text)


@pytest.mark.parametrize("number", [n for n, text in enumerate(abuse.STRINGS) if len(text) < 300])
def test_what_abuse_was_read_as_reads_back_from_its_text(number: int) -> None:
    assert_reads_back(abuse.STRINGS[number])


SPELLED = [
    ("  banjir   Jakarta ", "banjir Jakarta"),
    ("banjir AND longsor", "banjir DAN longsor"),
    ("NOT (a OR b)", "-(a ATAU b)"),
    ("a -b c", "a c -b"),
    ("title:(a “b c”)", 'judul:a judul:"b c"'),
    ("date:2019-01-01..2019-12-31 a", "a DAN tanggal:2019"),
    ("(a OR b) c", "(a ATAU b) c"),
    ("banjir*", "banjir*"),
    ("p?rda**n", "p?rda*n"),
    ("bnajir~", "bnajir~1"),
    ("“a  b”~05", '"a b"~5'),
    ("a NEAR/5 b", "a DEKAT/5 b"),
    ('"a" BEFORE/3 "b"', '"a b"~3'),
    ('judul:a BEFORE/3 "b c"', 'judul:a SEBELUM/3 "b c"'),
    ("", ""),
    ("???", "()"),
]


@pytest.mark.parametrize(("text", "expected"), SPELLED)
def test_a_query_is_spelt_in_one_form(text: str, expected: str) -> None:
    assert spell(parse(text).query) == expected


A, B = Word("a"), Word("b")
COUNTED: list[tuple[Query, tuple[Text, ...]]] = [
    (A, (A,)),
    (Words((B, A, B)), (B, A)),
    (And((A, Not(B))), (A,)),
    (Not(Or((A, B))), ()),
    (Or((Phrase("x y"), Prefix("ban"), Word("a", "title"))), (Phrase("x y"), Prefix("ban"), Word("a", "title"))),
    (And((A, Days(None, dt.date(2019, 1, 1)))), (A,)),
    (Everything(), ()),
    (Nothing(), ()),
]


@pytest.mark.parametrize(("query", "expected"), COUNTED)
def test_excluded_words_are_not_highlighted_and_others_once(query: Query, expected: tuple[Text, ...]) -> None:
    assert words(query) == expected
