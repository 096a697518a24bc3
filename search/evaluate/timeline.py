"""The articles found, along the time they were published: every day, month or year between the first and the last."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.columns import Columns
from search.evaluate.histogram import PRECISE
from search.evaluate.postings import Rows
from search.request import Filters
from search.results import DateBucket, Span

MOST_DAYS = 62
"""Up to so many, days are shown; up to MOST_MONTHS months; else years, at most MOST_YEARS of them, the latest."""
MOST_MONTHS = 48
MOST_YEARS = 120

Ints = npt.NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class _Scale:
    """What is shown: from *first* to *last*, both included, by *unit*."""

    first: dt.date
    last: dt.date
    bounds: tuple[dt.date, dt.date] = (dt.date.min, dt.date.max)
    """No column reaches beyond these, which the reader set."""

    @property
    def unit(self) -> str:
        if (self.last - self.first).days < MOST_DAYS:
            return "day"
        return "month" if _month(self.last) - _month(self.first) < MOST_MONTHS else "year"

    def count(self, columns: Columns, rows: Rows) -> tuple[Span, ...]:
        """A span for each day, month or year; what is not known so precisely is in none."""
        rows = columns.within(rows, PRECISE[self.unit])
        days = columns.day[rows]
        numbers = days if self.unit == "day" else columns.months[rows]
        inside = (days >= self.first.toordinal()) & (days <= self.last.toordinal())
        return self._spans(numbers[inside])

    def _spans(self, numbers: Ints) -> tuple[Span, ...]:
        if self.unit == "year":
            numbers = numbers // 12
        first = self._number(self.first)
        counted = np.bincount(numbers - first, minlength=self._number(self.last) - first + 1).tolist()
        return tuple(self._span(first + n, count) for n, count in enumerate(counted))

    def _number(self, day: dt.date) -> int:
        return {"day": day.toordinal(), "month": _month(day), "year": day.year}[self.unit]

    def _span(self, number: int, count: int) -> Span:
        first, last = _days_of(number, self.unit)
        return Span(max(first, self.bounds[0]), min(last, self.bounds[1]), count)


def timeline(columns: Columns, rows: Rows, filters: Filters, dates: tuple[DateBucket, ...]) -> tuple[Span, ...]:
    """The articles in *rows* along the time; none where nothing is dated.

    *dates* are the same articles by year and month before the filter of the date, which saves counting them again.
    """
    if filters.undated or not len(rows):
        return ()
    if filters.first or filters.last:
        return _whole(filters, columns, rows)  # of a filter by date: none is undated
    months = {_month_of(month): month.count for year in dates for month in year.children}
    if not months or not columns.is_precise:
        dated = rows[columns.day[rows] > 0]
        return _whole(filters, columns, dated) if len(dated) else ()
    scale = _scale(
        filters, _days_of(min(months), "month")[0].toordinal(), _days_of(max(months), "month")[1].toordinal()
    )
    if scale.unit == "day":
        return scale.count(columns, rows)
    shown = [month for month in months if month >= _month(scale.first)]
    return scale._spans(np.repeat(shown, [months[month] for month in shown]))


def _whole(filters: Filters, columns: Columns, rows: Rows) -> tuple[Span, ...]:
    """Counted row by row, where of some no more is known than the month or year; none where no column has any."""
    scale = _scale(filters, int(columns.day[rows].min()), int(columns.last_day[rows].max()))
    spans = scale.count(columns, rows)
    return spans if any(span.count for span in spans) else ()


def _scale(filters: Filters, first: int, last: int) -> _Scale:
    """As far as the filter goes; as far as articles, from the day *first* to the day *last*, when that is too far."""
    found = dt.date.fromordinal(first), dt.date.fromordinal(last)
    begin, end = filters.first or found[0], filters.last or found[1]
    if end.year - begin.year >= MOST_YEARS:
        begin, end = max(begin, found[0]), min(end, found[1])
    if end.year - begin.year >= MOST_YEARS:
        begin = dt.date(end.year - MOST_YEARS + 1, 1, 1)
    return _Scale(begin, end, (filters.first or dt.date.min, filters.last or dt.date.max))


def _month(day: dt.date) -> int:
    return 12 * day.year + day.month - 1


def _month_of(bucket: DateBucket) -> int:
    return 12 * int(bucket.value[:4]) + int(bucket.value[5:]) - 1


def _days_of(number: int, unit: str) -> tuple[dt.date, dt.date]:
    if unit == "day":
        return dt.date.fromordinal(number), dt.date.fromordinal(number)
    if unit == "year":
        return dt.date(number, 1, 1), dt.date(number, 12, 31)
    year, month = number // 12, number % 12 + 1
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
