"""The time of a search: the drawing of its hits along the time, and the spans that are often wanted."""

from __future__ import annotations

import datetime as dt

from search.request import SearchRequest
from search.results import SearchPage, Span
from search.web import filters, narrowing, stems, urls
from search.web.language import text
from search.web.parts import Link, TimeBar, Timeline

WIDTH, HEIGHT = 1200, 100
"""Of the drawing, in its own units, which are stretched to the page."""
WIDEST, GAP = 40, 2
"""A column at most, and between two columns at least."""
LEAST = 3
"""A height that can still be seen."""


def timeline(request: SearchRequest, found: SearchPage) -> Timeline | None:
    """The drawing; None where it would be a single column that leads nowhere."""
    spans = found.timeline
    bounded = bool(request.first or request.last)
    if not spans or (len(spans) < 2 and not bounded):
        return None
    most = max(span.count for span in spans)
    unit = _unit(spans)
    step = WIDTH // len(spans)
    between = stems.with_days(request)
    bars = tuple(_bar(request, span, most, step * n, between) for n, span in enumerate(spans))
    return Timeline(
        unit={"day": text("per hari"), "month": text("per bulan"), "year": text("per tahun")}[unit],
        bars=bars,
        width=step * len(bars),
        step=step,
        thickness=min(step - GAP, WIDEST),
        inset=(step - min(step - GAP, WIDEST)) // 2,
        first=bars[0].label,
        last=bars[-1].label,
        most=most,
        wider_url=urls.with_days(request, None, None) if bounded else "",
    )


def _unit(spans: tuple[Span, ...]) -> str:
    longest = max((span.last - span.first).days for span in spans)
    return "day" if longest == 0 else "month" if longest < 31 else "year"


def _bar(request: SearchRequest, span: Span, most: int, x: int, between: stems.ToDays) -> TimeBar:
    height = max(LEAST, round(HEIGHT * span.count / most)) if span.count else 0
    is_all = (request.first, request.last) == (span.first, span.last)
    url = between(span.first, span.last) if span.count and not is_all else ""
    return TimeBar(narrowing.days_in_words(span.first, span.last), span.count, url, x, height)


def presets(request: SearchRequest, today: dt.date) -> tuple[Link, ...]:
    """Spans that are often wanted, counted from *today*; choosing the one that is chosen takes it back."""
    month, year = narrowing.days_of(today.isoformat()[:7]), narrowing.days_of(today.isoformat()[:4])
    spans = (
        (text("hari ini"), today, today),
        (text("7 hari terakhir"), today - dt.timedelta(days=6), today),
        (text("bulan ini"), *month),
        (text("tahun ini"), *year),
    )
    return (*(_preset(request, *span) for span in spans), _history(request, today))


def _preset(request: SearchRequest, label: str, first: dt.date, last: dt.date) -> Link:
    is_chosen = not request.undated and (request.first, request.last) == (first, last)
    url = urls.with_days(request, None, None) if is_chosen else urls.with_days(request, first, last)
    return Link(label, url, current=is_chosen)


def _history(request: SearchRequest, today: dt.date) -> Link:
    """This day of every year, or the one that is chosen, to be taken back."""
    day = request.day or today.strftime("%m-%d")
    label = text("%(day)s di setiap tahun", day=filters.tanggal_sebulan(day_of(day)))
    return Link(label, urls.with_day(request, "" if request.day else day), current=bool(request.day))


def day_of(anniversary: str) -> dt.date:
    """``09-15`` as a day, of a leap year."""
    return dt.date(2000, int(anniversary[:2]), int(anniversary[3:]))


def this_day(today: dt.date) -> Link:
    """This day in history, over all articles."""
    return _history(SearchRequest(), today)
