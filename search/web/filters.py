"""How a value is written, in the language of the page. Registered as Jinja filters."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from itertools import chain

from babel.dates import format_date
from markupsafe import Markup

from search.results import Snippet
from search.web import language

WIB = dt.timezone(dt.timedelta(hours=7))
ZONES = {"+07:00": "WIB", "+08:00": "WITA", "+09:00": "WIT"}

MARK, END_MARK = Markup("<mark>"), Markup("</mark>")
ITALIC, END_ITALIC = Markup("<i>"), Markup("</i>")


def tanggal(day: dt.date | None) -> str:
    """``Kamis, 15 September 2022``; ``tanpa tanggal`` for None."""
    return written(day, "EEEE, d MMMM y", language.current()) if day else language.text("tanpa tanggal")


def terbit(date: str) -> str:
    """An ISO date as precise as it is: ``Kamis, 15 September 2022``, ``September 2022``, ``2022`` or none."""
    if len(date) >= len("2022-09-15"):
        return tanggal(dt.date.fromisoformat(date[:10]))
    if len(date) == len("2022-09"):
        return written(dt.date(int(date[:4]), int(date[5:]), 1), "LLLL y", language.current())
    return date or language.text("tanpa tanggal")


def tanggal_pendek(day: dt.date | None) -> str:
    """``15 Sep 2022``, for narrow places."""
    return written(day, "d MMM y", language.current()) if day else language.text("tanpa tanggal")


def tanggal_sebulan(day: dt.date) -> str:
    """``15 September``, of any year."""
    return written(day, "d MMMM", language.current())


@lru_cache(maxsize=4096)
def written(day: dt.date, form: str, locale: str) -> str:
    """A day in one of CLDR's patterns."""
    return format_date(day, form, locale=locale)


def saat(moment: dt.datetime) -> str:
    """``25 Nov 2026 08.10 WIB``, for any moment with a zone."""
    there = moment.astimezone(WIB)
    return f"{tanggal_pendek(there.date())} {there:%H.%M} WIB"


def bulan(day: dt.date) -> str:
    """``September``."""
    return written(day, "LLLL", language.current())


def pukul(date: str) -> str:
    """``pukul 10.30 WIB`` when the ISO *date* has a time of day, else ``""``; other zones keep their offset."""
    _, has_time, clock = date.partition("T")
    if not has_time:
        return ""
    zone = clock[8:] if clock[5:6] == ":" else clock[5:]
    hours = clock[:5] if language.current() == "en" else f"pukul {clock[:5].replace(':', '.')}"
    return f"{hours} {ZONES.get(zone, zone)}".rstrip()


def angka(number: int) -> str:
    """``1.234``."""
    return language.number(number)


def sorot(snippet: Snippet) -> Markup:
    """A snippet's pieces as escaped text, the matching ones in ``<mark>``."""
    pieces = ((MARK, text, END_MARK) if matched else (text,) for text, matched in snippet)
    return Markup("").join(chain.from_iterable(pieces))


def miring(pieces: Snippet) -> Markup:
    """A reference's pieces as escaped text, the titles of newspapers in ``<i>``."""
    written = ((ITALIC, text, END_ITALIC) if slanted else (text,) for text, slanted in pieces)
    return Markup("").join(chain.from_iterable(written))


FILTERS = {f.__name__: f for f in (tanggal, terbit, tanggal_pendek, bulan, pukul, angka, sorot, miring)}
