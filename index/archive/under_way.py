"""Notes in an archive's directory of what is being written elsewhere: the next writer finds what a killed run left.

A backup needs no writer's lock. So each run holds a lock of its own, and what is noted under a lock that nobody holds
is removed.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

PART = ".part"
"""What the name of everything ends with that is not finished; nothing else is ever removed."""
_NOTE, _LOCK = "writing-*.json", "writing-*.lock"


@contextmanager
def under_way(directory: Path, *parts: Path) -> Iterator[None]:
    """Note *parts* while the block writes them. Without a word where this user may not write in *directory*."""
    name = hashlib.sha256("\n".join(str(part.absolute()) for part in parts).encode()).hexdigest()[:16]
    note = directory / f"writing-{name}.json"
    lock = FileLock(note.with_suffix(".lock"), timeout=0, mode=0o640)
    with suppress(OSError, Timeout):  # of two runs that write the same files one will say so
        lock.acquire()
        note.write_text(json.dumps([str(part.absolute()) for part in parts]), encoding="utf-8")
    try:
        yield
    finally:
        if lock.is_locked:
            _forget(note, lock)


def sweep_parts(directory: Path) -> None:
    """Remove what runs that died had begun to write; best effort."""
    for note in {path.with_suffix(".json") for pattern in (_NOTE, _LOCK) for path in directory.glob(pattern)}:
        lock = FileLock(note.with_suffix(".lock"), timeout=0, mode=0o640)
        with suppress(OSError, Timeout, ValueError, TypeError):
            lock.acquire()
            try:
                for part in map(Path, json.loads(note.read_text(encoding="utf-8"))):
                    if part.name.endswith(PART):
                        _remove(part)
            finally:  # and where a run died between its lock and its note, the lock
                _forget(note, lock)


def _remove(part: Path) -> None:
    if part.is_dir() and not part.is_symlink():
        shutil.rmtree(part, ignore_errors=True)
    else:
        with suppress(OSError):
            part.unlink()


def _forget(note: Path, lock: FileLock) -> None:
    for path in (note, note.with_suffix(".lock")):
        with suppress(OSError):
            path.unlink()
    lock.release()
