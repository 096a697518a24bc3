"""Tokens and their places; and that scanning takes steps in proportion to the query."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import given

from search.query import lexer
from search.query.lexer import Kind, scan
from search.query.parser import MAX_LENGTH, parse
from tests.query import strategies

W, P, F, N = Kind.WORD, Kind.PHRASE, Kind.FIELD, Kind.NOT

CASES = [
    ("banjir bandang", [(W, "banjir"), (W, "bandang")]),
    ("Banjir, Jakarta: macet!", [(W, "Banjir,"), (W, "Jakarta:"), (W, "macet!")]),
    ("Tol Kayuagung - Palembang", [(W, "Tol"), (W, "Kayuagung"), (W, "Palembang")]),
    ("jalan --Palembang", [(W, "jalan"), (W, "Palembang")]),
    ("e-KTP", [(W, "e-KTP")]),
    ("-banjir", [(N, "-"), (W, "banjir")]),
    ('"a"-b', [(P, "a"), (W, "b")]),
    ("(a)-b", [(Kind.OPEN, "("), (W, "a"), (Kind.CLOSE, ")"), (W, "b")]),
    ("-?! a", [(W, "a")]),
    ('-"a"', [(N, "-"), (P, "a")]),
    ("“naik haji” «umrah»", [(P, "naik haji"), (P, "umrah")]),
    ('dia"berkata"lagi', [(W, "dia"), (P, "berkata"), (W, "lagi")]),
    ("a DAN b ATAU BUKAN c", [(W, "a"), (Kind.AND, "DAN"), (W, "b"), (Kind.OR, "ATAU"), (N, "BUKAN"), (W, "c")]),
    ("a dan b Atau c", [(W, "a"), (W, "dan"), (W, "b"), (W, "Atau"), (W, "c")]),
    ("Judul:banjir", [(F, "judul"), (W, "banjir")]),
    ("judul: banjir", [(F, "judul"), (W, "banjir")]),
    ("judul:-banjir", [(F, "judul"), (N, "-"), (W, "banjir")]),
    ("judul:10:30", [(F, "judul"), (W, "10:30")]),
    ("https://kabar.example/a:b", [(W, "https://kabar.example/a:b")]),
    ("subjudul:a", [(W, "subjudul:a")]),
    ("S & P ???", [(W, "S"), (W, "P")]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_query_is_cut_into_these_tokens(text: str, expected: list[tuple[Kind, str]]) -> None:
    assert [(token.kind, token.text) for token in scan(text)[0]] == expected


@given(strategies.texts)
def test_tokens_lie_in_the_query_in_order_and_apart(text: str) -> None:
    tokens, _ = scan(text)
    edges = [edge for token in tokens for edge in (token.start, token.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)


@given(strategies.texts)
def test_a_word_is_what_was_typed_at_its_place(text: str) -> None:
    assert all(t.text == text[t.start : t.end][: lexer.MAX_WORD] for t in scan(text)[0] if t.kind is W)


def steps(function: Any, text: str) -> int:
    """How many lines of the query package run while *function* reads *text*: time without a clock."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        if "/search/query/" not in frame.f_code.co_filename.replace("\\", "/"):
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        function(text)
    finally:
        sys.settrace(before)
    return count


REPEATED = (
    "a",
    "a ",
    "?",
    "-",
    "- ",
    "(",
    ")",
    '"',
    "“a” ",
    ":",
    "a:",
    "judul:",
    "-judul:",
    "-?",
    "*",
    "DAN ",
    "-(",
    "judul:-",
    '-"',
    "foo:b ",
    "a DEKAT/5 ",
    '"a b"~5 ',
    "b*n?r~ ",
    "tanggal:7 hari ",
    "tanggal:1 mei 2019..",
    "tanggal:hari ",
    "orang:b*n?r~ ",
    "%",
    "A.",
)


@pytest.mark.parametrize("piece", REPEATED)
def test_a_query_twice_as_long_is_scanned_in_twice_the_steps(piece: str) -> None:
    once, twice = (steps(scan, piece * n) for n in (400, 800))
    assert twice <= 2.1 * once


@pytest.mark.parametrize("piece", REPEATED)
def test_parsing_costs_a_bounded_number_of_steps_however_long_the_query(piece: str) -> None:
    assert steps(parse, piece * 20_000) <= 60 * MAX_LENGTH
