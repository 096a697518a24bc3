"""How many matching articles were published when: by year and month for the page, by any unit with its empty spans."""

from __future__ import annotations

import calendar
import datetime as dt
from functools import lru_cache
from typing import Literal

import numpy as np
import numpy.typing as npt

from index.columns import Columns
from search.evaluate.postings import Rows
from search.request import Filters
from search.results import DateBucket

UNDATED = "undated"

Unit = Literal["year", "month", "day"]
MONTH = 31
PRECISE: dict[str, int] = {"day": 1, "month": MONTH, "year": 366}
"""To how many days a date must be known to stand in a column of this unit."""


def dates(columns: Columns, rows: Rows, filters: Filters) -> tuple[DateBucket, ...]:
    """Years in falling order with their months in rising order, then the undated; only those that occur.

    A year may hold more than its months: articles of which no more is known.
    """
    monthly = columns.within(rows, MONTH)
    found = _by_month(columns, monthly)
    undated = int(found[0])
    yearly = _only_years(columns, rows) if len(monthly) < len(rows) else {}
    by_year: dict[int, list[DateBucket]] = {}
    months = np.flatnonzero(found[1:])
    for month, count in zip(months.tolist(), found[months + 1].tolist(), strict=True):
        by_year.setdefault(month // 12, []).append(_month(month, count, filters))
    years = [
        _year(year, by_year.get(year, []), yearly.get(year, 0), filters)
        for year in sorted(by_year.keys() | yearly.keys(), reverse=True)
    ]
    return tuple(years + ([DateBucket(UNDATED, undated, filters.undated)] if undated or filters.undated else []))


def _by_month(columns: Columns, rows: Rows) -> npt.NDArray[np.int64]:
    """How many of *rows* are of each month since year 0, behind those that are undated."""
    first = columns.first_month
    if 4 * len(rows) > 3 * len(columns):
        others = np.ones(len(columns), np.bool_)
        others[rows] = False
        counted = columns.by_month - np.bincount(columns.month_places[others], minlength=len(columns.by_month))
    else:
        counted = np.bincount(columns.month_places.take(rows), minlength=1)
    return np.concatenate([counted[:1], np.zeros(max(first, 0), np.int64), counted[1:]])


def histogram(columns: Columns, rows: Rows, unit: Unit) -> tuple[DateBucket, ...]:
    """Every year, month or day from the first that occurs to the last, in rising order, empty ones too.

    What is only known to the month stands in no day, and what is only known to the year in no month.
    """
    dated = columns.within(rows[columns.day[rows] > 0], PRECISE[unit])
    numbers = _numbers(columns, unit)[dated]
    if not len(numbers):
        return ()
    first = int(numbers.min())
    counted = np.bincount(numbers - first).tolist()
    return tuple(DateBucket(_named(first + n, unit), count) for n, count in enumerate(counted))


def _numbers(columns: Columns, unit: Unit) -> npt.NDArray[np.integer]:
    if unit == "day":
        return columns.day
    return columns.months // 12 if unit == "year" else columns.months


def _named(number: int, unit: Unit) -> str:
    if unit == "day":
        return dt.date.fromordinal(number).isoformat()
    return f"{number:04d}" if unit == "year" else _month_named(number)


def _only_years(columns: Columns, rows: Rows) -> dict[int, int]:
    """How many of *rows* there are of each year of which no more is known."""
    vague = rows[columns.days.take(rows) > MONTH]
    counted = np.bincount(columns.months.take(vague) // 12)
    return {year: int(counted[year]) for year in np.flatnonzero(counted).tolist()}


def _year(year: int, months: list[DateBucket], others: int, filters: Filters) -> DateBucket:
    """With *others*, which are of no month that is known."""
    is_chosen = _is_chosen(filters, dt.date(year, 1, 1), 366 if calendar.isleap(year) else 365)
    return DateBucket(f"{year:04d}", sum(month.count for month in months) + others, is_chosen, tuple(months))


def _month(number: int, count: int, filters: Filters) -> DateBucket:
    if not filters.first:
        return DateBucket(_month_named(number), count)
    first = dt.date(number // 12, number % 12 + 1, 1)
    days = calendar.monthrange(first.year, first.month)[1]
    return DateBucket(_month_named(number), count, _is_chosen(filters, first, days))


@lru_cache(maxsize=2_000)  # a page shows hundreds of months
def _month_named(number: int) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def _is_chosen(filters: Filters, first: dt.date, days: int) -> bool:
    """Whether the filter is just the *days* from *first* on."""
    if filters.undated or filters.first != first or filters.last is None:
        return False
    return (filters.last - first).days == days - 1
