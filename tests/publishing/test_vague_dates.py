"""Articles of a month or a year of which no more is known: found by it, counted in it, shown as it, and by no day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from index.archive import coverage, open_archive
from index.settings import Settings
from search.backends import Searcher, open_searcher
from search.evaluate.histogram import Unit, histogram
from search.request import SearchRequest
from search.service import find, read_article
from tests.publishing.small import put, row

HELD = [
    row("hari", "Banjir di Bekasi.", date="2021-03-05"),
    row("bulan", "Banjir di Bogor.", date="2021-03"),
    row("tahun", "Banjir di Garut.", date="2021"),
    row("lain", "Banjir di Depok.", date="2020-12-31"),
    row("tanpa", "Banjir di Tegal."),
    row("salah", "Banjir di Solo.", date="31/02/2021"),
]


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("arsip")
    put(directory, *HELD)
    return directory


@pytest.fixture(scope="module")
def opened(held: Path) -> Iterator[Searcher]:
    with closing(open_searcher(Settings(archive=held))) as searcher:
        yield searcher


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ("2021-03", {"hari", "bulan"}),
        ("2021", {"hari", "bulan", "tahun"}),
        ("2021-03-05", {"hari"}),
        ("2021-03-01..2021-03-30", {"hari"}),
        ("2021-02..2021-04", {"hari", "bulan"}),
        ("2021..", {"hari", "bulan", "tahun"}),
        ("..2020", {"lain"}),
        ("..2021-06", {"hari", "bulan", "lain"}),
    ],
)
def test_a_month_is_found_by_whatever_holds_all_of_it(opened: Searcher, days: str, found: set[str]) -> None:
    assert {hit.id for hit in find(SearchRequest(query=f"tanggal:{days}"), opened).hits} == found


def test_the_filter_of_the_date_finds_what_the_query_finds(opened: Searcher) -> None:
    request = SearchRequest(first=dt.date(2021, 3, 1), last=dt.date(2021, 3, 31))
    assert {hit.id for hit in find(request, opened).hits} == {"hari", "bulan"}


def test_only_what_has_no_year_is_undated(opened: Searcher) -> None:
    assert {hit.id for hit in find(SearchRequest(undated=True), opened).hits} == {"tanpa", "salah"}


def test_a_year_counts_what_is_in_none_of_its_months(opened: Searcher) -> None:
    dates = find(SearchRequest(query="banjir"), opened).dates
    assert [(year.value, year.count) for year in dates] == [("2021", 3), ("2020", 1), ("undated", 2)]
    assert [(month.value, month.count) for month in dates[0].children] == [("2021-03", 2)]


def test_every_year_says_how_many_a_click_on_it_gives(opened: Searcher) -> None:
    for year in find(SearchRequest(), opened).dates[:2]:
        first, last = dt.date(int(year.value), 1, 1), dt.date(int(year.value), 12, 31)
        assert find(SearchRequest(first=first, last=last), opened).total == year.count


def test_a_month_is_in_the_column_of_months_and_of_no_day(opened: Searcher) -> None:
    spans = find(SearchRequest(query="banjir"), opened).timeline
    assert {span.first: span.count for span in spans if span.count} == {dt.date(2020, 12, 1): 1, dt.date(2021, 3, 1): 2}
    request = SearchRequest(first=dt.date(2021, 3, 1), last=dt.date(2021, 3, 31))
    daily = find(request, opened).timeline
    assert [span.first for span in daily if span.count] == [dt.date(2021, 3, 5)]


def test_days_of_which_none_has_an_article_are_not_drawn(opened: Searcher) -> None:
    assert find(SearchRequest(query="bogor"), opened).timeline == ()


@pytest.mark.parametrize(("unit", "count"), [("day", 2), ("month", 3), ("year", 4)])
def test_a_histogram_leaves_out_what_is_not_known_so_precisely(opened: Searcher, unit: Unit, count: int) -> None:
    columns = opened.authority_file().columns
    rows = np.arange(len(columns), dtype=np.int32)
    assert sum(bucket.count for bucket in histogram(columns, rows, unit)) == count


def test_the_day_of_every_year_is_a_day(opened: Searcher) -> None:
    assert find(SearchRequest(day="03-01"), opened).total == 0
    assert {hit.id for hit in find(SearchRequest(day="03-05"), opened).hits} == {"hari"}


def test_the_date_is_given_as_precisely_as_it_is_known(opened: Searcher) -> None:
    found = {hit.id: hit.date for hit in find(SearchRequest(), opened).hits}
    expected = {"hari": "2021-03-05", "bulan": "2021-03", "tahun": "2021", "lain": "2020-12-31"}
    assert found == expected | {"tanpa": "", "salah": ""}


def test_a_page_says_why_a_date_was_not_read(opened: Searcher) -> None:
    page = read_article("salah", opened)
    assert page
    assert (page.date, page.printed_date, page.date_doubt) == ("", "31/02/2021", "impossible")


def test_coverage_tells_months_from_the_undated_and_counts_doubts(held: Path) -> None:
    with open_archive(held, read_only=True) as archive:
        (told,) = coverage(archive)
    assert (told.undated, told.vague, told.doubted) == (2, 2, 1)
