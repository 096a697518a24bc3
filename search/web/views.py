"""The pages, one function each: read the URL, ask the service, present, render."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from flask import Blueprint, Response, abort, current_app, g, jsonify, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from index.schema import FILTERS
from search.backends import Searcher
from search.dossier import dossier
from search.lacking import lacking
from search.offers import similar
from search.parameters import unheeded
from search.request import SearchRequest
from search.results import Diagnostic, SearchPage
from search.service import facet as facet_of
from search.service import find, former, neighbours, read_article
from search.web import dossiers, guarding, listing, present, reading, urls
from search.web.current import CurrentSearcher
from search.web.metrics import metrics
from search.web.rendering import written
from search.web.sheets import Sheet

site = Blueprint("site", __name__)


@site.get("/")
def search() -> str:
    """The front page, or the answer to a search."""
    asked = asked_for()
    if not asked.to_args() and not unheeded_here():
        return landing()
    today = dt.date.today()
    with archive().reading() as searcher:
        found = answered(asked, searcher)
        g.kliping_searched = (asked, found.total)
        lacks = () if found.total else present.lacks(asked, lacking(asked, searcher, today))
        return render(present.results(asked, found, today, lacks), searcher)


def landing() -> str:
    """The archive at a glance."""
    with archive().reading() as searcher:
        return render(present.landing(find(present.GLANCE, searcher), dt.date.today()), searcher)


@site.get(f"/facet/<any({', '.join(FILTERS)}):field>")
def facet(field: str) -> str:
    """All values of a facet for a search, by name or by count, to look through and to choose from."""
    asked, wish = asked_for(), listing.wish(request.args)
    with archive().reading() as searcher:
        found = facet_of(asked, searcher, field, wish, dt.date.today())
        return render(listing.facet(asked, field, wish, found), searcher)


@site.get("/article/<identifier:id>")
def article(id: str) -> str | tuple[str, int]:  # noqa: A002
    """One article, its words marked as the search it was found by says; or the tombstone in its place."""
    asked, at = asked_for(), number("at")
    with archive().reading() as searcher:
        found, background = read_article(id, searcher, asked.query, variants=asked.variants), searcher.background(id)
        if found is None:
            return (render(reading.tombstone(id, background), searcher), 410) if background.is_withdrawn else abort(404)
        near = neighbours(asked, (at, id), searcher, dt.date.today()) if at else None
        alike = similar(id, searcher)
        hits, marked = alike.hits if alike else (), request.args.get("names") == "1"
        way = reading.Way(asked, at if near else 0, marked, hits, near)
        return render(reading.article(way, found, background, dt.date.today()), searcher)


@site.get("/versions/<identifier:id>")
def versions(id: str) -> str:  # noqa: A002
    """What changed between two versions of an article; the last change unless ``old`` and ``new`` say otherwise."""
    with archive().reading() as searcher:
        found, background = read_article(id, searcher), searcher.background(id)
        known = [one.version for one in background.texts]
        if found is None or len(known) < 2:
            abort(404)
        numbers = (number("old") or known[-2], number("new") or known[-1])
        texts = former(id, numbers, searcher) if {*numbers} <= {*known} else None
        return render(reading.versions(found, background, texts, numbers), searcher) if texts else abort(404)


@site.get("/<any(person, place, organisation):field>/<identifier:id>")
def name(field: str, id: str) -> AnyResponse:  # noqa: A002
    """A person, place or organisation: how often, when, with whom, in which office, and the newest articles.

    What was merged, and a name in place of an identifier, lead to the record.
    """
    with archive().reading() as searcher:
        known = searcher.resolve(field, id)
        if known is None:
            abort(404)
        if known[0] != id:
            return redirect(urls.name_url(field, known[0]))
        whole = dossier(field, id, searcher) or abort(404)
        token = guarding.token_of(request) if archive().directory and guarding.may_write(request) else ""
        plain = present.name(field, id, find(replace(present.GLANCE, chosen=((field, id),)), searcher))
        page = Response(render(dossiers.sheet(plain, field, whole, token), searcher))
        return guarding.keep(page, token) if token else page


@site.get("/healthz")
def healthz() -> tuple[Response, int]:
    """How the archive is, for those who watch over it; 503 only when nothing can be answered."""
    health = archive().health()
    return jsonify(health.as_json()), 503 if health.failure else 200


def number(name: str) -> int:
    """A number in the URL; 0 when there is none, or when it cannot be one."""
    value = request.args.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0


def asked_for() -> SearchRequest:
    """The search this URL asks for; what cannot be read in it is left at its default."""
    return SearchRequest.from_args(request.args.items(multi=True))


def unheeded_here() -> tuple[Diagnostic, ...]:
    """What this URL asks for in vain."""
    return unheeded(request.args.items(multi=True))


def answered(asked: SearchRequest, searcher: Searcher) -> SearchPage:
    """The answer to this URL, with a remark on whatever in it was not heeded."""
    found = find(asked, searcher, dt.date.today())
    metrics().searched(found)
    return replace(found, diagnostics=(*found.diagnostics, *unheeded_here()))


def archive() -> CurrentSearcher:
    """The archive of this application."""
    current: CurrentSearcher = current_app.extensions["kliping.archive"]
    return current


def render(sheet: Sheet, searcher: Searcher) -> str:
    """A sheet through the template that belongs to it, which receives nothing else."""
    index = present.index_line(searcher.generation, archive().verification, is_current=searcher.is_current)
    return written(replace(sheet, frame=replace(sheet.frame, index=index)))
