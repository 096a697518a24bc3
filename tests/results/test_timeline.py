"""The hits along the time: nothing left out, nothing counted twice, and what a column says is what a click gives."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.backends import Searcher
from search.evaluate.timeline import MOST_DAYS, MOST_YEARS
from search.request import SearchRequest
from search.service import find

DAYS = st.none() | st.dates(dt.date(2005, 1, 1), dt.date(2027, 1, 1))


@pytest.fixture(scope="module")
def opened(searcher: Searcher) -> Searcher:
    return searcher


@given(query=st.sampled_from(["", "banjir", "jakarta", "kzxqjv"]), first=DAYS, last=DAYS)
@settings(max_examples=40, deadline=None)
def test_the_columns_hold_every_dated_hit_once_and_follow_without_a_gap(
    opened: Searcher, query: str, first: dt.date | None, last: dt.date | None
) -> None:
    page = find(SearchRequest(query=query, first=first, last=last), opened)
    undated = 0 if first or last else sum(bucket.count for bucket in page.dates if bucket.value == "undated")
    assert sum(span.count for span in page.timeline) == page.total - undated
    for before, after in zip(page.timeline, page.timeline[1:], strict=False):
        assert after.first - before.last == dt.timedelta(days=1)


@pytest.mark.parametrize(
    "days", [("2019-01-01", "2025-12-31"), ("2022-03-15", "2023-02-03"), ("2022-09-01", "2022-09-30")]
)
def test_a_column_says_how_many_hits_a_click_on_it_gives(searcher: Searcher, days: tuple[str, str]) -> None:
    request = SearchRequest(first=dt.date.fromisoformat(days[0]), last=dt.date.fromisoformat(days[1]))
    for span in find(request, searcher).timeline[:14]:
        assert find(replace(request, first=span.first, last=span.last), searcher).total == span.count


def test_the_columns_begin_and_end_with_the_days_the_reader_set(searcher: Searcher) -> None:
    request = SearchRequest(first=dt.date(2022, 3, 15), last=dt.date(2023, 2, 3))
    spans = find(request, searcher).timeline
    assert (spans[0].first, spans[-1].last, len(spans)) == (dt.date(2022, 3, 15), dt.date(2023, 2, 3), 12)
    assert (spans[0].last, spans[-1].first) == (dt.date(2022, 3, 31), dt.date(2023, 2, 1))


def test_a_month_is_shown_day_by_day(searcher: Searcher) -> None:
    spans = find(SearchRequest(first=dt.date(2022, 9, 1), last=dt.date(2022, 9, 30)), searcher).timeline
    assert len(spans) == 30 < MOST_DAYS


def test_a_range_of_thousands_of_years_is_cut_to_where_articles_are(searcher: Searcher) -> None:
    spans = find(SearchRequest(first=dt.date(1, 1, 1), last=dt.date(9999, 12, 31)), searcher).timeline
    assert 1 < len(spans) < MOST_YEARS
    assert spans[0].count > 0 < spans[-1].count


def test_the_day_of_every_year_finds_what_was_published_on_it_and_nothing_else(searcher: Searcher) -> None:
    every = [hit.day for page in (1, 2) for hit in find(SearchRequest(page=page, size=100), searcher).hits if hit.day]
    day = f"{every[0]:%m-%d}"
    found = find(SearchRequest(day=day, size=100), searcher)
    assert found.total == sum(f"{one:%m-%d}" == day for one in every) > 0
    assert {f"{hit.day:%m-%d}" for hit in found.hits if hit.day} == {day}


def test_the_years_of_the_date_facet_keep_to_the_day_of_every_year(searcher: Searcher) -> None:
    request = SearchRequest(day="08-17")
    for year in find(request, searcher).dates:
        first, last = dt.date(int(year.value), 1, 1), dt.date(int(year.value), 12, 31)
        assert find(replace(request, first=first, last=last), searcher).total == year.count
