"""The pages of the desk. What changes anything is a form that is sent (POST) and answered by the way to a page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from flask import Blueprint, Response, abort, g, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from index.errors import ArchiveUnusable, WrongCall
from search.backends import Searcher
from search.service import find, read_article
from search.web import guarding, present
from search.web.language import text
from search.web.sheets import Sheet
from search.web.views import archive, asked_for, render
from search.web.work import acting, links, showing
from search.web.work.acting import opened
from search.web.work.contents import contents

desk_pages = Blueprint("desk", __name__)

REMEMBERS = "kliping_recent"
"""The cookie of a browser whose reader asked for a history; without it nothing is written down."""
A_YEAR = 365 * 24 * 3600
SHOWN = 50
"""Last searches on the page; the file has all that are kept."""


@desk_pages.get("/work")
def desk() -> AnyResponse | tuple[str, int]:
    """All that a reader keeps."""
    return _shown(_desk)


@desk_pages.post("/work")
def new_folder() -> AnyResponse:
    """Make a folder."""
    return _done(lambda owner, _: links.folder_url(acting.create_folder(owner, request.form)))


@desk_pages.get("/folder/<identifier:name>")
def folder(name: str) -> AnyResponse | tuple[str, int]:
    """A folder with its articles, narrowed to those with ``tag``."""

    def sheet(owner: str, token: str, searcher: Searcher) -> Sheet:
        with opened() as kept:
            one = next((one for one in kept.folders.list(owner) if one.name == name), None) or abort(404)
            rows = contents(kept.folders.items(owner, name), searcher)
        return showing.folder(one, rows, request.args.get("tag", ""), token)

    return _shown(sheet)


@desk_pages.post("/folder/<identifier:name>")
def change_folder(name: str) -> AnyResponse:
    """Change a folder, or what is in it."""

    def done(owner: str, _: Searcher) -> str:
        after = acting.change_folder(owner, name, request.form)
        return links.folder_url(after) if after else links.desk_url()

    return _done(done)


@desk_pages.get("/keep/<identifier:id>")
def keep(id: str) -> AnyResponse | tuple[str, int]:  # noqa: A002
    """The form that puts an article into a folder."""

    def sheet(owner: str, token: str, searcher: Searcher) -> Sheet:
        found = read_article(id, searcher) or abort(404)
        with opened() as kept:
            return showing.keep(id, found.title, kept.folders.list(owner), kept.folders.holding(owner, id), token)

    return _shown(sheet)


@desk_pages.post("/keep/<identifier:id>")
def keep_article(id: str) -> AnyResponse:  # noqa: A002
    """Put an article into a folder."""
    return _done(lambda owner, _: links.folder_url(acting.keep_article(owner, id, request.form)))


@desk_pages.get("/save")
def save() -> AnyResponse | tuple[str, int]:
    """The form that saves a search, with what it finds."""

    def sheet(_: str, token: str, searcher: Searcher) -> Sheet:
        asked = asked_for()
        return showing.save(asked, find(asked, searcher, dt.date.today()), token, searcher)

    return _shown(sheet)


@desk_pages.post("/save")
def save_search() -> AnyResponse:
    """Save a search."""
    return _done(lambda owner, searcher: links.saved_url(acting.save_search(owner, request.form, searcher)))


@desk_pages.get("/saved/<identifier:name>")
def saved(name: str) -> AnyResponse | tuple[str, int]:
    """A saved search, run again: what came, changed and went since it was seen."""

    def sheet(owner: str, token: str, searcher: Searcher) -> Sheet:
        with opened() as kept:
            one = next((one for one in kept.searches.list(owner) if one.name == name), None) or abort(404)
            found = acting.found_since(kept, owner, name, searcher, dt.datetime.now(dt.UTC))
            return showing.saved(one, kept.searches.marked(owner, name), found, searcher, token)

    return _shown(sheet)


@desk_pages.post("/saved/<identifier:name>")
def change_search(name: str) -> AnyResponse:
    """Change a saved search, or note that it was seen."""

    def done(owner: str, searcher: Searcher) -> str:
        after = acting.change_search(owner, name, request.form, searcher)
        return links.saved_url(after) if after else links.desk_url()

    return _done(done)


@desk_pages.post("/recent")
def recent() -> AnyResponse:
    """Keep the last searches from now on, or keep them no more, or forget them."""
    action = request.form.get("action")

    def done(owner: str, _: Searcher) -> str:
        if action != "on":
            acting.change_recent(owner, request.form)
        return links.desk_url()

    answer = _done(done)
    if answer.status_code == 303 and action == "on":
        path = links.desk_url().partition("?")[0].removesuffix("work")
        answer.set_cookie(REMEMBERS, "1", max_age=A_YEAR, path=path, httponly=True, samesite="Strict")
    if answer.status_code == 303 and action == "off":
        answer.delete_cookie(REMEMBERS, path=links.desk_url().partition("?")[0].removesuffix("work"))
    return answer


@desk_pages.after_app_request
def remember(answer: Response) -> Response:
    """Keep a search that was answered, for readers who asked for that; a busy archive keeps no reader waiting twice."""
    asked, total = g.pop("kliping_searched", (None, 0))
    if asked and answer.status_code == 200 and request.cookies.get(REMEMBERS) == "1" and (owner := guarding.reader()):
        try:
            with opened(read_only=False) as kept:
                kept.recent.note(owner, acting.query_of(asked), total)
        except ArchiveUnusable:  # said by every page that needs it
            return answer
    return answer


def _desk(owner: str, token: str, searcher: Searcher) -> Sheet:
    with opened() as kept:
        whole = (kept.folders.list(owner), kept.searches.list(owner), kept.recent.list(owner, SHOWN))
    return showing.desk(owner, whole, token, searcher, keeps_recent=request.cookies.get(REMEMBERS) == "1")


def _shown(sheet: Callable[[str, str, Searcher], Sheet]) -> AnyResponse | tuple[str, int]:
    """A page for the reader whose desk it is; 403 says to all others who has one."""
    owner = guarding.reader()
    with archive().reading() as searcher:
        if not owner:
            return render(showing.refused(), searcher), 403
        token = guarding.token_of(request)
        page = Response(render(sheet(owner, token, searcher), searcher))
    page.headers["Cache-Control"] = "private, no-store"
    return guarding.keep(page, token)


def _done(change: Callable[[str, Searcher], str]) -> AnyResponse:
    """Do what a form asks for, and lead to the page that shows it."""
    owner = guarding.check_reader()
    with archive().reading() as searcher:
        try:
            return redirect(change(owner, searcher), 303)
        except WrongCall as error:
            return Response(render(present.problem(400, text("Tidak dapat disimpan"), str(error)), searcher), 400)
