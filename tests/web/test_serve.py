"""The site as a process: it starts, answers, stops when told, and says what to do when its port is taken."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from index.errors import ArchiveError
from index.settings import Settings
from search.web.serve import Serving, serve

ROOT = Path(__file__).parents[2]
RUN = """
import sys; from pathlib import Path; from index.settings import Settings; from search.web import serve
settings, host, port = Settings(Path(sys.argv[1])), "127.0.0.1", int(sys.argv[2])
"""
SERVE = f"{RUN}serve.serve(settings, serve.Serving(host, port, 2))"
WAITRESS = f"{RUN}serve._waitress(settings, serve.Serving(host, port))"


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that someone listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        number: int = listener.getsockname()[1]
    return number


def answer(port: int, url: str) -> tuple[int, str]:
    """Ask until the server is there, for at most a minute."""
    for _ in range(600):
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", url)
            response = connection.getresponse()
            return response.status, response.read().decode()
        except ConnectionError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise AssertionError(f"nothing answers on port {port}")


@pytest.mark.parametrize("told_by", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "terminate"])
@pytest.mark.parametrize("code", [SERVE, WAITRESS], ids=["gunicorn", "waitress"])
@pytest.mark.skipif(os.name != "posix", reason="stops the server by a signal")
def test_the_site_answers_and_stops_when_told(archive: Path, port: int, code: str, told_by: signal.Signals) -> None:
    command = [sys.executable, "-c", code, str(archive), str(port)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) as server:
        try:
            status, page = answer(port, "/?q=banjir")
            server.send_signal(told_by)
            _, told = server.communicate(timeout=20)
        finally:
            server.kill()
    assert (status, "artikel" in page) == (200, True)
    assert (server.returncode, b"Traceback" in told) == (0, False)
    if code == SERVE:
        assert f"http://127.0.0.1:{port}".encode() in told


def test_a_port_that_is_taken_is_named_with_the_way_out(taken: int, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=rf"port {taken} of 127\.0\.0\.1 .*--port 8080"):
        serve(Settings(archive=tmp_path), Serving(port=taken))


@pytest.mark.parametrize(("host", "number"), [("bukan host", 8000), ("127.0.0.1", 99999)])
def test_an_address_that_cannot_exist_is_named_with_the_way_out(host: str, number: int, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=rf"port {number} of {host} .*--port"):
        serve(Settings(archive=tmp_path), Serving(host, number))
