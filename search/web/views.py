"""The pages, one function each: read the URL, ask the service, present, render."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from flask import Blueprint, Response, abort, current_app, jsonify, render_template, request

from search.backends import Searcher
from search.parameters import unheeded
from search.request import SearchRequest
from search.results import Diagnostic, SearchPage
from search.service import find, read_article
from search.web import present
from search.web.current import CurrentSearcher
from search.web.metrics import metrics
from search.web.page import Sheet

site = Blueprint("site", __name__)


@site.get("/")
def search() -> str:
    """The front page, or the answer to a search."""
    asked = asked_for()
    if not asked.to_args() and not unheeded_here():
        return landing()
    with archive().reading() as searcher:
        return render(present.results(asked, answered(asked, searcher)), searcher)


def landing() -> str:
    """The archive at a glance."""
    with archive().reading() as searcher:
        return render(present.landing(find(present.GLANCE, searcher)), searcher)


@site.get("/article/<identifier:id>")
def article(id: str) -> str:  # noqa: A002
    """One article, its words marked as the search it was found by says."""
    asked = asked_for()
    with archive().reading() as searcher:
        found = read_article(id, searcher, asked.query, variants=asked.variants)
        return render(present.article(asked, found), searcher) if found else abort(404)


@site.get("/<any(person, place, organisation):field>/<identifier:id>")
def name(field: str, id: str) -> str:  # noqa: A002
    """A person, place or organisation: how often, when, with whom, and the newest articles."""
    asked = replace(present.GLANCE, chosen=((field, id),))
    with archive().reading() as searcher:
        found = find(asked, searcher)
        return render(present.name(field, id, found), searcher) if found.total else abort(404)


@site.get("/healthz")
def healthz() -> tuple[Response, int]:
    """How the archive is, for those who watch over it; 503 only when nothing can be answered."""
    health = archive().health()
    return jsonify(health.as_json()), 503 if health.failure else 200


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
    return render_template(sheet.template, page=replace(sheet, frame=replace(sheet.frame, index=index)))
