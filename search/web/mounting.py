"""Where the site stands: under a prefix, behind other servers. WSGI alone; the site's own addresses follow from it."""

from __future__ import annotations

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix


def mount(app: Flask, prefix: str, proxies: int) -> None:
    """Let *app* answer under *prefix* (``/arsip``), and believe what so many *proxies* before it say."""
    if prefix:
        app.wsgi_app = Prefixed(app.wsgi_app, prefix)  # type: ignore[method-assign]  # as Flask's documentation has it
    if proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies, x_port=proxies, x_prefix=proxies
        )


class Prefixed:
    """Takes the prefix off the path, where the server before has not done so, and lets every link begin with it."""

    def __init__(self, app: WSGIApplication, prefix: str) -> None:
        self._app = app
        self._prefix = prefix

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """As WSGI has it."""
        path = environ.get("PATH_INFO", "")
        within = path.removeprefix(self._prefix)
        if within != path and within[:1] in ("", "/"):
            environ["PATH_INFO"] = within or "/"
        if not environ.get("SCRIPT_NAME"):  # else a server before us, or its X-Forwarded-Prefix, has said it
            environ["SCRIPT_NAME"] = self._prefix
        return self._app(environ, start_response)
