"""Who may write through the site: without sign-in, only this machine, and from pages of the site."""

from __future__ import annotations

import hmac
import ipaddress
import secrets
from urllib.parse import urlsplit

from flask import Request, Response, abort

COOKIE = "kliping_token"
FIELD = "token"
HOSTS = {"localhost", "127.0.0.1", "::1"}
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP")
"""Set by a server in between: then the one who asks is not the one who is connected."""


def may_write(request: Request) -> bool:
    """Whether the request came over the loopback interface, to a name of it, through nothing in between."""
    if any(name in request.headers for name in FORWARDED):
        return False
    return _is_loopback(request.remote_addr or "") and (urlsplit(f"//{request.host}").hostname or "") in HOSTS


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
    sent, known = request.form.get(FIELD, ""), request.cookies.get(COOKIE, "")
    is_ours = len(known) > 30 and hmac.compare_digest(sent.encode(), known.encode())
    if not (may_write(request) and is_ours and _is_same_origin(request)):
        abort(403)


def _is_same_origin(request: Request) -> bool:
    """As far as the browser tells; ``null`` is what a page without referrer sends."""
    origin, site = request.headers.get("Origin", "null"), request.headers.get("Sec-Fetch-Site", "same-origin")
    return site == "same-origin" and origin in {"null", request.host_url.rstrip("/")}


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
