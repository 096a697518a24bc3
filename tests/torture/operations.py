"""Every file operation of this process, counted before it happens: where a kill or an error can be put.

Seen are Python's own operations, through the audit hook, and fsync; SQLite's through sqlite_calls.py.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.torture import sqlite_calls

_CHANGING = frozenset(
    ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "sqlite3.connect")
)
_ELSEWISE = {"sqlite3.connect"}
"""What does not fail by OSError."""
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC

Act = Callable[[int, str], None]
"""Called with the count of the operation, from 1, and its name; may raise OSError or never return."""
Watching = Callable[[Callable[[str], None]], None]
"""Starts to call a function before each operation."""


def watch(folder: Path, seen: Callable[[str], None], *, for_errors: bool = False) -> None:
    """From now on call *seen* before each of Python's operations on something under *folder*. Cannot be undone: for
    children.

    Where errors are to be put, opening for reading and fsync count as well. A kill there leaves what a kill at the next
    operation leaves.
    """

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            if _within(folder, arguments[0]) and (for_errors or arguments[2] & _WRITING):
                seen(f"open {Path(os.fsdecode(arguments[0])).name}")
        elif event in _CHANGING - (_ELSEWISE if for_errors else set()) and _within(folder, arguments[0]):
            seen(f"{event} {Path(os.fsdecode(arguments[0])).name}")

    if for_errors:
        for name in ("fsync", "fdatasync"):
            _wrap(name, seen)
    sys.addaudithook(hook)


def kill_at(folder: Path, k: int, *, every: int = 1) -> None:
    """Die by SIGKILL just before the *k*-th operation that could change the disk: of all of Python's, and *every* so
    many of SQLite's.
    """

    def act(count: int, _: str) -> None:
        if count == k:
            os.kill(os.getpid(), signal.SIGKILL)

    seen = _counted(act)
    watch(folder, seen)
    sqlite_calls.watch(_counted(lambda count, name: seen(name) if count % every == 0 else None))


def fail_at(k: int, number: int, on_failure: Callable[[str], None], watching: Watching) -> Callable[[], None]:
    """Raise OSError *number* instead of the *k*-th operation *watching*; the function returned calls it off."""
    state = {"armed": True}

    def act(count: int, name: str) -> None:
        if count == k and state["armed"]:
            on_failure(name)
            raise OSError(number, os.strerror(number))

    watching(_counted(act))
    return lambda: state.update(armed=False)


def _counted(act: Act) -> Callable[[str], None]:
    state = {"count": 0, "busy": False}

    def seen(name: str) -> None:
        if not state["busy"]:
            state["busy"] = True
            state["count"] += 1
            try:
                act(state["count"], name)
            finally:
                state["busy"] = False

    return seen


def forget_fsync() -> None:
    """Make fsync do nothing: what a careless writer does. For showing that the power cuts find it."""
    setattr(os, "fsync", lambda _: None)  # noqa: B010 (its type names the parameter)


def _wrap(name: str, seen: Callable[[str], None]) -> None:
    original = getattr(os, name)

    def wrapped(descriptor: Any) -> None:
        seen(name)
        original(descriptor)

    setattr(os, name, wrapped)


def _within(folder: Path, path: object) -> bool:
    if isinstance(path, int):
        return False
    text = os.fsdecode(path) if isinstance(path, (str, bytes, os.PathLike)) else ""
    text = text.removeprefix("file://")
    return not text.startswith("/") or text.startswith(str(folder))
