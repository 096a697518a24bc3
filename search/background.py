"""What the archive knows of an article beside its text: what was decided, its texts, and its place in a result."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from search.results import NameRef


@dataclass(frozen=True, slots=True)
class Notice:
    """What was decided about an article, as far as readers are told; or what another article is to it."""

    kind: str
    """``correction``, ``right-of-reply``, ``withdrawal``, ``redaction``, ``note``; ``corrects``, ``right_of_reply`` or
    ``withdraws`` where this article is the one that does so to *other*.
    """
    message: str
    basis: str
    at: dt.datetime
    other: NameRef | None = None
    """The other article, by key and title."""


@dataclass(frozen=True, slots=True)
class Text:
    """One version of an article: when it came, and from where."""

    version: int
    stored_at: dt.datetime
    file: str
    line: int
    reader: str
    sha256: str
    batch: int
    is_delivered: bool


@dataclass(frozen=True, slots=True)
class Background:
    """What the archive knows of an article beside its text."""

    notices: tuple[Notice, ...] = ()
    texts: tuple[Text, ...] = ()
    """Every text that readers could find, the oldest first."""
    is_withdrawn: bool = False
    """A tombstone stands in its place; the notices say why."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where an article stands in a result, from 1, of how many, and the hits on both sides."""

    at: int
    total: int
    before: NameRef | None
    after: NameRef | None
