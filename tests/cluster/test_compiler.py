"""Query tree -> OpenSearch's query language, without any OpenSearch: golden, and what must hold of every query."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import SHIPPED
from search.backends.opensearch_compiler import Compiler
from search.evaluate.budget import TooCostly
from search.query.parser import parse
from search.query.tree import Near, Phrase, Widened, Word
from tests.golden.opensearch import FILE, KNOWN, compiled

GOLDEN = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("row", GOLDEN, ids=[row["query"] or "nothing typed" for row in GOLDEN])
def test_a_query_is_compiled_as_reviewed(row: dict[str, Any]) -> None:
    assert compiled(row["query"]) == row["compiled"]


@given(st.text(max_size=60))
def test_whatever_is_typed_becomes_json_or_is_refused_as_too_costly(typed: str) -> None:
    with contextlib.suppress(TooCostly):
        json.dumps(Compiler(KNOWN, SHIPPED).compile(parse(typed).query))


def leaves(dsl: Any) -> set[str]:
    """The names of all kinds of queries in it."""
    if isinstance(dsl, list):
        return {name for one in dsl for name in leaves(one)}
    return {*dsl, *(name for one in dsl.values() for name in leaves(one))} if isinstance(dsl, dict) else set()


@pytest.mark.parametrize("typed", ['judul:"a OR b"~2', "* TO ]", "field:(x) AND {!func}", "(((", "\\", "banjir~ AND*"])
def test_nothing_typed_is_handed_to_a_parser_of_the_engine(typed: str) -> None:
    found = leaves(Compiler(KNOWN, SHIPPED).compile(parse(typed).query))
    assert not found & {"query_string", "simple_query_string", "multi_match", "regexp", "wildcard", "script"}


def test_a_near_of_too_many_places_is_refused() -> None:
    near = Near(tuple(Word(word) for word in ("satu", "dua", "tiga", "empat")), 100, is_ordered=False)
    with pytest.raises(TooCostly):
        Compiler(KNOWN, SHIPPED).compile(near)


def test_a_variant_counts_for_half_of_the_typed_word_at_most() -> None:
    dsl = Compiler(KNOWN, SHIPPED).compile(Widened(Word("corona"), (Word("korona"), Phrase("virus corona"))))
    assert [one["bool"]["boost"] <= 0.5 for one in dsl["dis_max"]["queries"][1:]] == [True, True]
