"""Who may write through the site, and from pages of the site alone.

There are no accounts: a server before the site may sign readers in and name them (``--reader-header``); without one,
only whoever sits at this machine writes.
"""

from __future__ import annotations

import hmac
import ipaddress
import secrets
from urllib.parse import urlsplit

from flask import Request, Response, abort, current_app
from flask import request as here

COOKIE = "kliping_token"
FIELD = "token"
HOSTS = {"localhost", "127.0.0.1", "::1"}
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP")
"""Set by a server in between: then the one who asks is not the one who is connected."""

NAMED_BY = "READER_HEADER"
"""In the application's settings: the header in which the server before it names the reader."""
AT_THIS_MACHINE = "(komputer ini)"
"""Whose folders they are where nobody signed in."""
LONGEST = 200
"""Letters of a reader's name."""


def may_write(request: Request) -> bool:
    """Whether the request came over the loopback interface, to a name of it, through nothing in between."""
    if any(name in request.headers for name in FORWARDED):
        return False
    return _is_loopback(request.remote_addr or "") and (urlsplit(f"//{request.host}").hostname or "") in HOSTS


def reader() -> str:
    """Whose folders and searches this request is about; ``""`` for readers who have none.

    The header is believed only of a server on this machine, for anyone else can write it.
    """
    archive = current_app.extensions["kliping.archive"]  # None where a page tells of a failure of the site itself
    if archive is None or archive.directory is None:
        return ""
    header = str(current_app.config.get(NAMED_BY, ""))
    connected = here.environ.get("werkzeug.proxy_fix.orig", here.environ).get("REMOTE_ADDR", "")
    named = " ".join(here.headers.get(header, "").split())[:LONGEST] if header and _is_loopback(connected) else ""
    return named or (AT_THIS_MACHINE if may_write(here) else "")


def check_reader() -> str:
    """The reader whose form this is; 403 unless there is one, and it came from a form of ours."""
    owner = reader()
    if not (owner and _has_token(here) and _is_same_origin(here)):
        abort(403)
    return owner


def check_program() -> str:
    """The reader for whom a program writes: no page of another site can send JSON here."""
    owner = reader()
    if not (owner and here.mimetype == "application/json" and _is_same_origin(here)):
        abort(403, "writing is for readers who sit at the machine or are signed in, and takes application/json")
    return owner


def token_of(request: Request) -> str:
    """What the forms of a page must send back: that of the browser's cookie, or a new one."""
    known = request.cookies.get(COOKIE, "")
    return known if len(known) > 30 else secrets.token_urlsafe(32)


def keep(response: Response, token: str) -> Response:
    """Give the browser the token; no other site can read it, and no request from one carries it."""
    response.set_cookie(COOKIE, token, httponly=True, samesite="Strict")
    return response


def check(request: Request) -> None:
    """403 unless the request may write and comes from a form of ours."""
    if not (may_write(request) and _has_token(request) and _is_same_origin(request)):
        abort(403)


def _has_token(request: Request) -> bool:
    sent, known = request.form.get(FIELD, ""), request.cookies.get(COOKIE, "")
    return len(known) > 30 and hmac.compare_digest(sent.encode(), known.encode())


def _is_same_origin(request: Request) -> bool:
    """As far as the browser tells; ``null`` is what a page without referrer sends."""
    origin, site = request.headers.get("Origin", "null"), request.headers.get("Sec-Fetch-Site", "same-origin")
    return site == "same-origin" and origin in {"null", request.host_url.rstrip("/")}


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
