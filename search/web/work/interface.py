"""The desk for programs: what is kept, as JSON, and the same changes as the forms make, sent as JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, abort, jsonify, request

from index.archive import Folder, Mark
from index.errors import WrongCall
from search.backends import Searcher
from search.following import News
from search.results import Found
from search.web import guarding
from search.web.views import archive
from search.web.work import acting
from search.web.work.acting import opened
from search.web.work.contents import Kept, contents

desk_api = Blueprint("desk_api", __name__, url_prefix="/api")

NOBODY = "folders and saved searches are for readers who sit at the machine or are signed in"


@desk_api.get("/folders")
def folders() -> Response:
    """The folders of the reader."""
    owner = _reader()
    with opened() as kept:
        return jsonify({"folders": [_folder(one) for one in kept.folders.list(owner)]})


@desk_api.post("/folders")
def new_folder() -> tuple[Response, int]:
    """Make a folder: ``name``, ``note``."""
    return _done(lambda owner, fields, _: acting.create_folder(owner, fields), 201)


@desk_api.get("/folders/<identifier:name>")
def folder(name: str) -> Response:
    """A folder with its articles; those that may be read no more have no title."""
    owner = _reader()
    with opened() as kept, archive().reading() as searcher:
        one = next((one for one in kept.folders.list(owner) if one.name == name), None) or _none(name)
        return jsonify(_folder(one) | {"items": [*map(_item, contents(kept.folders.items(owner, name), searcher))]})


@desk_api.post("/folders/<identifier:name>")
def change_folder(name: str) -> tuple[Response, int]:
    """Change a folder: ``action`` is rename (``name``), describe (``note``), remove, put (``id``, ``note``, ``tags``
    with commas between them) or take (``id``).
    """
    return _done(lambda owner, fields, _: acting.change_folder(owner, name, fields))


@desk_api.get("/searches")
def searches() -> Response:
    """The saved searches of the reader."""
    owner = _reader()
    with opened() as kept:
        rows = [
            {"name": one.name, "query": one.query, "created": _moment(one.created)} for one in kept.searches.list(owner)
        ]
        return jsonify({"searches": rows})


@desk_api.post("/searches")
def new_search() -> tuple[Response, int]:
    """Save a search: ``name``, and ``query`` as its address has it."""
    return _done(acting.save_search, 201)


@desk_api.get("/searches/<identifier:name>")
def search(name: str) -> Response:
    """A saved search, run again: what came, changed and went since it was seen."""
    owner, moment = _reader(), dt.datetime.now(dt.UTC)
    with opened() as kept, archive().reading() as searcher:
        one = next((one for one in kept.searches.list(owner) if one.name == name), None) or _none(name)
        found = acting.found_since(kept, owner, name, searcher, moment)
        told = {"name": one.name, "query": one.query, "created": _moment(one.created)}
        return jsonify(told | _news(found, kept.searches.marked(owner, name)) | {"generation": searcher.generation})


@desk_api.post("/searches/<identifier:name>")
def change_search(name: str) -> tuple[Response, int]:
    """Change a saved search: ``action`` is rename (``name``), remove, or seen, which remembers what it finds now."""
    return _done(lambda owner, fields, searcher: acting.change_search(owner, name, fields, searcher))


@desk_api.get("/recent")
def recent() -> Response:
    """The last searches of the reader, the newest first; none are kept unless the reader asks for it on the site."""
    owner = _reader()
    with opened() as kept:
        rows = [{"query": one.query, "at": _moment(one.at), "total": one.total} for one in kept.recent.list(owner)]
        return jsonify({"recent": rows})


def _done(change: Callable[[str, acting.Fields, Searcher], str], status: int = 200) -> tuple[Response, int]:
    owner = guarding.check_program()
    fields = request.get_json(silent=True)
    if not isinstance(fields, dict) or not all(isinstance(value, str) for value in fields.values()):
        abort(400, "an object is needed whose values are all strings")
    try:
        with archive().reading() as searcher:
            return jsonify({"name": change(owner, fields, searcher)}), status
    except WrongCall as error:
        abort(400, str(error))


def _reader() -> str:
    return guarding.reader() or abort(403, NOBODY)


def _none(name: str) -> Any:
    abort(404, f"the reader has none called {name!r}")


def _folder(one: Folder) -> dict[str, Any]:
    return {"name": one.name, "note": one.note, "created": _moment(one.created), "articles": one.articles}


def _item(kept: Kept) -> dict[str, Any]:
    item = kept.item
    told = {"id": item.key, "note": item.note, "tags": [*item.tags], "added": _moment(item.added)}
    return told | {"title": kept.title, "date": kept.date, "source": kept.source, "readable": kept.found is not None}


def _news(found: News, mark: Mark | None) -> dict[str, Any]:
    return {
        "total": found.total,
        "seen": _moment(mark.at) if mark else None,
        "came": _keys(found.came),
        "changed": _keys(found.changed),
        "went": [*found.went],
    }


def _keys(found: tuple[Found, ...]) -> list[str]:
    return [one.key for one in found]


def _moment(moment: dt.datetime) -> str:
    return moment.isoformat(timespec="seconds")
