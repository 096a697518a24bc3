"""The column beside the hits: what it lists whatever the answer leaves out, and how days are put in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from search.request import SearchRequest
from search.results import DateBucket, FacetValue, SearchPage
from search.web import narrowing, present
from search.web.parts import Facet

pytestmark = pytest.mark.usefixtures("in_request")

JOKO = FacetValue("joko-widodo", "Joko Widodo", 12)
SRI = FacetValue("sri-mulyani", "Sri Mulyani", 7)
EMPTY = SearchPage(query="", total=20, listed=20, took_ms=1, generation=1, page=1, size=10, match="all")


def persons(request: SearchRequest, *values: FacetValue) -> Facet:
    names = {"person": {"joko-widodo": "Joko Widodo", "sri-mulyani": "Sri Mulyani"}}
    facets = narrowing.before_dates(request, replace(EMPTY, facets={"person": values}, names=names))
    assert [facet.field for facet in facets] == ["person"]
    return facets[0]


def choosing(*values: str) -> SearchRequest:
    return SearchRequest(chosen=tuple(("person", value) for value in values))


def test_what_is_chosen_stands_first() -> None:
    facet = persons(choosing("sri-mulyani"), JOKO, replace(SRI, selected=True))
    assert [(line.name, line.count, line.selected) for line in facet.lines] == [
        ("Sri Mulyani", 7, True),
        ("Joko Widodo", 12, False),
    ]


def test_a_chosen_value_that_is_no_longer_listed_can_still_be_unticked() -> None:
    facet = persons(choosing("sri-mulyani"), JOKO)
    assert [(line.value, line.name, line.count, line.selected) for line in facet.lines[:1]] == [
        ("sri-mulyani", "Sri Mulyani", None, True)
    ]


def test_a_value_chosen_by_its_name_keeps_the_name_in_the_form_and_is_listed_once() -> None:
    facet = persons(choosing("joko widodo"), replace(JOKO, selected=True))
    assert [(line.value, line.selected) for line in facet.lines] == [("joko widodo", True)]


def test_an_excluded_value_has_no_checkbox_but_a_way_back() -> None:
    facet = persons(SearchRequest(excluded=(("person", "sri-mulyani"),)), JOKO, SRI)
    line = facet.lines[-1]
    assert (line.name, line.excluded, line.other_url) == ("Sri Mulyani", True, "/")
    assert [line.name for line in facet.lines] == ["Joko Widodo", "Sri Mulyani"]


def test_a_facet_with_nothing_to_offer_is_left_out() -> None:
    assert narrowing.after_dates(SearchRequest(), EMPTY) == ()


def test_a_longer_list_is_offered_only_when_there_may_be_more() -> None:
    short = SearchRequest(facet_size=2)
    assert persons(short, JOKO).more_url == ""
    assert persons(short, JOKO, SRI).more_url == "/?facet_size=40#saring-person"
    assert persons(SearchRequest(facet_size=500), JOKO).less_url == "/#saring-person"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (None, None, ""),
        (dt.date(2019, 1, 1), dt.date(2019, 12, 31), "2019"),
        (dt.date(2019, 9, 1), dt.date(2019, 9, 30), "September 2019"),
        (dt.date(2020, 2, 1), dt.date(2020, 2, 29), "Februari 2020"),
        (dt.date(2019, 9, 13), dt.date(2019, 9, 13), "13 Sep 2019"),
        (dt.date(2019, 1, 1), dt.date(2020, 2, 5), "1 Jan 2019 – 5 Feb 2020"),
        (dt.date(2019, 9, 13), None, "sejak 13 Sep 2019"),
        (None, dt.date(2019, 9, 13), "sampai 13 Sep 2019"),
        (dt.date(1, 1, 1), dt.date(1, 12, 31), "0001"),
    ],
)
def test_a_stretch_of_days_is_put_in_the_fewest_words(first: dt.date | None, last: dt.date | None, words: str) -> None:
    assert narrowing.days_in_words(first, last) == words


@pytest.mark.parametrize(
    ("current", "last", "shown"),
    [
        (1, 1, ""),
        (1, 2, "[1] 2"),
        (1, 9, "[1] 2 3 … 9"),
        (4, 9, "1 2 3 [4] 5 6 … 9"),
        (5, 9, "1 2 3 4 [5] 6 7 8 9"),
        (6, 11, "1 … 4 5 [6] 7 8 … 11"),
        (9, 9, "1 … 7 8 [9]"),
        (40, 9, "1 … 9"),
    ],
)
def test_the_pager_shows_both_ends_and_the_neighbours(current: int, last: int, shown: str) -> None:
    pages = present.pager(current, last, str).pages
    assert " ".join("…" if p is None else f"[{p.text}]" if p.current else p.text for p in pages) == shown


def test_a_chart_shows_the_years_without_articles_too() -> None:
    buckets = tuple(DateBucket(value, count) for value, count in (("2022", 50), ("2019", 1), ("undated", 9)))
    bars = present.bars(SearchRequest(), buckets)
    assert [(bar.label, bar.height, bool(bar.url)) for bar in bars] == [
        ("2019", 2, True),
        ("2020", 0, False),
        ("2021", 0, False),
        ("2022", 100, True),
    ]


def test_hanya_is_offered_only_beside_another_choice_and_chooses_the_value_alone() -> None:
    sri, joko = persons(choosing("sri-mulyani"), JOKO, replace(SRI, selected=True)).lines
    assert (sri.only_url, joko.only_url) == ("", "/?person=joko-widodo")
    assert [line.only_url for line in persons(SearchRequest(), JOKO, SRI).lines] == ["", ""]
