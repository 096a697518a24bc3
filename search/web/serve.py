"""Runs the site: gunicorn where it is installed (POSIX), waitress elsewhere. Returns when the server has stopped."""

from __future__ import annotations

import importlib.util
import os
import signal
import socket
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from flask import Flask

from index import analysis
from index.errors import ArchiveError
from index.settings import Settings
from search.web.accounting import Account
from search.web.app import create_app
from search.web.guarding import NAMED_BY
from search.web.mounting import mount
from search.web.rendering import warm

THREADS = 8
"""Per process. Searching holds the interpreter's lock; threads are there so that no idle connection blocks a reader."""
TIMEOUT = 30
"""Seconds after which a worker that no longer answers is replaced."""
GRACE = 5
"""Seconds that a worker has to finish when the site is stopped. A search takes a fraction of one."""


@dataclass(frozen=True, slots=True)
class Serving:
    """How the site is offered."""

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    prefix: str = ""
    """``/arsip``: what every address of the site begins with."""
    proxies: int = 0
    """How many servers stand before it whose X-Forwarded-* headers are true."""
    reader_header: str = ""
    """In which the last of them, on this machine, names the reader it has signed in; ``""`` for none."""
    account: Account = field(default_factory=Account)


def serve(settings: Settings, serving: Serving) -> None:
    """Serve the archive of *settings* until interrupted; ArchiveError when the address cannot be had."""
    check_free(serving.host, serving.port)
    address = f"http://{_shown(serving.host)}:{serving.port}{serving.prefix}"
    sys.stderr.write(f"Kliping: {address}  (Ctrl+C untuk berhenti / to stop)\n")
    sys.stderr.flush()
    if os.name == "posix" and importlib.util.find_spec("gunicorn"):
        _gunicorn(settings, serving)
    else:
        _waitress(settings, serving)


def site(settings: Settings, serving: Serving) -> Flask:
    """The application, in its place."""
    app = create_app(settings, account=serving.account)
    app.config[NAMED_BY] = serving.reader_header
    mount(app, serving.prefix, serving.proxies)
    return app


def check_free(host: str, port: int) -> None:
    """Raise unless *port* of *host* can be listened on, so that the message is ours and not a traceback."""
    try:
        if not 0 < port < 65536:
            raise OverflowError("ports go from 1 to 65535")  # the resolver would count on from 0
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ArchiveError(
            f"cannot listen on port {port} of {host} ({reason}): choose another with --port, for example --port 8080"
        ) from error


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _gunicorn(settings: Settings, serving: Serving) -> None:
    from gunicorn.app.base import BaseApplication  # noqa: PLC0415 (POSIX only)

    class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
        """Code and word lists are loaded once, before the fork; the archive is opened in each worker, after it."""

        def load_config(self) -> None:
            for name, value in gunicorn_settings(serving).items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            analysis.analyse("memuat")  # the dictionary and its model, shared by the workers from here on
            app = site(settings, serving)
            warm(app)
            return app

    Server().run()


def gunicorn_settings(serving: Serving) -> dict[str, object]:
    """What differs from gunicorn's defaults."""
    return {
        "bind": f"{_shown(serving.host)}:{serving.port}",
        "workers": serving.workers,
        "worker_class": "gthread",
        "threads": THREADS,
        "timeout": max(TIMEOUT, int(serving.account.deadline) + GRACE),
        "graceful_timeout": GRACE,
        "preload_app": True,
        "post_worker_init": _warm,
        "limit_request_line": 8190,  # a long query with many filters
        "forwarded_allow_ips": "",  # whom to believe, --behind says
        "loglevel": "warning",
        "control_socket_disable": True,  # nothing is written outside the archive
    }


def _warm(worker: Any) -> None:
    """Open the archive before the first reader comes; meanwhile the worker answers already."""
    threading.Thread(target=_open, args=(worker.app.callable,), name="warm", daemon=True).start()


def _open(app: Flask) -> None:
    with suppress(ArchiveError), app.extensions["kliping.archive"].reading():
        pass


def _waitress(settings: Settings, serving: Serving) -> None:
    import waitress  # noqa: PLC0415 (where gunicorn is not)

    app = site(settings, serving)
    _open(app)
    for told in (signal.SIGINT, signal.SIGTERM):  # a program started in the background of a script ignores SIGINT
        signal.signal(told, _stop)
    waitress.serve(app, host=serving.host, port=serving.port, threads=THREADS, ident=None)


def _stop(_signal: int, _frame: object) -> None:
    raise SystemExit(0)
