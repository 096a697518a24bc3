"""The word lists of this package, one entry a line, loaded on first use."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def listed(name: str) -> frozenset[str]:
    """The entries of ``data/<name>.txt``, without comments."""
    return frozenset(in_order(name))


@cache
def in_order(name: str) -> tuple[str, ...]:
    """The entries of ``data/<name>.txt`` as they stand there, without comments."""
    lines = (Path(__file__).parent / "data" / f"{name}.txt").read_text("utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))
