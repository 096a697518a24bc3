"""A link says the search it leads to, whole: reading its parameters gives the request it was made of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from index.schema import FILTERS
from search.request import MATCHES, SORTS, SearchRequest
from search.web import urls

values = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
pairs = st.tuples(st.sampled_from(FILTERS), values)
Link = Callable[[SearchRequest], str]

days = st.none() | st.dates()


@st.composite
def requests(draw: st.DrawFn) -> SearchRequest:
    made = SearchRequest(
        query=draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=20)),
        chosen=tuple(draw(st.lists(pairs, max_size=3))),
        excluded=tuple(draw(st.lists(pairs, max_size=3))),
        first=draw(days),
        last=draw(days),
        undated=draw(st.booleans()),
        sort=draw(st.sampled_from(SORTS)),
        match=draw(st.sampled_from(MATCHES)),
        page=draw(st.integers(1, 50)),
    )
    return SearchRequest.from_args(made.to_args())


def asked(url: str) -> SearchRequest:
    return SearchRequest.from_args(parse_qsl(urlsplit(url).query, keep_blank_values=True))


@pytest.fixture(scope="module", autouse=True)
def within_a_request(app: Flask) -> Iterator[None]:
    with app.test_request_context("/"):
        yield


@given(requests())
def test_a_search_survives_the_way_through_its_link(request_: SearchRequest) -> None:
    assert asked(urls.search_url(request_)) == request_


@given(requests(), values)
def test_an_article_link_carries_the_search_it_was_found_by(request_: SearchRequest, key: str) -> None:
    assert asked(urls.article_url(key, request_)) == request_


@given(requests(), pairs)
def test_choosing_and_taking_back_gives_the_search_without_the_value(
    request_: SearchRequest, pair: tuple[str, str]
) -> None:
    without = asked(urls.without_filter(request_, *pair))
    assert asked(urls.without_filter(asked(urls.with_filter(request_, *pair)), *pair)) == without
    assert asked(urls.without_filter(asked(urls.with_excluded(request_, *pair)), *pair)) == without


@given(requests(), pairs)
def test_a_value_is_never_both_chosen_and_excluded_by_a_link(request_: SearchRequest, pair: tuple[str, str]) -> None:
    chosen = asked(urls.with_filter(request_, *pair))
    excluded = asked(urls.with_excluded(request_, *pair))
    assert pair in chosen.chosen
    assert pair not in chosen.excluded
    assert pair in excluded.excluded
    assert pair not in excluded.chosen


@given(requests())
def test_clearing_keeps_the_query_and_drops_every_filter(request_: SearchRequest) -> None:
    cleared = asked(urls.cleared(request_))
    assert cleared == SearchRequest(query=request_.query, sort=request_.sort, match=request_.match)


REQUEST = SearchRequest(query="banjir", chosen=(("place", "kediri"),), page=4, size=25, match="any")


@pytest.mark.parametrize(
    ("link", "changed"),
    [
        (lambda r: urls.with_days(r, dt.date(2019, 9, 1), None), {"first": dt.date(2019, 9, 1), "page": 1}),
        (lambda r: urls.with_sort(r, "oldest"), {"sort": "oldest", "page": 1}),
        (lambda r: urls.with_size(r, 50), {"size": 50, "page": 1}),
        (lambda r: urls.with_match(r, "all"), {"match": "all", "page": 1}),
        (lambda r: urls.with_page(r, 5), {"page": 5}),
        (lambda r: urls.with_facet_size(r, 40, "person"), {"facet_size": 40}),
    ],
)
def test_a_link_changes_what_its_name_says_and_nothing_else(link: Link, changed: dict[str, Any]) -> None:
    assert asked(link(REQUEST)) == replace(REQUEST, **changed)


@pytest.mark.parametrize("url", ["https://contoh.example/a?b=1", "http://contoh.example"])
def test_an_original_on_the_web_is_linked(url: str) -> None:
    assert urls.outside_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>", "vbscript:x", "file:///etc/passwd", "ftp://contoh.example/a",
        "//contoh.example/a", "/article/1", "contoh.example", "", "http:", "http:///a", "https://[::1", "http://[x",
    ],
)  # fmt: skip
def test_an_original_of_any_other_scheme_is_not_linked(url: str) -> None:
    assert urls.outside_url(url) == ""
