"""Names and bytes that are there after a power cut."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


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
        os.fsync(file.fileno())


def sha256_of(path: Path) -> str:
    """Hexadecimal SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
