"""Every request is numbered, timed, counted and, where that is asked for, written down; none may take for ever.

What is written down says nothing of who asked or for what, unless that is asked for too.
"""

from __future__ import annotations

import logging
import re
import sys
import time
import uuid
from dataclasses import dataclass
from logging.handlers import WatchedFileHandler

from flask import Flask, Response, g, request

from search.evaluate.deadline import within
from search.web.metrics import Metrics

HEADER = "X-Request-ID"
_GOOD_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


@dataclass(frozen=True, slots=True)
class Account:
    """How requests are accounted for."""

    deadline: float = 10.0
    """Seconds that a query may take; 0 for as long as it wants."""
    access_log: str = ""
    """A file, ``-`` for standard error, ``""`` for none."""
    log_readers: bool = False
    """Write down addresses of readers and what they asked for, too."""


def register(app: Flask, account: Account) -> None:
    """Account for every request to *app*."""
    metrics = Metrics()
    app.extensions["kliping.metrics"] = metrics
    log = _log(account.access_log)
    app.extensions["kliping.log"] = log

    @app.before_request
    def begin() -> None:
        g.kliping_began = time.perf_counter()
        given = request.headers.get(HEADER, "")
        g.kliping_request_id = given if _GOOD_ID.fullmatch(given) else uuid.uuid4().hex
        if account.deadline:
            g.kliping_deadline = within(account.deadline)
            g.kliping_deadline.__enter__()

    @app.after_request
    def end(response: Response) -> Response:
        response.headers[HEADER] = request_id()
        seconds = time.perf_counter() - g.get("kliping_began", time.perf_counter())
        metrics.count(request.endpoint or "none", request.method, response.status_code, seconds)
        if log:
            log.info(_line(response, seconds, with_reader=account.log_readers))
        return response

    @app.teardown_request
    def lift(error: BaseException | None) -> None:
        if deadline := g.pop("kliping_deadline", None):
            deadline.__exit__(None, None, None)


def request_id() -> str:
    """What this request is called in the log and in what its reader is told."""
    return str(g.get("kliping_request_id", ""))


def _line(response: Response, seconds: float, *, with_reader: bool) -> str:
    moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    path = request.full_path.rstrip("?") if with_reader else request.path
    size = response.content_length if response.content_length is not None else "-"
    told = [
        moment,
        request.method,
        f"{request.script_root}{path}",
        response.status_code,
        size,
        f"{seconds * 1000:.1f}ms",
    ]
    told += [request_id(), *([request.remote_addr or "-"] if with_reader else [])]
    return " ".join(_visible(str(part)) for part in told)


def _visible(text: str) -> str:
    """On one line, and one word: an address cannot write a line of its own."""
    return "".join(c if c.isprintable() and c != " " else f"%{ord(c):02X}" for c in text)


def _log(place: str) -> logging.Logger | None:
    if not place:
        return None
    log = logging.Logger("kliping.access", logging.INFO)  # of this application alone
    handler = logging.StreamHandler(sys.stderr) if place == "-" else WatchedFileHandler(place, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(message)s"))
    log.addHandler(handler)
    return log
