"""Answers of the service made by hand, with one text in every place that an article or a reader fills."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from index.article import Article, Dateline, Published
from index.schema import FACETS
from search.background import Background, Neighbours, Notice, Text
from search.copies import Copies, CopyRef
from search.results import (
    ArticlePage,
    DateBucket,
    Diagnostic,
    FacetPage,
    FacetValue,
    Hit,
    NameRef,
    QueryPart,
    SearchPage,
    Span,
)
from search.web.parts import Lack

DAY = dt.date(2022, 9, 15)
MOMENT = dt.datetime(2022, 9, 15, 3, tzinfo=dt.UTC)


def hit(text: str) -> Hit:
    ref = (NameRef(text, text),)
    piece = ((text, False), (text, True))
    day = dt.date(2022, 9, 15)
    return Hit(
        id=text, title=text, title_marked=piece, date="2022-09-15", day=day, source=text, section=text, author=text,
        url=text, score=1.0, snippets=(piece,), persons=ref, places=ref,
        copies=Copies(text, 2),
    )  # fmt: skip


def search_page(text: str) -> SearchPage:
    return SearchPage(
        query=text,
        total=1,
        listed=1,
        took_ms=1.0,
        generation=1,
        page=1,
        size=10,
        match="any",
        diagnostics=(Diagnostic("kind", text, 0, len(text)),),
        hits=(hit(text),),
        facets={name: (FacetValue(text, text, 1, selected=True), FacetValue("b", text, 1)) for name in FACETS},
        dates=(DateBucket("2022", 1, children=(DateBucket("2022-09", 1),)), DateBucket("undated", 1)),
        understood=(QueryPart("word", "text", text, text, text), QueryPart("word", "", text, text, text)),
        timeline=(Span(DAY, DAY, 1), Span(DAY, DAY, 0)),
        names={name: {text: text} for name in FACETS},
    )


def nothing(text: str) -> SearchPage:
    return replace(search_page(text), total=0, hits=(), timeline=())


def lacks(text: str) -> tuple[Lack, ...]:
    return (Lack(text, text, 1, "/", 0), Lack(text, text, 0, "/", 1))


def facet_page(text: str) -> FacetPage:
    return FacetPage((FacetValue(text, text, 1), FacetValue("b", text, 2)), 2, ("A", "B"), {"person": {text: text}})


def article(text: str) -> Article:
    return Article(text, text, text, Published(text), text, text, text, text)


def background(text: str) -> Background:
    ref = NameRef(text, text)
    notices = tuple(Notice(kind, text, text, MOMENT, ref) for kind in ("correction", "right-of-reply", "withdrawal"))
    texts = tuple(Text(n, MOMENT, text, n, text, text, n, is_delivered=n == 1) for n in (1, 2))
    return Background(notices, texts)


def neighbours(text: str) -> Neighbours:
    return Neighbours(2, 3, NameRef(text, text), NameRef(text, text))


def article_page(text: str) -> ArticlePage:
    ref = (NameRef(text, text),)
    return ArticlePage(
        id=text, title=text, body=text, date="", day=None, printed_date=text, source=text, section=text, author=text,
        url=text, dateline=Dateline(text, text), persons=ref, places=ref, organisations=ref,
        marked=(((text, False), (" ", False), (text, True)),), version=2,
        copies=(
            CopyRef(text, text, text, "2022-09-15", DAY, is_equal=True),
            CopyRef("b", text, text, "", None, is_equal=False),
        ),
        pointed=(NameRef(text, text), NameRef("", text)), date_taken_from="url", date_doubt="future",
    )  # fmt: skip
