"""The JSON interface. Its keys are a contract: other programs read them."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response, abort, jsonify, request

from index.schema import FILTERS
from search.answer import answer, names
from search.copies import CopyRef
from search.offers import completions, similar
from search.query.parser import MAX_LENGTH
from search.results import ArticlePage
from search.service import facet as facet_of
from search.service import read_article, with_standing
from search.web import listing
from search.web.views import answered, archive, asked_for

api = Blueprint("api", __name__, url_prefix="/api")


@api.get("/search")
def search() -> Response:
    """The answer to the same parameters as the search page's; ``stale`` when an older generation stands in."""
    with archive().reading() as searcher:
        found = with_standing(answered(asked_for(), searcher), searcher)
        return jsonify(answer(found) | {"stale": not searcher.is_current})


@api.get("/articles/<identifier:id>")
def article(id: str) -> Response:  # noqa: A002
    """One article."""
    with archive().reading() as searcher:
        found = read_article(id, searcher)
        if found is None:
            abort(404, f"no article has the id {id!r}")
        return jsonify(article_answer(found) | {"stale": not searcher.is_current})


@api.get("/articles/<identifier:id>/similar")
def similar_articles(id: str) -> Response:  # noqa: A002
    """Articles about the same, and the words they were found by."""
    with archive().reading() as searcher:
        found = similar(id, searcher)
        if found is None:
            abort(404, f"no article has the id {id!r}")
        hits = [{name: getattr(hit, name) for name in ("id", "title", "date", "source", "score")} for hit in found.hits]
        return jsonify({"id": id, "terms": found.terms, "hits": hits})


@api.get(f"/facets/<any({', '.join(FILTERS)}):name>")
def facet(name: str) -> Response:
    """A part of all the values of a facet that the articles of a search have, to look through."""
    wish = listing.wish(request.args)
    with archive().reading() as searcher:
        found = facet_of(asked_for(), searcher, name, wish, dt.date.today())
        values = [asdict(value) for value in found.values]
        told = {"facet": name, "total": found.total, "initials": found.initials, "values": values}
        return jsonify(told | {"generation": searcher.generation})


@api.get("/suggest")
def suggest() -> Response:
    """What the text ``q`` may become: persons, places, organisations, words, titles."""
    text = request.args.get("q", "")[:MAX_LENGTH]
    with archive().reading() as searcher:
        found = completions(text, searcher)
        return jsonify({"query": text, "suggestions": [asdict(completion) for completion in found]})


def article_answer(found: ArticlePage) -> dict[str, Any]:
    """The article's fields, then who and where it is filed under."""
    fields = (
        *("id", "title", "body", "date", "printed_date", "date_taken_from", "date_doubt"),
        *("source", "section", "author", "url", "generation"),
    )
    return {
        **{name: getattr(found, name) for name in fields},
        "dateline": {"place": found.dateline.place, "agency": found.dateline.agency} if found.dateline else None,
        "named_days": [
            {"start": one.start, "end": one.end, "date": one.day.isoformat(), "has_year": one.has_year}
            | {"weekday_fits": one.is_weekday_right}
            for one in found.named_days
        ],
        "related": [{"title": one.name, "id": one.id or None} for one in found.pointed],
        "persons": names(found.persons),
        "places": names(found.places),
        "organisations": names(found.organisations),
        "reprints": [_reprint(copy) for copy in found.copies],
    }


def _reprint(copy: CopyRef) -> dict[str, Any]:
    return {name: getattr(copy, name) for name in ("id", "title", "source", "date")} | {"equal": copy.is_equal}
