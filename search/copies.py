"""Which articles are reprints of each other, as a search tells it (index/reprints finds them)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Copies:
    """The articles that are reprints of each other, one of which this is."""

    first: str
    """The public identifier of the one that was published first."""
    total: int
    """How many there are, that one among them; at least two."""


@dataclass(frozen=True, slots=True)
class CopyRef:
    """One of the articles that are reprints of each other."""

    id: str
    title: str
    source: str
    date: str
    day: dt.date | None
    is_equal: bool
    """Word by word the article whose reprints were asked for."""
