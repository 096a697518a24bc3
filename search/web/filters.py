"""How a value is written for readers of Indonesian. Registered as Jinja filters; each is a pure function."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from itertools import chain

from babel.dates import format_date
from markupsafe import Markup

from search.results import Snippet

WIB = dt.timezone(dt.timedelta(hours=7))
ZONES = {"+07:00": "WIB", "+08:00": "WITA", "+09:00": "WIT"}

MARK, END_MARK = Markup("<mark>"), Markup("</mark>")


@lru_cache(maxsize=4096)
def tanggal(day: dt.date | None) -> str:
    """``Kamis, 15 September 2022``; ``tanpa tanggal`` for None."""
    return format_date(day, "EEEE, d MMMM y", locale="id") if day else "tanpa tanggal"


@lru_cache(maxsize=4096)
def tanggal_pendek(day: dt.date | None) -> str:
    """``15 Sep 2022``, for narrow places."""
    return format_date(day, "d MMM y", locale="id") if day else "tanpa tanggal"


def saat(moment: dt.datetime) -> str:
    """``25 Nov 2026 08.10 WIB``, for any moment with a zone."""
    there = moment.astimezone(WIB)
    return f"{tanggal_pendek(there.date())} {there:%H.%M} WIB"


def bulan(day: dt.date) -> str:
    """``September``."""
    return format_date(day, "LLLL", locale="id")


def pukul(date: str) -> str:
    """``pukul 10.30 WIB`` when the ISO *date* has a time of day, else ``""``; other zones keep their offset."""
    _, has_time, clock = date.partition("T")
    if not has_time:
        return ""
    zone = clock[8:] if clock[5:6] == ":" else clock[5:]
    return f"pukul {clock[:5].replace(':', '.')} {ZONES.get(zone, zone)}".rstrip()


def angka(number: int) -> str:
    """``1.234``."""
    return f"{number:,}".replace(",", ".")


def sorot(snippet: Snippet) -> Markup:
    """A snippet's pieces as escaped text, the matching ones in ``<mark>``."""
    pieces = ((MARK, text, END_MARK) if matched else (text,) for text, matched in snippet)
    return Markup("").join(chain.from_iterable(pieces))


FILTERS = {f.__name__: f for f in (tanggal, tanggal_pendek, bulan, pukul, angka, sorot)}
