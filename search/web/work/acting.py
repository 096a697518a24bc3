"""What the forms of the desk ask for, done in articles.db. A form and a JSON object have the same fields."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

from index.archive import Archive, open_archive
from index.archive.owned import LONGEST_NAME
from index.errors import WrongCall
from search.backends import Searcher
from search.following import News, news
from search.request import SearchRequest
from search.web.language import text
from search.web.views import archive

Fields = Mapping[str, str]

LONGEST_QUERY = 4_000
"""Characters of the address of a search that is kept."""


def opened(*, read_only: bool = True) -> Archive:
    """The archive of this site, for the length of a request."""
    directory = archive().directory
    if directory is None:
        raise RuntimeError("nobody has a desk beside a searcher that was given")
    return open_archive(directory, read_only=read_only)


def create_folder(owner: str, fields: Fields) -> str:
    """Make a folder; its name."""
    with opened(read_only=False) as kept:
        name = _free(fields.get("name", ""), [one.name for one in kept.folders.list(owner)])
        kept.folders.create(owner, name, fields.get("note", "").strip())
    return name


def change_folder(owner: str, name: str, fields: Fields) -> str:
    """Change a folder or what is in it; the name it has afterwards, ``""`` for none."""
    note, key = fields.get("note", "").strip(), fields.get("id", "")
    with opened(read_only=False) as kept:
        match fields.get("action"):
            case "rename":
                new = _free(fields.get("name", ""), [one.name for one in kept.folders.list(owner) if one.name != name])
                kept.folders.rename(owner, name, new)
                return new
            case "describe":
                kept.folders.describe(owner, name, note)
            case "remove":
                kept.folders.remove(owner, name)
                return ""
            case "put":
                kept.folders.put(owner, name, key, note, fields.get("tags", "").split(","))
            case "take":
                kept.folders.take(owner, name, key)
            case other:
                raise WrongCall(f"{other!r} is nothing to do with a folder: rename, describe, remove, put or take")
    return name


def keep_article(owner: str, key: str, fields: Fields) -> str:
    """Put an article into a folder, a new one where one is named; the folder's name."""
    new = _spaced(fields.get("new", ""))
    name = new or fields.get("folder", "")
    if not name:
        raise WrongCall(text("Pilih folder, atau beri nama folder baru."))
    with opened(read_only=False) as kept:
        if new and new not in {one.name for one in kept.folders.list(owner)}:
            kept.folders.create(owner, _free(new, []))
        kept.folders.put(owner, name, key, fields.get("note", "").strip(), fields.get("tags", "").split(","))
    return name


def save_search(owner: str, fields: Fields, searcher: Searcher) -> str:
    """Save a search, and which articles are known of it; its name."""
    request = request_of(fields.get("query", ""))
    query = query_of(request)
    if len(query) > LONGEST_QUERY:
        raise WrongCall(text("Pencarian ini terlalu panjang untuk disimpan."))
    with opened(read_only=False) as kept:
        name = _free(fields.get("name", ""), [one.name for one in kept.searches.list(owner)])
        found = news(None, request, searcher, kept.searches.keys, dt.datetime.now(dt.UTC))
        kept.searches.create(owner, name, query)
        kept.searches.mark(owner, name, found.versions)
    return name


def change_search(owner: str, name: str, fields: Fields, searcher: Searcher) -> str:
    """Change a saved search, or note that it was seen; the name it has afterwards, ``""`` for none."""
    with opened(read_only=False) as kept:
        match fields.get("action"):
            case "rename":
                new = _free(fields.get("name", ""), [one.name for one in kept.searches.list(owner) if one.name != name])
                kept.searches.rename(owner, name, new)
                return new
            case "remove":
                kept.searches.remove(owner, name)
                return ""
            case "seen":
                request = request_of(_saved(kept, owner, name))
                found = news(None, request, searcher, kept.searches.keys, dt.datetime.now(dt.UTC))
                kept.searches.mark(owner, name, found.versions)
            case other:
                raise WrongCall(f"{other!r} is nothing to do with a saved search: rename, remove or seen")
    return name


def change_recent(owner: str, fields: Fields) -> None:
    """Forget one of the last searches, or all of them."""
    with opened(read_only=False) as kept:
        match fields.get("action"):
            case "forget":
                kept.recent.forget(owner, fields.get("query", ""))
            case "clear" | "off":
                kept.recent.clear(owner)
            case other:
                raise WrongCall(f"{other!r} is nothing to do with the last searches: forget, clear, on or off")


def found_since(kept: Archive, owner: str, name: str, searcher: Searcher, moment: dt.datetime) -> News:
    """What is different in a saved search since it was seen."""
    mark = kept.searches.marked(owner, name)
    return news(mark, request_of(_saved(kept, owner, name)), searcher, kept.searches.keys, moment)


def request_of(query: str) -> SearchRequest:
    """A search as its address has it, from its first page."""
    plain = SearchRequest()
    asked = SearchRequest.from_args(parse_qsl(query.lstrip("?")))
    return replace(asked, page=1, size=plain.size, facet_size=plain.facet_size)


def query_of(request: SearchRequest) -> str:
    """The address of a search, the same for all its pages."""
    plain = SearchRequest()
    return urlencode(replace(request, page=1, size=plain.size, facet_size=plain.facet_size).to_args())


def _saved(kept: Archive, owner: str, name: str) -> str:
    query = next((one.query for one in kept.searches.list(owner) if one.name == name), None)
    if query is None:
        raise WrongCall(f"searches: {owner!r} has none called {name!r}")
    return query


def _free(typed: str, taken: list[str]) -> str:
    """A name that can be given; WrongCall in the reader's language."""
    name = _spaced(typed)
    if not name:
        raise WrongCall(text("Beri nama lebih dahulu."))
    if len(name) > LONGEST_NAME:
        raise WrongCall(text("Nama itu terlalu panjang: paling banyak %(most)s huruf.", most=LONGEST_NAME))
    if name in taken:
        raise WrongCall(text("Nama “%(name)s” sudah dipakai; pilih nama lain.", name=name))
    return name


def _spaced(typed: str) -> str:
    return " ".join(typed.split())
