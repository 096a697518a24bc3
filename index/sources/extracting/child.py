"""The child process: reads documents from its standard input, answers in JSON, and can neither grow nor write files."""

from __future__ import annotations

import json
import os
import signal
import struct
import sys
from collections.abc import Callable
from typing import BinaryIO

from index.errors import RecordRejected

MEMORY = 2 << 30
"""Bytes of address space."""
Task = Callable[..., dict[str, object]]


def main() -> None:
    """Answer until the other side closes the pipe."""
    # Ctrl-C and a system's stop reach every process of a run: the record at hand must be answered all the same.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    bound()
    answers = os.fdopen(os.dup(1), "wb")
    sys.stdout = sys.stderr  # what a library prints is no answer
    serve(sys.stdin.buffer, answers)


def bound() -> None:
    """Where the system can: no file grows, no core is dumped, memory ends."""
    try:
        import resource  # noqa: PLC0415  not on Windows
    except ImportError:
        return
    for limit, value in (
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, MEMORY),
    ):
        hard = resource.getrlimit(limit)[1]
        resource.setrlimit(limit, (value, value if hard == resource.RLIM_INFINITY else min(value, hard)))


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """One answer for each request."""
    while len(head := requests.read(8)) == 8:
        asked, size = struct.unpack("<II", head)
        request = json.loads(requests.read(asked))
        answer = json.dumps(answered(request["task"], requests.read(size), request["options"])).encode()
        answers.write(struct.pack("<I", len(answer)) + answer)
        answers.flush()


def answered(task: str, data: bytes, options: dict[str, object]) -> dict[str, object]:
    """What was found, or why nothing was."""
    try:
        return {"found": _task(task)(data, **options)}
    except RecordRejected as rejected:
        return {"rejected": str(rejected)}
    except RecursionError:
        return {"rejected": "nested too deeply to be an article"}
    except MemoryError:
        return {"rejected": "reading it used more memory than is allowed"}
    except (
        Exception
    ) as error:  # the document is hostile and the libraries are many: it is rejected, and the next is read
        return {"rejected": f"it cannot be read ({type(error).__name__}: {str(error)[:200]})"}


def _task(name: str) -> Task:
    match name:
        case "fragment":
            from index.sources.extracting.fragment import fragment  # noqa: PLC0415  each loads its libraries

            return fragment
        case "page":
            from index.sources.extracting.page import page  # noqa: PLC0415

            return page
        case "ocr":
            from index.sources.extracting.ocr import ocr  # noqa: PLC0415

            return ocr
        case "pdf":
            from index.sources.extracting.pdf import pdf  # noqa: PLC0415

            return pdf
    raise RecordRejected(f"no task is called {name!r}")
