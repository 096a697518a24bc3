"""An article and its reprints, as its page lists them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from search.request import SearchRequest
from search.results import ArticlePage
from search.web import urls
from search.web.hits import UNTITLED
from search.web.language import text

MOST = 100


@dataclass(frozen=True, slots=True)
class CopyLine:
    """One of the articles that are reprints of each other."""

    title: str
    url: str
    """``""`` for the article that is read."""
    source: str
    day: dt.date | None
    date: str
    notes: str
    """``pertama dimuat, teks sama``, or ``""``."""


@dataclass(frozen=True, slots=True)
class CopyList:
    """Articles that are reprints of each other, the first published first."""

    lines: tuple[CopyLine, ...]
    more: int
    """How many further ones there are."""


def copies(found: ArticlePage) -> CopyList:
    """Of an article without reprints none."""
    shown = range(min(len(found.copies), MOST))
    return CopyList(tuple(_copy(found, number) for number in shown), len(found.copies) - len(shown))


def _copy(found: ArticlePage, number: int) -> CopyLine:
    one = found.copies[number]
    is_this = one.id == found.id
    notes = (
        text("pertama dimuat") if number == 0 else "",
        text("artikel ini") if is_this else text("teks sama") if one.is_equal else "",
    )
    return CopyLine(
        title=one.title or text(UNTITLED),
        url="" if is_this else urls.article_url(one.id, SearchRequest()),
        source=one.source,
        day=one.day,
        date=one.date,
        notes=", ".join(filter(None, notes)),
    )
