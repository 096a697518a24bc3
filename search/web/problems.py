"""What goes wrong, as a page in Indonesian or, under /api/, as application/problem+json (RFC 9457)."""

from __future__ import annotations

import json

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, InternalServerError

from index.errors import ArchiveUnusable
from search.evaluate.deadline import DeadlinePassed
from search.web import present
from search.web.accounting import request_id
from search.web.current import ArchiveEmpty
from search.web.language import text as translated
from search.web.metrics import metrics
from search.web.page import ProblemSheet, WelcomeSheet
from search.web.rendering import written
from search.web.views import archive, render

TEXTS = {
    400: ("Permintaan tidak terbaca", "Alamat ini tidak dapat dibaca. Coba ketik ulang pencarian Anda."),
    404: ("Halaman tidak ditemukan", "Artikel atau halaman ini tidak ada dalam arsip, atau alamatnya salah ketik."),
    405: ("Cara ini tidak dilayani", "Alamat ini hanya dapat dibaca, tidak dapat dikirimi data."),
    413: ("Kiriman terlalu besar", "Yang dikirim melebihi 64 kB."),
    500: ("Ada yang rusak di pihak kami", "Pencarian gagal karena kesalahan program. Kesalahannya sudah dicatat."),
}
LATE = (
    "Pencarian terlalu lama",
    "Pencarian ini dihentikan karena melewati batas waktu, jadi tidak ada hasilnya. Persempit, atau coba lagi.",
)
FOR_PROGRAMS = ("/api/", "/openapi.json", "/opensearch.xml", "/export.", "/feed.", "/cite/", "/metrics", "/healthz")
OTHER = ("Permintaan tidak dapat dilayani", "Coba kembali ke halaman depan.")


def register(app: Flask) -> None:
    """Let every error of *app* be answered here."""
    app.register_error_handler(HTTPException, http_problem)
    app.register_error_handler(ArchiveEmpty, empty_archive)
    app.register_error_handler(ArchiveUnusable, unusable_archive)
    app.register_error_handler(DeadlinePassed, late)


def http_problem(error: HTTPException) -> Response:
    """An HTTP error; the message of a failure inside stays inside."""
    status = error.code or InternalServerError.code
    title, text = TEXTS.get(status, OTHER)
    if _for_programs():
        return _problem_json(status, error.name, str(error.description or error.name))
    sheet = present.problem(status, translated(title), translated(text))
    if status != InternalServerError.code and (searcher := archive().lent):
        response = Response(render(sheet, searcher), status)
    else:  # a program that failed does not ask the archive again
        response = Response(_page(sheet), status)
    if error.response is None and (allow := dict(error.get_headers()).get("Allow")):
        response.headers["Allow"] = allow
    return response


def empty_archive(error: ArchiveEmpty) -> Response:
    """Before the first article: how to begin."""
    if _for_programs():
        return _problem_json(503, "Archive empty", str(error))
    return Response(_page(present.welcome()), 503)


def unusable_archive(error: ArchiveUnusable) -> Response:
    """An archive that cannot be opened: the message says which command repairs it."""
    if _for_programs():
        return _problem_json(503, "Archive unusable", str(error))
    return Response(_page(present.problem(503, translated("Arsip tidak dapat dibuka"), str(error))), 503)


def late(error: DeadlinePassed) -> Response:
    """A query that took too long: nothing of it is shown, for a part would look like all."""
    metrics().late()
    if _for_programs():
        response = _problem_json(
            503, "Query too slow", "the query was stopped at its deadline: narrow it, or try again"
        )
    else:
        response = Response(_page(present.problem(503, *map(translated, LATE))), 503)
    response.headers["Retry-After"] = "10"
    return response


def _for_programs() -> bool:
    """Whether whoever asks reads JSON: by the address, or by what they say they accept."""
    if request.path.startswith(FOR_PROGRAMS):
        return True
    accepted = request.accept_mimetypes
    return (
        accepted["application/problem+json"] > accepted["text/html"]
        or accepted["application/json"] > accepted["text/html"]
    )


def _problem_json(status: int, title: str, detail: str) -> Response:
    told = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    body = told | {"request": request_id()}
    return Response(json.dumps(body, ensure_ascii=False), status, content_type="application/problem+json")


def _page(sheet: ProblemSheet | WelcomeSheet) -> str:
    return written(sheet)
