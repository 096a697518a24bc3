"""Every link of the site. State lives in the URL alone: a link is a changed SearchRequest written out.

Whatever changes which articles are found goes back to the first page; all else of the request is kept.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import lru_cache
from urllib.parse import urlencode, urlsplit

from flask import current_app, g, url_for

from index.schema import FILTERS
from search.request import SearchRequest

Pair = tuple[str, str]


def search_url(request: SearchRequest) -> str:
    """The page that answers *request*."""
    return _with_args(form_url(), request)


def with_filter(request: SearchRequest, field: str, value: str) -> str:
    """Choose one more value; if it was excluded, it no longer is."""
    return search_url(choosing(request, (field, value)))


def choosing(request: SearchRequest, pair: Pair) -> SearchRequest:
    """The request behind ``with_filter``."""
    return _normal(replace(_without(request, pair), chosen=(*request.chosen, pair)))


def with_only(request: SearchRequest, field: str, value: str) -> str:
    """Choose this value alone within its field: what its count promises."""
    others = tuple(pair for pair in request.chosen if pair[0] != field)
    return search_url(_normal(replace(_without(request, (field, value)), chosen=(*others, (field, value)))))


def with_excluded(request: SearchRequest, field: str, value: str) -> str:
    """Rule one more value out; if it was chosen, it no longer is."""
    pair = (field, value)
    return search_url(_normal(replace(_without(request, pair), excluded=(*request.excluded, pair))))


def without_filter(request: SearchRequest, field: str, value: str) -> str:
    """Take back a value, whether it was chosen or excluded."""
    return search_url(_without(request, (field, value)))


def with_days(request: SearchRequest, first: dt.date | None, last: dt.date | None) -> str:
    """Narrow to the days from *first* to *last*; None is open, two of them take the date back."""
    return search_url(replace(request, first=first, last=last, undated=False, page=1))


def with_page(request: SearchRequest, page: int) -> str:
    """Another page of the same list."""
    return search_url(replace(request, page=page))


def with_sort(request: SearchRequest, sort: str) -> str:
    """The same hits in another order."""
    return search_url(replace(request, sort=sort, page=1))


def with_size(request: SearchRequest, size: int) -> str:
    """Another number of hits a page."""
    return search_url(replace(request, size=size, page=1))


def with_facet_size(request: SearchRequest, facet_size: int, field: str) -> str:
    """Longer or shorter facets, with the page opened at the one of *field*."""
    return f"{search_url(replace(request, facet_size=facet_size))}#saring-{field}"


def with_match(request: SearchRequest, match: str) -> str:
    """All words, any word, or (``""``) as the search decides."""
    return search_url(replace(request, match=match, page=1))


def with_query(request: SearchRequest, query: str) -> str:
    """Other words within the same filters."""
    return search_url(replace(request, query=query, match="", page=1))


def with_variants(request: SearchRequest, *, wanted: bool) -> str:
    """With other spellings and names of the words, or as they were typed."""
    return search_url(replace(request, variants=wanted, page=1))


def cleared(request: SearchRequest) -> str:
    """The same query without any filter."""
    return search_url(replace(request, chosen=(), excluded=(), first=None, last=None, undated=False, page=1))


def article_url(id: str, request: SearchRequest) -> str:  # noqa: A002 (the word of the contract)
    """An article, carrying the search it was found by: for the way back and for marking words."""
    return _with_args(url_for("site.article", id=id), request)


def name_url(field: str, id: str) -> str:  # noqa: A002
    """The page of a person, place or organisation."""
    return url_for("site.name", field=field, id=id)


def form_url() -> str:
    """Where the search forms send their fields; also the front page."""
    if "kliping.form_url" not in g:  # asked for by every link of a page
        g.setdefault("kliping.form_url", url_for("site.search"))
    return str(g.get("kliping.form_url"))


def asset_url(filename: str) -> str:
    """A static file under an address that changes with its content, so that it may be kept for a year."""
    version = current_app.extensions["kliping.assets"][filename]
    return url_for("static", filename=filename, v=version)


def outside_url(url: str) -> str:
    """The address of an original if it is an http or https one, else ``""``: an article brings no other scheme in."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""


def _with_args(path: str, request: SearchRequest) -> str:
    args = request.to_args()
    return f"{path}?{'&'.join(map(_encoded, args))}" if args else path


def _without(request: SearchRequest, pair: Pair) -> SearchRequest:
    chosen = tuple(p for p in request.chosen if p != pair)
    excluded = tuple(p for p in request.excluded if p != pair)
    return replace(request, chosen=chosen, excluded=excluded, page=1)


def _normal(request: SearchRequest) -> SearchRequest:
    """In the one order of values in which the URL writes and reads them; a page has a thousand links."""
    return replace(request, chosen=_ordered(request.chosen), excluded=_ordered(request.excluded))


def _ordered(pairs: tuple[Pair, ...]) -> tuple[Pair, ...]:
    return tuple(sorted(dict.fromkeys(pairs), key=lambda pair: FILTERS.index(pair[0])))


@lru_cache(maxsize=4096)
def _encoded(pair: Pair) -> str:
    """Much the same pairs stand in every link of a page."""
    return urlencode((pair,))
