"""/batch: a list of names, a line each; how many articles there are of each, and where. Nothing is written down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from flask import Blueprint, Response, abort, jsonify, request, url_for

from search.counted import MOST_LINES, Row, rows
from search.export.tables import lines as table
from search.request import SearchRequest
from search.web import language, urls
from search.web.counts.sheets import BatchSheet, ListLine
from search.web.language import text
from search.web.parts import Remark
from search.web.present import frame
from search.web.views import archive, render

listing = Blueprint("batch", __name__)

FORMS = ("phrase", "person", "query")


@listing.route("/batch", methods=["GET", "POST"])
def show() -> str:
    """The form, and the table of what was sent with it."""
    typed, form = _typed()
    with archive().reading() as searcher:
        found = [*rows(typed[:MOST_LINES], form, searcher, dt.date.today())]
        return render(sheet(typed, form, found), searcher)


@listing.post("/batch.csv")
def csv() -> Response:
    """The same as a table for spreadsheets."""
    typed, form = _typed()
    with archive().reading() as searcher:
        found = [*rows(typed[:MOST_LINES], form, searcher, dt.date.today())]
    answer = Response("".join(table(_table(found))), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="kliping-daftar.csv"'
    return answer


@listing.post("/api/batch")
def api() -> Response:
    """Counts of up to 500 ``names``, each read as a ``phrase``, as a ``person`` or as a ``query`` (``form``)."""
    asked = request.get_json(silent=True)
    names = asked.get("names") if isinstance(asked, dict) else None
    if (
        asked is None
        or not isinstance(names, list)
        or not all(isinstance(name, str) for name in names)
        or len(names) > MOST_LINES
    ):
        abort(400, f'an object with "names", a list of up to {MOST_LINES} strings, is needed')
    form = asked.get("form", FORMS[0])
    if form not in FORMS:
        abort(400, f"{form!r} is no form: phrase, person or query")
    with archive().reading() as searcher:
        found = [*rows(names, form, searcher, dt.date.today())]
        told = [
            {
                "name": row.name,
                "query": row.query,
                "total": row.total,
                "first": row.first,
                "last": row.last,
                "diagnostics": [{"kind": one.kind, "message": one.message} for one in row.remarks],
            }
            for row in found
        ]
        return jsonify({"rows": told, "generation": searcher.generation})


def sheet(typed: list[str], form: str, found: list[Row]) -> BatchSheet:
    """The page."""
    labels = (text("persis seperti tertulis"), text("sebagai nama orang"), text("sebagai kueri"))
    return BatchSheet(
        frame=frame(text("Banyak nama sekaligus")),
        form_url=_kept(url_for("batch.show")),
        file_url=url_for("batch.csv"),
        typed="\n".join(typed),
        forms=tuple((value, label, value == form) for value, label in zip(FORMS, labels, strict=True)),
        lines=tuple(map(_line, found)),
        found=sum(1 for row in found if row.total),
        left_out=max(0, len(typed) - MOST_LINES),
        most=MOST_LINES,
    )


def _typed() -> tuple[list[str], str]:
    """The lines that say anything, each once, and how they are read."""
    lines = [" ".join(line.split()) for line in request.values.get("list", "").splitlines()]
    form = request.values.get("form", FORMS[0])
    return [*dict.fromkeys(filter(None, lines))], form if form in FORMS else FORMS[0]


def _line(row: Row) -> ListLine:
    asked = SearchRequest(query=row.query, match="all")
    return ListLine(
        name=row.name,
        count=row.total,
        years=row.first if row.first == row.last else f"{row.first}–{row.last}",
        url=urls.search_url(asked),
        file_url=urls.export_url("csv", asked) if row.total else "",
        remarks=tuple(Remark(language.remark(d), row.query[d.start : d.end]) for d in row.remarks),
    )


def _table(found: list[Row]) -> Iterator[tuple[object, ...]]:
    yield ("name", "query", "articles", "first", "last", "link")
    for row in found:
        link = f"{request.host_url.rstrip('/')}{urls.search_url(SearchRequest(query=row.query, match='all'))}"
        yield (row.name, row.query, row.total, row.first, row.last, link)


def _kept(path: str) -> str:
    return f"{path}?lang={language.asked()}" if language.asked() else path
