"""The headers every answer carries. Nothing is loaded from elsewhere, nothing inline runs, no frame shows the site."""

from __future__ import annotations

from flask import Response

from search.web import language

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def guard(response: Response) -> Response:
    """Set the headers; what is not a static file is asked for again each time, for the archive grows."""
    response.headers.update(HEADERS)
    if response.mimetype == "text/html":
        response.vary.add("Accept-Language")
        response.content_language.add(language.current())
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-cache"
    return response
