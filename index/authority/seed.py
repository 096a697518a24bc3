"""Reviewed aliases of public figures, places and bodies: what the authority file knows before anybody decided."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PATH = Path(__file__).with_name("data") / "aliases.tsv"


@dataclass(frozen=True, slots=True)
class Known:
    """One public figure, place or body."""

    kind: str
    name: str
    variants: tuple[str, ...]


@cache
def seed() -> tuple[Known, ...]:
    """All of them, in the order of the file."""
    rows = (line.split("\t") for line in _text().splitlines() if line and not line.startswith("#"))
    return tuple(Known(kind, name, tuple(variants)) for kind, name, *variants in rows)


@cache
def digest() -> str:
    """Of the file: another one means that names may stand for others now."""
    return hashlib.sha256(_text().encode()).hexdigest()[:16]


def _text() -> str:
    return PATH.read_text(encoding="utf-8")
