"""The links at the foot of every page to the pages that set counts side by side."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import url_for

from search.request import SearchRequest
from search.web import language
from search.web.language import text
from search.web.parts import Link


def tools(request: SearchRequest | None) -> tuple[Link, ...]:
    """Trends, of the query at hand, and many names at once."""
    query = (("q", request.query),) if request and request.query else ()
    return (
        Link(text("Tren"), _url("trends.show", *query)),
        Link(text("Banyak nama sekaligus"), _url("batch.show")),
    )


def _url(endpoint: str, *args: tuple[str, str]) -> str:
    told = (*args, *language.kept())
    return f"{url_for(endpoint)}?{urlencode(told)}" if told else url_for(endpoint)
