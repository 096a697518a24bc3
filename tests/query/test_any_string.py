"""Any string gives a query: what is too long is cut with a remark, and nothing raises."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given

from search.query.parser import MAX_LENGTH, Parsed, parse
from search.query.repair import MAX_CLAUSES
from search.query.tree import Everything, Nothing, Or, Query, Word, Words
from tests.query import abuse, strategies

A, B, C = (Word(letter) for letter in "abc")


def test_a_long_query_loses_its_end_but_no_half_word() -> None:
    text = "sepuluh " * 100
    parsed = parse(text)
    assert parsed.query == Words((Word("sepuluh"),) * (MAX_LENGTH // 8))
    assert [(d.kind, d.start, d.end) for d in parsed.diagnostics] == [("too-long", MAX_LENGTH - 1, 800)]


def test_a_phrase_taken_apart_by_the_limit_is_not_called_unbalanced() -> None:
    assert [d.kind for d in parse('"' + "sepuluh " * 100 + '"').diagnostics] == ["too-long"]


def test_an_unopened_parenthesis_before_the_limit_is_still_remarked_on() -> None:
    assert "unbalanced-parenthesis" in [d.kind for d in parse("a) " + "sepuluh " * 100).diagnostics]


def test_words_beyond_the_limit_are_left_out() -> None:
    text = "a " * MAX_CLAUSES + "DAN (b c"
    parsed = parse(text)
    assert parsed.query == Words((A,) * MAX_CLAUSES)
    assert [(d.kind, text[d.start : d.end]) for d in parsed.diagnostics] == [("too-many-clauses", "b c")]


def test_a_pair_taken_apart_by_the_limit_on_words_is_not_called_unbalanced() -> None:
    assert [d.kind for d in parse("(" + "a " * (MAX_CLAUSES + 1) + ")").diagnostics] == ["too-many-clauses"]


def test_parentheses_beyond_the_limit_join_the_words_around_them() -> None:
    parsed = parse("(" * 10 + "a (b ATAU c)" + ")" * 10)
    assert parsed.query == Or((Words((A, B)), C))
    assert [d.kind for d in parsed.diagnostics] == ["too-deep"]


def test_ten_nested_parentheses_are_read_as_typed() -> None:
    assert parse("(" * 10 + "a" + ")" * 10) == Parsed(A, ())


def assert_sound(text: str, today: dt.date | None = None) -> None:
    parsed = parse(text, today)
    assert isinstance(parsed.query, Query)
    assert all(0 <= d.start <= d.end <= len(text) for d in parsed.diagnostics)
    assert len({d.message for d in parsed.diagnostics}) == len(parsed.diagnostics)
    if parsed.query == Nothing():
        assert parsed.diagnostics
    if parsed.query == Everything():
        assert not text.strip()
    assert all(0 <= place.start <= place.end <= len(text) for place in parsed.places)
    assert all(d.start < d.end for d in parsed.diagnostics)


def test_there_are_at_least_five_hundred_kinds_of_nonsense() -> None:
    assert len(set(abuse.STRINGS)) >= 500


@pytest.mark.parametrize("number", range(len(abuse.STRINGS)))
def test_abuse_gives_a_tree_and_remarks_within_the_query(number: int) -> None:
    assert_sound(abuse.STRINGS[number], dt.date(2020, 3, 1))


@given(strategies.texts)
def test_any_string_gives_a_tree_and_remarks_within_the_query(text: str) -> None:
    assert_sound(text)
