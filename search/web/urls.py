"""Every link of the site. State lives in the URL alone: a link is a changed SearchRequest written out.

Whatever changes which articles are found goes back to the first page; all else of the request is kept.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import lru_cache
from urllib.parse import urlencode, urlsplit

from flask import current_app, g, url_for
from flask import request as here

from index.schema import FILTERS
from search.request import SearchRequest
from search.web import language

Pair = tuple[str, str]


def search_url(request: SearchRequest) -> str:
    """The page that answers *request*."""
    return _with_args(form_url(), request)


def with_filter(request: SearchRequest, field: str, value: str) -> str:
    """Choose one more value; if it was excluded, it no longer is."""
    return search_url(choosing(request, (field, value)))


def choosing(request: SearchRequest, pair: Pair) -> SearchRequest:
    """The request behind ``with_filter``."""
    return _changed(request, (*_others(request.chosen, pair), pair), _others(request.excluded, pair))


def with_only(request: SearchRequest, field: str, value: str) -> str:
    """Choose this value alone within its field: what its count promises."""
    pair = (field, value)
    others = tuple(other for other in request.chosen if other[0] != field)
    return search_url(_changed(request, (*others, pair), _others(request.excluded, pair)))


def with_excluded(request: SearchRequest, field: str, value: str) -> str:
    """Rule one more value out; if it was chosen, it no longer is."""
    pair = (field, value)
    return search_url(_changed(request, _others(request.chosen, pair), (*_others(request.excluded, pair), pair)))


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


def with_collapse(request: SearchRequest, *, wanted: bool) -> str:
    """Of several reprints the first alone, or each."""
    return search_url(replace(request, collapse=wanted, page=1))


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
    bare = replace(request, chosen=(), excluded=(), first=None, last=None, undated=False, day="")
    return search_url(replace(bare, page=1))


def with_day(request: SearchRequest, day: str) -> str:
    """Only what was published on this day of any year (``09-15``); ``""`` takes it back."""
    return search_url(replace(request, day=day, page=1))


def with_undated(request: SearchRequest) -> str:
    """Only articles without a date."""
    return search_url(replace(request, first=None, last=None, undated=True, page=1))


def article_url(id: str, request: SearchRequest, at: int = 0) -> str:  # noqa: A002 (the word of the contract)
    """An article, carrying the search it was found by, and *at* which place of it, counted from 1."""
    return _with_args(url_for("site.article", id=id), request, (("at", str(at)),) if at else ())


def with_names(id: str, request: SearchRequest, at: int, *, marked: bool) -> str:  # noqa: A002
    """The article with its names marked, or without."""
    args = ((("at", str(at)),) if at else ()) + ((("names", "1"),) if marked else ())
    return _with_args(url_for("site.article", id=id), request, args)


def absolute(url: str) -> str:
    """The address of a page of this site for use elsewhere, without the language of the page."""
    return f"{here.host_url.rstrip('/')}{url.partition('?')[0]}"


def versions_url(id: str, old: int = 0, new: int = 0) -> str:  # noqa: A002
    """What changed from one version of an article to another; by default in the last change."""
    args = (("old", str(old)), ("new", str(new))) if old and new else ()
    return _joined(url_for("site.versions", id=id), (*args, *language.kept()))


def export_url(form: str, request: SearchRequest) -> str:
    """All hits as a file, from the first on."""
    return _whole(url_for("taking.export", form=form), request)


def feed_url(form: str, request: SearchRequest) -> str:
    """The search as a feed, the newest first."""
    return _whole(url_for("taking.feed", form=form), replace(request, sort="newest"))


def _whole(path: str, request: SearchRequest) -> str:
    plain = SearchRequest()
    return _with_args(path, replace(request, page=1, size=plain.size, facet_size=plain.facet_size))


def record_url(form: str, id: str) -> str:  # noqa: A002
    """An article as a reference for programs."""
    return url_for("taking.cite", form=form, id=id)


def name_url(field: str, id: str) -> str:  # noqa: A002
    """The page of a person, place or organisation."""
    return _joined(url_for("site.name", field=field, id=id), language.kept())


def facet_path(field: str) -> str:
    """Where the form that searches within a facet sends its fields."""
    return url_for("site.facet", field=field)


def facet_url(field: str, request: SearchRequest, **args: str) -> str:
    """All values of a facet, for *request*; *args* are the page's own."""
    kept = replace(request, page=1)
    return _with_args(facet_path(field), kept, tuple((n, v) for n, v in args.items() if v))


def suggest_url() -> str:
    """Where completions of the search box are asked for."""
    return url_for("api.suggest")


def article_base() -> str:
    """What the addresses of articles begin with."""
    return url_for("site.article", id="x").removesuffix("x")


def home_url() -> str:
    """The front page."""
    return _joined(form_url(), language.kept())


def in_language(wish: str) -> str:
    """This very page in another language."""
    path = url_for(here.endpoint, **(here.view_args or {})) if here.endpoint else form_url()
    args = tuple((name, value) for name, value in here.args.items(multi=True) if name != "lang")
    return _joined(path, (*args, ("lang", wish)))


def form_url() -> str:
    """Where the search forms send their fields."""
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


def _with_args(path: str, request: SearchRequest, more: tuple[Pair, ...] = ()) -> str:
    return _joined(path, (*request.to_args(), *more, *language.kept()))


def encoded(args: tuple[Pair, ...]) -> str:
    """What stands behind the question mark for *args*."""
    return "&".join(map(_encoded, args))


def _joined(path: str, args: tuple[Pair, ...]) -> str:
    return f"{path}?{'&'.join(map(_encoded, args))}" if args else path


def _without(request: SearchRequest, pair: Pair) -> SearchRequest:
    return replace(request, chosen=_others(request.chosen, pair), excluded=_others(request.excluded, pair), page=1)


def _others(pairs: tuple[Pair, ...], pair: Pair) -> tuple[Pair, ...]:
    return tuple(other for other in pairs if other != pair)


def _changed(request: SearchRequest, chosen: tuple[Pair, ...], excluded: tuple[Pair, ...]) -> SearchRequest:
    """In the one order in which the URL writes and reads values; in one step, as a page has hundreds of links."""
    return replace(request, chosen=_ordered(chosen), excluded=_ordered(excluded), page=1)


def _ordered(pairs: tuple[Pair, ...]) -> tuple[Pair, ...]:
    if len(pairs) < 2:
        return pairs
    return tuple(sorted(dict.fromkeys(pairs), key=lambda pair: FILTERS.index(pair[0])))


@lru_cache(maxsize=4096)
def _encoded(pair: Pair) -> str:
    """Much the same pairs stand in every link of a page."""
    return urlencode((pair,))
