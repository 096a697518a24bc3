"""What was understood, part by part, and the query that is left without each."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import assume, example, given

from search.query.parser import MAX_LENGTH, parse
from search.query.tree import And, Everything, Nothing, Or, Query, Words
from search.query.understood import understood
from search.query.words import spell
from tests.query import strategies

CASES = [
    ("", []),
    ("???", []),
    ("banjir", [("word", "text", "Kata", "banjir", "")]),
    ("banjir Jakarta", [("word", "text", "Kata", "banjir", "Jakarta"), ("word", "text", "Kata", "Jakarta", "banjir")]),
    (
        '"rumah sakit" -iklan',
        [
            ("phrase", "text", "Kutipan", '"rumah sakit"', "-iklan"),
            ("excluded", "", "Tanpa", "iklan", '"rumah sakit"'),
        ],
    ),
    (
        "a orang:wid* tanggal:2019",
        [
            ("word", "text", "Kata", "a", "orang:wid* DAN tanggal:2019"),
            ("prefix", "person", "Orang", "wid*", "a DAN tanggal:2019"),
            ("days", "date", "Tanggal", "2019", "a DAN orang:wid*"),
        ],
    ),
    ("judul:a*b?c", [("pattern", "title", "Judul", "a*b?c", "")]),
    ("bnajir~", [("spelling", "text", "Ejaan mirip", "bnajir~1", "")]),
    ("a DEKAT/5 b", [("near", "text", "Berdekatan", "a DEKAT/5 b", "")]),
    ("a ATAU b c", [("alternative", "", "Salah satu", "a", "b c"), ("alternative", "", "Salah satu", "b c", "a")]),
    (
        "(a ATAU b) c",
        [("any", "", "Salah satu", "a ATAU b", "c"), ("word", "text", "Kata", "c", "a ATAU b")],
    ),
    ("-(a b)", [("excluded", "", "Tanpa", "a b", "")]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_query_has_these_parts(text: str, expected: list[tuple[str, ...]]) -> None:
    parts = understood(parse(text, today=dt.date(2020, 3, 1)).query)
    assert [(part.kind, part.field, part.label, part.text, part.without) for part in parts] == expected


def leaves(query: Query) -> int:
    """How many parts a tree says it has."""
    match query:
        case Everything() | Nothing():
            return 0
        case Words(children) | Or(children):
            return len(children)
        case And(children):
            return sum(len(child.children) if isinstance(child, Words) else 1 for child in children)
        case _:
            return 1


@given(strategies.queries)
@example(parse("a b DAN a b").query)
def test_each_part_can_be_taken_away_and_what_is_left_reads_as_the_rest(query: Query) -> None:
    assume(len(spell(query)) <= MAX_LENGTH)
    parts = understood(query)
    assert len(parts) == leaves(query)
    for part in parts:
        rest = parse(part.without)
        assert not rest.diagnostics
        assert spell(rest.query) == part.without


@given(strategies.queries)
def test_taking_away_one_part_after_the_other_leaves_everything(query: Query) -> None:
    assume(len(spell(query)) <= MAX_LENGTH)
    steps = 0
    while parts := understood(query):
        query = parse(parts[0].without).query
        steps += 1
        assert steps < 100
    assert query in (Everything(), Nothing())
