"""The date part of a query: ``2019``, ``2019-09..2020``, ``kemarin`` -> Days, and back."""

from __future__ import annotations

import datetime as dt

from search.query.tree import Days
from search.request import read_day


def read_days(text: str, today: dt.date | None = None) -> Days | None:
    """The days *text* names; None when it names none, ends before it begins, or needs a *today* it was not given."""
    text = _absolute(text.strip(" ,;").lower(), today)
    start, dots, end = text.partition("..")
    first = read_day(start)
    last = read_day(end if dots else start, last=True)
    if (start and not first) or (dots and end and not last):
        return None
    if not (first or last) or (first and last and first > last):
        return None
    return Days(first, last)


def spell_days(days: Days) -> str:
    """The shortest text that reads as *days*."""
    if days.first and days.last:
        iso = days.first.isoformat()
        for text in (iso[:4], iso[:7], iso):
            if read_days(text) == days:
                return text
    return f"{days.first or ''}..{days.last or ''}"


def _absolute(text: str, today: dt.date | None) -> str:
    """*text* with a day named from today put as a date."""
    if today is None:
        return text
    match text:
        case "hari-ini" | "today":
            return today.isoformat()
        case "kemarin" | "yesterday":
            return (today - dt.timedelta(days=1)).isoformat() if today > dt.date.min else text
        case "bulan-ini":
            return today.isoformat()[:7]
        case "tahun-ini":
            return today.isoformat()[:4]
        case _:
            return text
