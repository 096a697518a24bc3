"""Corrections from the page of a name: written to the ledger, seen by readers within a second."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from index.archive import NewDecision, open_archive
from index.authority import Catalogue, Target, checking
from index.errors import WrongCall
from search.web import guarding, present, urls
from search.web.language import text
from search.web.views import archive, render

correcting = Blueprint("correcting", __name__)
BY = 80
"""Letters of a name that is written down as who decided."""


@correcting.post("/<any(person, place, organisation):field>/<identifier:id>")
def correct(field: str, id: str) -> AnyResponse:  # noqa: A002
    """Take one decision about this record, or take one back."""
    guarding.check(request)
    directory = archive().directory
    if directory is None:
        abort(403)
    try:
        by = _signed(request.form.get("by", ""))
        if request.form.get("action") == "undo":
            _undo(directory, request.form.get("batch", ""))
            after = id
        else:
            with archive().reading() as searcher:
                decision, after = _decided(searcher.authority_file(), field, id)
            _write(directory, decision, by)
    except WrongCall as error:
        sheet = present.problem(400, text("Koreksi tidak dapat dilakukan"), str(error))
        with archive().reading() as searcher:
            return Response(render(sheet, searcher), 400)
    archive().look()
    return redirect(urls.name_url(field, after) if after else urls.form_url(), 303)


def _decided(file: Catalogue, field: str, id_: str) -> tuple[NewDecision, str]:
    """What was asked for, and the record to show afterwards, if any."""
    record, value = file.find(field, id_), request.form.get("value", "")
    match request.form.get("action"):
        case "rename":
            return checking.rename(file, record, value), record.id
        case "merge":
            target: Target = file.find(field, value)
            return checking.merge(record, target), target.id
        case "hide":
            return checking.hide(file, record), ""
        case "verify":
            return checking.verify(file, record), record.id
        case other:
            raise WrongCall(f"{other!r} is no correction: rename, merge, hide, verify or undo")


def _write(directory: Path, decision: NewDecision, by: str) -> None:
    with open_archive(directory) as opened:
        batch = opened.begin_batch(f"authority {decision.action.value} {decision.kind} {decision.record}")
        counts: dict[str, int] = {}
        try:
            opened.names.write([decision], by, batch)
            counts["decided"] = 1
        finally:
            opened.finish_batch(batch, counts)


def _undo(directory: Path, typed: str) -> None:
    batch = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
    with open_archive(directory) as opened:
        if not any(decision.batch == batch for decision in opened.names.decisions()):
            raise WrongCall(f"batch {batch} decided about no name")
        opened.undo(batch)


def _signed(by: str) -> str:
    name: Any = " ".join(by.split())[:BY]
    if not name:
        raise WrongCall("isi nama Anda: setiap koreksi dicatat bersama siapa yang membuatnya")
    return str(name)
