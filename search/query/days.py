"""The date part of a query: ``2019``, ``2019-09..2020``, ``7 hari``, ``15 September 2019`` -> Days, and back."""

from __future__ import annotations

import datetime as dt
import re

from search.query.tree import Days
from search.request import read_day

MOST_WORDS = 5
"""Words of the longest date: ``15 september 2019..15 september 2020``."""

MONTHS = (
    *("januari", "februari", "maret", "april", "mei", "juni"),
    *("juli", "agustus", "september", "oktober", "november", "desember"),
)
_MONTH = re.compile(rf"(?:(\d{{1,2}})-)?({'|'.join(MONTHS)})-(\d{{4}})", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})", re.ASCII)
_LAST = re.compile(r"(\d{1,4})-(hari|minggu|pekan|bulan|tahun)(?:-terakhir)?", re.ASCII)
_NAMED = "hari-ini|kemarin|today|yesterday|(?:minggu|pekan|bulan|tahun)-(?:ini|lalu)"
_WORDS = re.compile(rf"(?:{_NAMED}|{_LAST.pattern}|{_MONTH.pattern})", re.ASCII)


def read_days(text: str, today: dt.date | None = None) -> Days | None:
    """The days *text* names; None when it names none, or needs a *today* it was not given.

    Of a range that is written the wrong way round the first day is after the last.
    """
    start, dots, end = _joined(text.strip(" ,;").split()).partition("..")
    if not dots:
        return _side(start, today)
    start, end = start.strip("-"), end.strip("-")
    first, last = _side(start, today), _side(end, today)
    if (start and not first) or (end and not last) or not (first or last):
        return None
    return Days(first.first if first else None, last.last if last else None)


def words_of_date(words: list[str]) -> int:
    """How many of the *words*, from the first on, name days together: 2 of ``hari ini banjir``; else 1."""
    for n in range(min(len(words), MOST_WORDS), 1, -1):
        sides = _joined([*words[: n - 1], words[n - 1].rstrip(",;")]).split("..")
        named = [side for side in sides if _WORDS.fullmatch(side)]
        if named and len(sides) <= 2 and all(side in named or not side or _side(side, None) for side in sides):
            return n
    return 1


def spell_days(days: Days) -> str:
    """The shortest text that reads as *days*."""
    if days.first and days.last:
        iso = days.first.isoformat()
        for text in (iso[:4], iso[:7], iso):
            if read_days(text) == days:
                return text
    return f"{days.first or ''}..{days.last or ''}"


def _joined(words: list[str]) -> str:
    return "-".join(words).lower()


def _side(text: str, today: dt.date | None) -> Days | None:
    if first := read_day(text):
        return Days(first, read_day(text, last=True))
    if match := _NUMBERS.fullmatch(text):
        return _days_of(f"{match[4]}-{match[3]}-{match[1]}")
    if match := _MONTH.fullmatch(text):
        month = f"{match[3]}-{MONTHS.index(match[2]) + 1}"
        return _days_of(f"{month}-{match[1]}" if match[1] else month)
    try:
        return _from_today(text, today) if today else None
    except (ValueError, OverflowError):
        return None  # before the year 1


def _days_of(text: str) -> Days | None:
    first, last = read_day(text), read_day(text, last=True)
    return Days(first, last) if first and last else None


def _from_today(text: str, today: dt.date) -> Days | None:  # noqa: PLR0911 (a table)
    day = dt.timedelta(days=1)
    if match := _LAST.fullmatch(text):
        n = int(match[1])
        return Days(_before(today, n, match[2]) + day, today) if n else None
    match text:
        case "hari-ini" | "today":
            return Days(today, today)
        case "kemarin" | "yesterday":
            return Days(today - day, today - day)
        case "minggu-ini" | "pekan-ini":
            monday = today - today.weekday() * day
            return Days(monday, monday + 6 * day)
        case "minggu-lalu" | "pekan-lalu":
            monday = today - (today.weekday() + 7) * day
            return Days(monday, monday + 6 * day)
        case "bulan-ini":
            return _days_of(today.isoformat()[:7])
        case "bulan-lalu":
            return _days_of((today.replace(day=1) - day).isoformat()[:7])
        case "tahun-ini":
            return _days_of(today.isoformat()[:4])
        case "tahun-lalu":
            return _days_of(_before(today, 1, "tahun").isoformat()[:4])
        case _:
            return None


def _before(today: dt.date, n: int, unit: str) -> dt.date:
    """The day *n* of *unit* ago; the last of its month where that is shorter."""
    if unit in {"bulan", "tahun"}:
        month = today.year * 12 + today.month - 1 - n * (12 if unit == "tahun" else 1)
        first = dt.date(month // 12, month % 12 + 1, 1)
        following = (first + dt.timedelta(days=31)).replace(day=1)
        return min(first + dt.timedelta(days=today.day - 1), following - dt.timedelta(days=1))
    return today - dt.timedelta(days=n * (1 if unit == "hari" else 7))
