"""Printed dates into days, or months and years where no more is printed: ISO, Indonesian and English, never an error.

What Indonesian newsrooms print is read here; the rest is tried by ``dateparser``, bounded in length and cached.
"""

from __future__ import annotations

import datetime as dt
import re
import warnings
from collections.abc import Iterator
from functools import cache, lru_cache

from index.article import Published
from index.dates.months import month_pattern, months

MAX_LENGTH = 100
"""Characters; a longer text is no date, and is not handed to a slow parser."""
PIVOT = 69
"""Two-digit years from here on belong to the twentieth century, as in POSIX."""

YEARS = (1600, 2199)
"""A year alone may be a number of anything beyond these."""
FIRST_YEAR = 1900
AHEAD = dt.timedelta(days=2)
"""Papers are dated ahead, and clocks differ."""
UNREADABLE, IMPOSSIBLE, FUTURE, EARLY = "unreadable", "impossible", "future", "early"

JAKARTA = dt.timedelta(hours=7)
MIDNIGHT = dt.time(0, 0)
ZONE = r"(?P<zone>WIB|WITA|WIT|Z|(?:UTC|GMT)?[+-][0-9]{1,2}(?::?[0-9]{2})?|UTC|GMT)"
ISO = re.compile(
    r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"
    r"(?:[T ](?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?(?: ?" + ZONE + ")?)?",
)
NUMERIC = re.compile(
    r"(?<![0-9])(?P<day>[0-9]{1,2})(?P<sep>[/.-])(?P<month>[0-9]{1,2})(?P=sep)(?P<year>[0-9]{4})(?![0-9])"
)
CLOCK = re.compile(
    r"(?<![0-9])(?P<hour>[0-9]{1,2})[.:](?P<minute>[0-9]{2})(?:[.:](?P<second>[0-9]{2}))?(?![0-9])"
    r"\s*(?P<half>[AP]M\b)?\s*(?:\(?" + ZONE + r"(?![A-Za-z]))?",
    re.IGNORECASE | re.ASCII,
)


def read_published(printed: str) -> Published:
    """The day, and time and zone where printed; else the month or year; and why nothing was read where nothing was.

    Midnight without a zone is what databases write for "no time known", so it is no time. A time in UTC is what
    programs write, feeds above all: its day is the one that readers in Jakarta had (WIB), and so is its time.
    """
    text = " ".join(printed.split())
    if not text:
        return Published(printed)
    if len(text) > MAX_LENGTH:
        return Published(printed, doubt=UNREADABLE)
    if match := ISO.fullmatch(text):
        return _published(printed, match, match["month"], match if match["hour"] else None)
    for match, month in _dates(text):
        return _published(printed, match, month, _clock(text, match))
    if known := _known(text):
        return Published(printed, known=known)
    day = _parsed(text)
    return Published(printed, day, doubt="" if day else UNREADABLE)


def doubt_of(published: Published, today: dt.date) -> str:
    """Why it may be wrong, in the light of *today*, when its record was read; what was said of it before stays."""
    span = published.span
    if published.doubt or span is None:
        return published.doubt
    if span[0] - today > AHEAD:
        return FUTURE
    return EARLY if span[1].year < FIRST_YEAR else ""


def _known(text: str) -> str:
    """``2021-03`` or ``2021`` of a text that is nothing but a month and a year, or a year."""
    for pattern in _vague():
        if (match := pattern.fullmatch(text)) and YEARS[0] <= int(match["year"]) <= YEARS[1]:
            found = match.groupdict()
            month = int(found.get("month") or 0) or months().get((found.get("name") or "").lower(), 0)
            return f"{match['year']}-{month:02}" if month else match["year"] if len(found) == 1 else ""
    return ""


