"""The word lists beside the rules: how they are read, and the digest that says which lists a result came from.

Each is read once, on first use. A line that starts with ``#`` is a comment; columns are separated by tabs.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

DATA = Path(__file__).with_name("data")


def lines(name: str) -> tuple[str, ...]:
    """The lines of a list, in its order."""
    text = (DATA / name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def rows(name: str) -> list[list[str]]:
    """The rows of a table."""
    return [line.split("\t") for line in lines(name)]


@cache
def digest() -> str:
    """SHA-256 over every list, by name and content."""
    total = hashlib.sha256()
    for path in sorted(DATA.iterdir()):
        total.update(path.name.encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
