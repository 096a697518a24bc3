"""Many links of a page that differ in one value alone: the address is written once, with a gap that each value fills.

A page of results has hundreds of them. What a function here gives is, character for character, what urls.py gives.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import quote_plus

from search.request import SearchRequest
from search.web import language, urls
from search.web.paths import path_of

_VALUE = "\ue000nilai\ue001"
"""For private use: no archive has such a value. Where a query holds it, links are written one by one."""
_FIRST, _LAST = dt.date(1, 2, 3), dt.date(1, 2, 4)

ToValue = Callable[[str], str]
ToDays = Callable[[dt.date, dt.date], str]
ToArticle = Callable[[str, int], str]


def with_filter(request: SearchRequest, field: str) -> ToValue:
    """As urls.with_filter, for any value of *field*."""
    return _filled(lambda value: urls.with_filter(request, field, value), _known(request, field))


def with_excluded(request: SearchRequest, field: str) -> ToValue:
    """As urls.with_excluded, for any value of *field*."""
    return _filled(lambda value: urls.with_excluded(request, field, value), _known(request, field))


def with_days(request: SearchRequest) -> ToDays:
    """As urls.with_days, for any two days."""
    written = urls.with_days(request, _FIRST, _LAST)
    first, last = _FIRST.isoformat(), _LAST.isoformat()
    if written.count(first) != 1 or written.count(last) != 1:
        return lambda begin, end: urls.with_days(request, begin, end)
    before, rest = written.split(first)
    between, after = rest.split(last)
    return lambda begin, end: f"{before}{begin.isoformat()}{between}{end.isoformat()}{after}"


def to_article(request: SearchRequest) -> ToArticle:
    """As urls.article_url, for any article at any place from 1; 0 for none."""
    base = urls.article_base()
    args, kept = urls.encoded(request.to_args()), urls.encoded(language.kept())

    def written(key: str, at: int) -> str:
        told = "&".join(filter(None, (args, f"at={at}" if at else "", kept)))
        return f"{base}{path_of(key)}?{told}" if told else f"{base}{path_of(key)}"

    return written


@lru_cache(maxsize=8192)
def _written(value: str) -> str:
    """The same values stand on page after page."""
    return quote_plus(value)


def _known(request: SearchRequest, field: str) -> frozenset[str]:
    """Values whose links change more than one place of the address."""
    return frozenset(value for name, value in (*request.chosen, *request.excluded) if name == field)


def _filled(write: ToValue, known: frozenset[str]) -> ToValue:
    before, gap, after = write(_VALUE).partition(quote_plus(_VALUE))
    if not gap or quote_plus(_VALUE) in after:
        return write
    return lambda value: write(value) if value in known else f"{before}{_written(value)}{after}"
