"""Names and bytes that are there after a power cut."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

_PIECE = 1 << 20
T = TypeVar("T")


def sync(directory: Path) -> None:
    """A new file is there after a power cut only when its directory was written too."""
    if os.name != "posix":
        return
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    """What the file holds is on the disk when this returns."""
    with path.open("rb+") as file:
        _about(path, lambda: os.fsync(file.fileno()))


def copy_file(source: Path, target: Path) -> None:
    """The same bytes under another name, on the disk; an OSError names the one of the two that it is about."""
    with source.open("rb") as one, target.open("wb") as other:
        while data := _about(source, lambda: one.read(_PIECE)):
            _about(target, lambda data=data: other.write(data))  # type: ignore[misc]
        _about(target, other.flush)
        _about(target, lambda: os.fsync(other.fileno()))


def _about(path: Path, work: Callable[[], T]) -> T:
    try:
        return work()
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def sha256_of(path: Path) -> str:
    """Hexadecimal SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
