"""When the matches were published, the spans without any among them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from index import columns
from index.columns import Columns
from search.evaluate.histogram import Unit, dates, histogram
from search.request import Filters

DAYS = (dt.date(2019, 12, 30), None, dt.date(2020, 1, 2), dt.date(2020, 1, 2), dt.date(2021, 3, 1))


@pytest.fixture
def held() -> Columns:
    ordinals = np.array([day.toordinal() if day else 0 for day in DAYS], np.int32)
    return replace(columns.empty(), number=np.arange(len(DAYS)), day=ordinals)


ALL = np.arange(len(DAYS), dtype=np.int32)
LATER = [("2021-01", 0), ("2021-02", 0), ("2021-03", 1)]


@pytest.mark.parametrize(
    ("unit", "rows", "expected"),
    [
        ("year", ALL, [("2019", 1), ("2020", 2), ("2021", 1)]),
        ("month", ALL[:3], [("2019-12", 1), ("2020-01", 1)]),
        ("month", ALL[2:], [("2020-01", 2), *((f"2020-{m:02d}", 0) for m in range(2, 13)), *LATER]),
        ("day", ALL[:3], [("2019-12-30", 1), ("2019-12-31", 0), ("2020-01-01", 0), ("2020-01-02", 1)]),
        ("day", ALL[1:2], []),
        ("year", ALL[:0], []),
    ],
)
def test_every_span_from_the_first_to_the_last_has_a_bucket(
    held: Columns, unit: Unit, rows: np.ndarray[tuple[int], np.dtype[np.int32]], expected: list[tuple[str, int]]
) -> None:
    assert [(bucket.value, bucket.count) for bucket in histogram(held, rows, unit)] == expected


def test_years_fall_and_hold_the_months_that_occur(held: Columns) -> None:
    found = dates(held, ALL, Filters())
    assert [(b.value, b.count) for b in found] == [("2021", 1), ("2020", 2), ("2019", 1), ("undated", 1)]
    assert [(b.value, b.count) for b in found[1].children] == [("2020-01", 2)]


def test_nothing_found_has_no_dates(held: Columns) -> None:
    assert dates(held, ALL[:0], Filters()) == ()
    assert [b.value for b in dates(held, ALL[:0], Filters(undated=True))] == ["undated"]
