"""What readers take away: any search as a file or a feed, whole and as a stream, and an article as a reference."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from itertools import chain

from flask import Blueprint, Response, abort, current_app, request

from search.cite import MIMETYPES, RECORDS, citation
from search.export import FORMATS, Place, Taken, take
from search.parameters import unheeded
from search.service import read_article
from search.web import urls
from search.web.views import archive, asked_for

taking = Blueprint("taking", __name__)

BOM = "bom"
"""``bom=1``: a CSV begins with the mark by which Excel knows UTF-8."""
CHUNK = 1 << 15
"""Characters sent at a time, about."""


@taking.get(f"/export.<any({', '.join(map(repr, FORMATS))}):form>")
def export(form: str) -> Response:
    """All articles of a search as a file."""
    response = _sent(form, None)
    if "Content-Disposition" not in response.headers:
        response.headers["Content-Disposition"] = f'attachment; filename="{filename(asked_for().query, form)}"'
    return response


@taking.get("/feed.<any(atom, rss):form>")
def feed(form: str) -> Response:
    """A search as a feed: all of its articles, or the first ``size`` of them where the address says so."""
    asked = asked_for()
    return _sent(form, asked.size if "size" in request.args else None)


@taking.get(f"/cite/<any({', '.join(map(repr, RECORDS))}):form>/<identifier:id>")
def cite(form: str, id: str) -> Response:  # noqa: A002 (the word of the contract)
    """One article as a reference."""
    with archive().reading() as searcher:
        found = read_article(id, searcher)
    if found is None:
        abort(404, f"no article has the id {id!r}")
    names = tuple(name.name for name in (*found.persons, *found.places, *found.organisations))
    told = RECORDS[form](citation(found.id, found, found.date, names))
    return Response(told, content_type=content_type(MIMETYPES[form]))


def _sent(form: str, most: int | None) -> Response:
    """The stream. Its searcher is lent until the last byte is sent, or the reader has gone."""
    asked, moment = asked_for(), dt.datetime.now(dt.UTC)
    with ExitStack() as stack:
        searcher = stack.enter_context(archive().reading())
        remarks = unheeded(pair for pair in request.args.items(multi=True) if pair[0] != BOM)
        taken = take(asked, searcher, moment, most, remarks)
        place = Place(request.url, outside(urls.search_url(asked)), article_addresses(), moment)
        start = "\ufeff" if form == "csv" and request.args.get(BOM) == "1" else ""
        pieces = chain((start,), FORMATS[form].write(taken, place))
        response = Response(_chunks(pieces), content_type=content_type(FORMATS[form].mimetype))
        response.headers["X-Kliping-Manifest"] = json.dumps(taken.manifest)
        response.set_etag(_etag(taken, searcher.total), weak=True)
        response.make_conditional(request)
        response.call_on_close(stack.pop_all().close)
    return response


def _chunks(pieces: Iterable[str]) -> Iterator[bytes]:
    """Few large pieces of many small ones."""
    held: list[str] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= CHUNK:
            yield "".join(held).encode("utf-8", "replace")
            held, size = [], 0
    yield "".join(held).encode("utf-8", "replace")


def article_addresses() -> Callable[[str], str]:
    """Public identifier -> whole address; can be asked after the request is over."""
    adapter = current_app.create_url_adapter(request)
    if adapter is None:
        raise RuntimeError("no request")
    return lambda key: adapter.build("site.article", {"id": key}, force_external=True)


def outside(path: str) -> str:
    """The whole address of a page of this site."""
    return f"{request.host_url.rstrip('/')}{path}"


def _etag(taken: Taken, total: int) -> str:
    """The same while the answer is: a generation changes only by what is taken away from it, which *total* tells."""
    told = {name: value for name, value in taken.manifest.items() if name != "time"}
    whole = [request.full_path, told, total, taken.manifest["time"][:10]]
    return hashlib.sha256(json.dumps(whole).encode()).hexdigest()[:32]


def content_type(mimetype: str) -> str:
    """With the character set, where the type leaves it open."""
    return mimetype if mimetype.endswith("json") else f"{mimetype}; charset=utf-8"


def filename(told: str, form: str) -> str:
    """The name of a file about *told*, in letters that every system takes."""
    words = re.sub(r"[^a-z0-9]+", "-", told.lower()).strip("-")[:40].strip("-")
    return f"{'-'.join(filter(None, ('kliping', words)))}.{form}"
