"""What is taken away from the desk: a folder as a file, and what is different in a saved search as a feed or a mail."""

from __future__ import annotations

import datetime as dt

from flask import Blueprint, Response, abort, request

from search.digest import mail
from search.export import FORMATS, Place
from search.export.feeds import atom
from search.following import told
from search.web import guarding, urls
from search.web.take import article_addresses, content_type, filename, outside
from search.web.views import archive
from search.web.work import acting, links
from search.web.work.acting import opened
from search.web.work.contents import taken
from search.web.work.showing import FORMS

desk_files = Blueprint("desk_files", __name__)

ADDRESS = "kliping@localhost"
"""Sender and receiver of a mail file, which whoever sends it replaces."""


@desk_files.get(f"/folder.<any({', '.join(map(repr, FORMS))}):form>/<identifier:name>")
def folder_file(form: str, name: str) -> Response:
    """A folder as a file: its articles that can be read, with notes and tags; only those with ``tag``, where given."""
    owner, tag = guarding.reader() or abort(403), request.args.get("tag", "")
    moment = dt.datetime.now(dt.UTC)
    with opened() as kept, archive().reading() as searcher:
        folder = next((one for one in kept.folders.list(owner) if one.name == name), None) or abort(404)
        items = [item for item in kept.folders.items(owner, name) if not tag or tag in item.tags]
        place = Place(request.url, outside(links.folder_url(name)), article_addresses(), moment)
        whole = "".join(FORMATS[form].write(taken(folder, items, searcher, moment), place))
    return _file(whole.encode("utf-8", "replace"), FORMATS[form].mimetype, filename(name, form))


@desk_files.get("/news.<any(atom, eml):form>/<identifier:name>")
def news(form: str, name: str) -> Response:
    """What came or changed in a saved search since it was seen, as an Atom feed; with what went, as a mail."""
    owner, moment = guarding.reader() or abort(403), dt.datetime.now(dt.UTC)
    with opened() as kept, archive().reading() as searcher:
        one = next((one for one in kept.searches.list(owner) if one.name == name), None) or abort(404)
        found = acting.found_since(kept, owner, name, searcher, moment)
        digest, listed = told(found, searcher, moment)
        place = Place(request.url, outside(urls.search_url(acting.request_of(one.query))), article_addresses(), moment)
        if form == "atom":
            return _file("".join(atom(listed, place)).encode("utf-8", "replace"), FORMATS["atom"].mimetype, "")
        return _file(mail(digest, listed, place, ADDRESS, ADDRESS), "message/rfc822", filename(name, form))


def _file(body: bytes, mimetype: str, name: str) -> Response:
    response = Response(body, content_type=content_type(mimetype))
    response.headers["Cache-Control"] = "private, no-store"
    if name:
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
