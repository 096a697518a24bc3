"""The child process as this side sees it: asked, answered, and killed when it takes too long."""

from __future__ import annotations

import atexit
import html
import json
import re
import struct
import subprocess
import sys
import threading
from contextlib import suppress
from functools import cache
from pathlib import Path

from index.errors import RecordRejected

SECONDS = 20.0
"""For one document; a large page of news takes a tenth of one."""
STARTING = 60.0
"""For the first, which loads the libraries."""
LIFE = 5_000
"""Documents one child reads, so that what its libraries leak stays small."""
MEMORY = "used more memory than is allowed"
MARKUP = re.compile(r"<[a-zA-Z/!?]")
ROOT = Path(__file__).parents[3]
PROGRAM = "import sys; sys.path.insert(0, {!r}); from index.sources.extracting.child import main; main()"


class Lost(RecordRejected):
    """The child did not live to answer."""


def text_of(markup: str, *, keeps_lines: bool = False) -> str:
    """The text of a piece of HTML, one paragraph a line; *keeps_lines* where a line end in it is one in the text."""
    if not MARKUP.search(markup):
        return html.unescape(markup) if "&" in markup else markup
    return str(extracted("fragment", markup.encode("utf-8", "replace"), keeps_lines=keeps_lines)["text"])


def extracted(task: str, data: bytes, **options: object) -> dict[str, object]:
    """What *task* makes of a document; RecordRejected when it is none, or reading it costs too much."""
    return _worker().ask(task, data, options)


@cache
def _worker() -> Worker:
    worker = Worker()
    atexit.register(worker.close)
    return worker


class Worker:
    """One child process, started when it is needed and again when it was lost."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self._asked = 0

    def ask(self, task: str, data: bytes, options: dict[str, object]) -> dict[str, object]:
        """The child's answer."""
        request = json.dumps({"task": task, "options": options}).encode()
        with self._lock:
            answer = json.loads(self._answer(struct.pack("<II", len(request), len(data)) + request + data))
        if reason := answer.get("rejected"):
            raise RecordRejected(str(reason))
        found: dict[str, object] = answer["found"]
        return found

    def close(self) -> None:
        """End the child."""
        process, self.process, self._asked = self.process, None, 0
        if process is None:
            return
        with suppress(OSError):
            process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()

    def _answer(self, request: bytes) -> bytes:
        """The child's answer, of a new child where one that had read others was lost: those may be to blame."""
        is_used = self._asked > 0
        answer, cost = self._tried(request)
        if not answer and is_used and cost == MEMORY:
            answer, cost = self._tried(request)
        if not answer:
            raise Lost(f"reading it {cost}: it is too large, or made to do harm")
        return answer

    def _tried(self, request: bytes) -> tuple[bytes, str]:
        """The answer, or what it would have cost."""
        if self._asked >= LIFE:
            self.close()
        limit = self._seconds if self._asked else max(self._seconds, STARTING)
        process = self.process or self._started()
        self._asked += 1
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(limit, end)
        timer.start()
        try:
            answer = _exchanged(process, request)
        except (OSError, ValueError):
            answer = b""
        finally:
            timer.cancel()
        if not answer:
            self.close()
        return answer, f"took more than {limit:.0f} seconds" if late.is_set() else MEMORY

    def _started(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-I", "-B", "-c", PROGRAM.format(str(ROOT))]
        self.process = subprocess.Popen(  # noqa: S603
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for this side
        )
        return self.process


def _exchanged(process: subprocess.Popen[bytes], request: bytes) -> bytes:
    """The answer; ``b""`` from a child that is gone."""
    stdin, stdout = process.stdin, process.stdout
    if stdin is None or stdout is None:
        return b""
    stdin.write(request)
    stdin.flush()
    head = stdout.read(4)
    if len(head) < 4:
        return b""
    size = struct.unpack("<I", head)[0]
    answer = stdout.read(size)
    return answer if len(answer) == size else b""
