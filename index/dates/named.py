"""Days that a text names, as data for its readers: ``Kamis (15/9)`` is 15 September of the year of its article.

A day without a year is the one nearest to the article's own date, days to come counting more, for most news is of
what was; the day of the week, where one stands before it, chooses between years, and is told where it does not hold.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from index.article import Published
from index.dates.months import WEEKDAYS, month_pattern, months

FARTHEST = 366
"""Days that one without a year may be away from its article; more than a year is printed with its year."""
SURE = 31
"""Days within which a wrong day of the week is a slip, and no sign of another year."""
AHEAD = 3
"""A day to come counts as so many that were."""


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day that stands in a text."""

    start: int
    """Offsets of its words: ``text[start:end]``."""
    end: int
    day: dt.date
    has_year: bool
    """Printed with its year; else that was taken from the article's date."""
    is_weekday_right: bool | None
    """Whether the day of the week beside it is that day's; None where there is none."""


def named_days(text: str, published: Published) -> tuple[NamedDay, ...]:
    """Every day that *text* names by number and month, in its order; those that cannot be told are left out."""
    return tuple(_found(text, published))


def _found(text: str, published: Published) -> Iterator[NamedDay]:
    for match in _pattern().finditer(text):
        month = int(match["number"]) if match["number"] else months()[match["name"].lower()]
        number = int(match["day"] or match["second"])
        weekday = WEEKDAYS[match["weekday"].lower()] if match["weekday"] else None
        year = match["year"] or match["long"] or ""
        day = _dated(int(year), month, number) if year else _nearest(month, number, weekday, published)
        if day:
            right = None if weekday is None else day.weekday() == weekday
            yield NamedDay(match.start(), match.end(), day, bool(year), right)


def _nearest(month: int, number: int, weekday: int | None, published: Published) -> dt.date | None:
    """The one in the year that puts it nearest to the article; of two, the one whose day of the week is right."""
    span = published.span
    if span is None or len(published.known) == len("2022"):
        return None
    years = range(max(span[0].year - 1, 1), min(span[1].year + 1, 9999) + 1)
    days = [day for year in years if (day := _dated(year, month, number))]
    near = [day for day in days if _distance(day, span) <= FARTHEST]
    nearest = min(near, key=lambda day: _distance(day, span), default=None)
    if weekday is None or nearest is None or _distance(nearest, span) <= SURE:
        return nearest
    right = [day for day in near if day.weekday() == weekday]
    return min(right, key=lambda day: _distance(day, span), default=nearest)


def _distance(day: dt.date, span: tuple[dt.date, dt.date]) -> int:
    return max((span[0] - day).days, AHEAD * (day - span[1]).days, 0)


def _dated(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


@cache
def _pattern() -> re.Pattern[str]:
    """``(15/9)``, ``(15/9/2022)``, ``15 September`` and ``15 September 2022``; numbers alone only in brackets."""
    weekday = rf"(?:\b(?P<weekday>{'|'.join(WEEKDAYS)})(?:\s[a-z]{{3,6}}){{0,2}},?\s{{0,2}})?"
    numbers = r"\(\s?(?P<day>[0-9]{1,2})/(?P<number>[0-9]{1,2})(?:/(?P<year>[0-9]{4}|[0-9]{2}))?\s?\)"
    words = (
        rf"(?<![0-9/.,:])(?P<second>[0-9]{{1,2}})\s(?P<name>{month_pattern()})\b\.?(?:\s(?P<long>[0-9]{{4}})(?![0-9]))?"
    )
    return re.compile(rf"{weekday}(?:{numbers}|{words})", re.IGNORECASE | re.ASCII)
