"""A request and its URL say the same, and no URL is an error."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given

from search.request import MAX_DEPTH, MAX_FACET_SIZE, MAX_SIZE, SearchRequest, read_day
from tests.request import strategies


@given(strategies.requests)
def test_a_request_reads_back_from_its_url(request: SearchRequest) -> None:
    assert SearchRequest.from_args(request.to_args()) == request


@given(strategies.pairs)
@example([("to", "0000")])
@example([("from", "2019-" + "1" * 5_000)])
@example([("to", "2019-" + "9" * 30)])
def test_any_parameters_give_a_request_within_the_limits(pairs: list[tuple[str, str]]) -> None:
    request = SearchRequest.from_args(pairs)
    assert request == request.bounded()
    assert SearchRequest.from_args(request.to_args()) == request


@given(strategies.requests)
def test_the_order_of_different_parameters_does_not_matter(request: SearchRequest) -> None:
    by_name = sorted(request.to_args(), key=lambda pair: pair[0])
    assert SearchRequest.from_args(by_name) == request


ARGS: list[tuple[list[tuple[str, str]], SearchRequest]] = [
    ([], SearchRequest()),
    ([("q", "banjir")], SearchRequest(query="banjir")),
    ([("place", "b"), ("person", "a")], SearchRequest(chosen=(("person", "a"), ("place", "b")))),
    ([("person", "a"), ("person", "a")], SearchRequest(chosen=(("person", "a"),))),
    ([("-person", "a"), ("person", "")], SearchRequest(excluded=(("person", "a"),))),
    ([("date", "2019"), ("text", "a"), ("-q", "a"), ("--person", "a")], SearchRequest()),
    ([("from", "2019-09")], SearchRequest(first=dt.date(2019, 9, 1))),
    ([("to", "2019-09")], SearchRequest(last=dt.date(2019, 9, 30))),
    ([("from", "2019"), ("from", "x")], SearchRequest(first=dt.date(2019, 1, 1))),
    ([("undated", "1")], SearchRequest(undated=True)),
    ([("undated", "true")], SearchRequest()),
    ([("sort", "newest"), ("match", "any")], SearchRequest(sort="newest", match="any")),
    ([("sort", "NEWEST"), ("match", "some")], SearchRequest()),
    ([("page", "3"), ("size", "20")], SearchRequest(page=3, size=20)),
    ([("page", "-3"), ("size", "٣"), ("facet_size", "1e3")], SearchRequest()),
    ([("size", "999999999")], SearchRequest(size=MAX_SIZE)),
    ([("page", "999999999")], SearchRequest(page=MAX_DEPTH // 10)),
    ([("page", "200"), ("size", "100")], SearchRequest(page=100, size=100)),
    ([("facet_size", "0")], SearchRequest(facet_size=0)),
    ([("facet_size", "501")], SearchRequest(facet_size=MAX_FACET_SIZE)),
]


@pytest.mark.parametrize(("args", "request_"), ARGS)
def test_parameters_read_as_this_request(args: list[tuple[str, str]], request_: SearchRequest) -> None:
    assert SearchRequest.from_args(args) == request_


def test_a_plain_request_has_no_parameters() -> None:
    assert SearchRequest().to_args() == ()


DAYS = [
    ("2019", dt.date(2019, 1, 1), dt.date(2019, 12, 31)),
    ("2019-02", dt.date(2019, 2, 1), dt.date(2019, 2, 28)),
    ("2020-02", dt.date(2020, 2, 1), dt.date(2020, 2, 29)),
    ("2019-12", dt.date(2019, 12, 1), dt.date(2019, 12, 31)),
    ("2019-09-15", dt.date(2019, 9, 15), dt.date(2019, 9, 15)),
    (" 2019-9-5 ", dt.date(2019, 9, 5), dt.date(2019, 9, 5)),
    ("0001", dt.date(1, 1, 1), dt.date(1, 12, 31)),
    ("9999", dt.date(9999, 1, 1), dt.date(9999, 12, 31)),
    ("9999-12", dt.date(9999, 12, 1), dt.date(9999, 12, 31)),
    ("9999-12-31", dt.date(9999, 12, 31), dt.date(9999, 12, 31)),
]


@pytest.mark.parametrize(("text", "first", "last"), DAYS)
def test_a_day_month_or_year_covers_these_days(text: str, first: dt.date, last: dt.date) -> None:
    assert (read_day(text), read_day(text, last=True)) == (first, last)


NO_DAYS = (
    *("", " ", "-", "--", "19", "019", "20190", "abcd", "2019-", "-2019", "2019-02-29", "2019-09-31", "2019-09-00"),
    *("2019-09-15-1", "0000-01", "0000-01-01", "+2019", "2_19", "٢٠١٩", "²⁰¹⁹", "2019/09", "2019-0x1", "\0"),
    "2019-09-15T10:00",
)
BEYOND_THE_CALENDAR = (
    "2019-13",
    "2019-00",
    "2019-99",
    "0000",
    "2019-" + "1" * 30,
    "2019-01-" + "1" * 30,
    "2019-" + "1" * 5_000,
)
NO_DATES = [*NO_DAYS, *BEYOND_THE_CALENDAR]


@pytest.mark.parametrize("text", NO_DATES, ids=range(len(NO_DATES)))
def test_what_is_no_date_reads_as_none_at_either_end(text: str) -> None:
    assert (read_day(text), read_day(text, last=True)) == (None, None)
