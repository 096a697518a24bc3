"""Links written with a gap are the links that are written one by one, whatever stands in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from flask import Flask
from hypothesis import example, given
from hypothesis import strategies as st

from index.schema import FILTERS
from search.request import SearchRequest
from search.web import stems, urls
from search.web.rendering import KEY
from tests.web.test_urls import requests, values

GAP = "\ue000nilai\ue001"
HOSTILE = SearchRequest(query=f"{GAP} 0001-02-03 0001-02-04", chosen=(("person", "a"),), excluded=(("person", "b"),))


@pytest.fixture(scope="module", autouse=True)
def in_a_page(app: Flask) -> Iterator[None]:
    with app.test_request_context("/?lang=en"):
        yield


@example(HOSTILE, "person", "a")
@example(HOSTILE, "person", "b")
@example(HOSTILE, "place", "x&y=z 0001-02-03")
@given(requests(), st.sampled_from(FILTERS), values)
def test_a_link_to_a_value_is_the_one_that_is_written_alone(request: SearchRequest, field: str, value: str) -> None:
    assert stems.with_filter(request, field)(value) == urls.with_filter(request, field, value)
    assert stems.with_excluded(request, field)(value) == urls.with_excluded(request, field, value)


@example(HOSTILE, dt.date(1, 2, 3), dt.date(9999, 12, 31))
@given(requests(), st.dates(), st.dates())
def test_a_link_to_days_is_the_one_that_is_written_alone(request: SearchRequest, first: dt.date, last: dt.date) -> None:
    assert stems.with_days(request)(first, last) == urls.with_days(request, first, last)


@example(SearchRequest(), "a/../%2e/ b?c#d", 0)
@example(HOSTILE, "..", 3)
@given(requests(), values, st.integers(0, 200))
def test_a_link_to_an_article_is_the_one_that_is_written_alone(request: SearchRequest, key: str, at: int) -> None:
    assert stems.to_article(request)(key, at) == urls.article_url(key, request, at)


@pytest.mark.parametrize(("code", "text"), [("id", "Kembali ke hasil"), ("en", "Back to the results")])
def test_texts_without_values_are_part_of_the_templates_of_each_language(app: Flask, code: str, text: str) -> None:
    environment = app.extensions[KEY][code]
    source, name, _ = environment.loader.get_source(environment, "article.html")
    assert text in environment.preprocess(source, name)
    assert '{{ _("Kembali ke hasil") }}' not in environment.preprocess(source, name)
