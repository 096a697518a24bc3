"""Runs the site: gunicorn where it is installed (POSIX), waitress elsewhere. Returns when the server has stopped."""

from __future__ import annotations

import importlib.util
import os
import socket
import sys
from typing import Any

from index.errors import ArchiveError
from index.settings import Settings
from search.web.app import create_app

THREADS = 8
"""Per process. Searching holds the interpreter's lock; threads are there so that no idle connection blocks a reader."""
TIMEOUT = 30
"""Seconds after which a worker that no longer answers is replaced."""
GRACE = 5
"""Seconds that a worker has to finish when the site is stopped. A search takes a fraction of one."""


def serve(settings: Settings, host: str, port: int, workers: int) -> None:
    """Serve the archive of *settings* until interrupted; ArchiveError when the address cannot be had."""
    check_free(host, port)
    sys.stderr.write(f"Kliping: http://{_shown(host)}:{port}  (Ctrl+C untuk berhenti / to stop)\n")
    sys.stderr.flush()
    if os.name == "posix" and importlib.util.find_spec("gunicorn"):
        _gunicorn(settings, host, port, workers)
    else:
        _waitress(settings, host, port)


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


def _gunicorn(settings: Settings, host: str, port: int, workers: int) -> None:
    from gunicorn.app.base import BaseApplication  # noqa: PLC0415 (POSIX only)

    class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
        """The archive is opened in each worker, after the fork: no file or connection is shared between them."""

        def load_config(self) -> None:
            for name, value in gunicorn_settings(host, port, workers).items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            return create_app(settings)

    Server().run()


def gunicorn_settings(host: str, port: int, workers: int) -> dict[str, object]:
    """What differs from gunicorn's defaults."""
    return {
        "bind": f"{_shown(host)}:{port}",
        "workers": workers,
        "worker_class": "gthread",
        "threads": THREADS,
        "timeout": TIMEOUT,
        "graceful_timeout": GRACE,
        "limit_request_line": 8190,  # a long query with many filters
        "loglevel": "warning",
        "control_socket_disable": True,  # nothing is written outside the archive
    }


def _waitress(settings: Settings, host: str, port: int) -> None:
    import waitress  # noqa: PLC0415 (where gunicorn is not)

    waitress.serve(create_app(settings), host=host, port=port, threads=THREADS, ident=None)
