"""Why a search finds nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.backends import Searcher
from search.lacking import QUERY, clauses, lacking
from search.request import SearchRequest
from search.service import find


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("banjir bandang", ["banjir", "bandang"]),
        ("banjir DAN bandang", ["banjir", "bandang"]),
        ("beras ATAU gabah", ["beras ATAU gabah"]),
        ('judul:"rumah sakit" -pasar', ['judul:"rumah sakit"', "-pasar"]),
        ("(beras ATAU gabah) harga", ["(beras ATAU gabah)", "harga"]),
        ("banjir DEKAT/3 tanggul jebol", ["banjir DEKAT/3 tanggul", "jebol"]),
        ("BUKAN banjir", ["BUKAN banjir"]),
        ("", []),
    ],
)
def test_a_query_is_cut_into_the_parts_that_narrow_it(query: str, parts: list[str]) -> None:
    assert [query[start:end] for start, end in clauses(query)] == parts


@given(st.text(alphabet='ab ()"-:~*ATUDNBK', max_size=40))
def test_any_query_is_cut_into_parts_that_follow_one_another(query: str) -> None:
    ends = [place for span in clauses(query) for place in span]
    assert ends == sorted(ends)


def test_what_is_said_to_be_there_without_a_part_is_there(searcher: Searcher) -> None:
    request = SearchRequest(query='banjir "kzxqjv"', chosen=(("source", "Tidak Ada"),), day="02-30")
    for one in lacking(request, searcher):
        assert find(one.request, searcher).total == one.without
        if one.field == QUERY:
            assert find(SearchRequest(query=one.text), searcher).total == one.alone


def test_a_filter_that_alone_holds_everything_back_is_named(searcher: Searcher) -> None:
    request = SearchRequest(query="banjir", chosen=(("source", "Tidak Ada"),))
    (source, word) = lacking(request, searcher)
    assert (source.field, source.text, source.without) == (
        "source",
        "Tidak Ada",
        find(SearchRequest("banjir"), searcher).total,
    )
    assert (word.field, word.alone) == (QUERY, source.without)