def _dates(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """The dates of *text* with the number of their month."""
    for pattern in (NUMERIC, *_worded()):
        for match in pattern.finditer(text):
            yield match, match["month"] if pattern is NUMERIC else str(months()[match["month"].lower()])
    for match in ISO.finditer(text):
        yield match, match["month"]


def _published(printed: str, date: re.Match[str], month: str, clock: re.Match[str] | None) -> Published:
    year = int(date["year"])
    if len(date["year"]) == 2:
        year += 1900 if year >= PIVOT else 2000
    try:
        day = dt.date(year, int(month), int(date["day"]))
    except ValueError:
        return Published(printed, doubt=IMPOSSIBLE)
    time, zone = _time(clock) if clock else (None, "")
    if time and zone == "+00:00" and day < dt.date.max:
        moment = dt.datetime.combine(day, time) + JAKARTA
        return Published(printed, moment.date(), moment.time(), "+07:00")
    return Published(printed, day, time, zone)


def _clock(text: str, date: re.Match[str]) -> re.Match[str] | None:
    return CLOCK.search(text, date.end()) or CLOCK.search(text[: date.start()])


def _time(clock: re.Match[str]) -> tuple[dt.time | None, str]:
    hour, zone = int(clock["hour"]), _zone(clock["zone"] or "")
    half = (clock.groupdict().get("half") or "").upper()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "PM" else 0)
    try:
        time = dt.time(hour, int(clock["minute"]), int(clock["second"] or 0))
    except ValueError:
        return None, ""
    return (None, "") if time == MIDNIGHT and not zone else (time, zone)


def _zone(printed: str) -> str:
    """``WIB``, ``WITA``, ``WIT`` or ``+07:00``."""
    zone = printed.upper()
    if zone in ("Z", "UTC", "GMT"):
        return "+00:00"
    digits = zone.removeprefix("UTC").removeprefix("GMT")
    if digits[:1] not in ("+", "-"):
        return zone
    hours, _, minutes = digits[1:].partition(":")
    if len(hours) > 2:
        hours, minutes = hours[:-2], hours[-2:]
    return f"{digits[0]}{hours:0>2}:{minutes or '00'}"


@cache
def _worded() -> tuple[re.Pattern[str], ...]:
    """ "15 September 2022", "23-Sep-19" and "Juli 09, 2019"."""
    names = month_pattern()
    gap = r"[\s.,/+-]{1,3}"
    return (
        re.compile(
            rf"(?<![0-9])(?P<day>[0-9]{{1,2}}){gap}(?P<month>{names}){gap}(?P<year>[0-9]{{4}}|[0-9]{{2}})(?![0-9])",
            re.IGNORECASE | re.ASCII,
        ),
        re.compile(
            rf"\b(?P<month>{names}){gap}(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?{gap}(?P<year>[0-9]{{4}})(?![0-9])",
            re.IGNORECASE | re.ASCII,
        ),
    )


@cache
def _vague() -> tuple[re.Pattern[str], ...]:
    """ "2021-03", "03/2021", "Maret 2021" and "2021"."""
    return (
        re.compile(r"(?P<year>[0-9]{4})[/-](?P<month>0?[1-9]|1[0-2])", re.ASCII),
        re.compile(r"(?P<month>0?[1-9]|1[0-2])[/-](?P<year>[0-9]{4})", re.ASCII),
        re.compile(rf"(?P<name>{month_pattern()})[\s.,/-]{{1,3}}(?P<year>[0-9]{{4}})", re.IGNORECASE | re.ASCII),
        re.compile(r"(?P<year>[0-9]{4})", re.ASCII),
    )


@lru_cache(maxsize=4096)
def _parsed(text: str) -> dt.date | None:
    if not any(character.isdigit() for character in text):
        return None
    import dateparser  # noqa: PLC0415  half a second, for dates that few archives hold

    settings = {
        "DATE_ORDER": "DMY",
        "PARSERS": ["absolute-time"],
        "REQUIRE_PARTS": ["day", "month", "year"],
        "STRICT_PARSING": True,
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found = dateparser.parse(text, languages=["id", "en"], settings=settings)
        except (ValueError, OverflowError, OSError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
            return None  # it promises None for what it cannot read, and does not always keep the promise
    return found.date() if found else None
