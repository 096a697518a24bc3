"""Answers of the service made by hand, with one text in every place that an article or a reader fills."""

from __future__ import annotations

import datetime as dt

from index.article import Dateline
from index.schema import FACETS
from search.results import ArticlePage, DateBucket, Diagnostic, FacetValue, Hit, NameRef, SearchPage


def hit(text: str) -> Hit:
    ref = (NameRef(text, text),)
    piece = ((text, False), (text, True))
    day = dt.date(2022, 9, 15)
    return Hit(
        id=text, title=text, title_marked=piece, date="2022-09-15", day=day, source=text, section=text, author=text,
        url=text, score=1.0, snippets=(piece,), persons=ref, places=ref,
    )  # fmt: skip


def search_page(text: str) -> SearchPage:
    return SearchPage(
        query=text,
        total=1,
        took_ms=1.0,
        generation=1,
        page=1,
        size=10,
        match="any",
        diagnostics=(Diagnostic("kind", text, 0, len(text)),),
        hits=(hit(text),),
        facets={name: (FacetValue(text, text, 1, selected=True), FacetValue("b", text, 1)) for name in FACETS},
        dates=(DateBucket("2022", 1, children=(DateBucket("2022-09", 1),)), DateBucket("undated", 1)),
        names={name: {text: text} for name in FACETS},
    )


def article_page(text: str) -> ArticlePage:
    ref = (NameRef(text, text),)
    return ArticlePage(
        id=text, title=text, body=text, date="", day=None, printed_date=text, source=text, section=text, author=text,
        url=text, dateline=Dateline(text, text), persons=ref, places=ref, organisations=ref,
        marked=(((text, False), (text, True)),),
    )  # fmt: skip
