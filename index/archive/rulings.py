"""What people decide about articles: edits, decisions, links, and what is left of a purged article."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from index.archive.values import Status

REDACTED = "[nama disamarkan]"
"""What readers see in place of a redacted name."""


class Kind(Enum):
    """What a decision does, from the mildest to the hardest."""

    NOTE = "note"
    """Only remembered, and shown to readers when it has a message."""
    CORRECTION = "correction"
    """Ralat, koreksi: the article stands, another one or the message corrects it."""
    RIGHT_OF_REPLY = "right-of-reply"
    """Hak jawab: the article stands, another one or the message answers it."""
    DELISTING = "delisting"
    """No search finds it."""
    REDACTION = "redaction"
    """Names in it are replaced, for readers and in the index."""
    WITHDRAWAL = "withdrawal"
    """Pencabutan: a tombstone in place of the article."""
    PURGE = "purge"
    """Its bytes are removed, from every version."""


HIDING = {Kind.DELISTING: Status.DELISTED, Kind.WITHDRAWAL: Status.WITHDRAWN, Kind.PURGE: Status.PURGED}


class LinkKind(Enum):
    """What one article is to another."""

    CORRECTS = "corrects"
    RIGHT_OF_REPLY = "right_of_reply"
    WITHDRAWS = "withdraws"


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision as it is taken."""

    kind: Kind
    basis: str
    """The rule or the request it rests on."""
    by: str
    document: str = ""
    """Number of the letter or the verdict."""
    review_on: dt.date | None = None
    message: str = ""
    """Shown to readers."""
    is_silent: bool = False
    """Readers are told nothing, not even that there was an article."""
    names: tuple[str, ...] = ()
    """To be redacted: every form that stands in the text."""
    replacement: str = REDACTED


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as it was taken."""

    id: int
    key: str
    ruling: Ruling
    at: dt.datetime
    batch: int
    is_undone: bool


@dataclass(frozen=True, slots=True)
class Edit:
    """A field that a person wrote; it holds until it is undone or edited again, whatever a source delivers."""

    key: str
    field: str
    value: str | None
    """None: from here on as the source has it."""
    by: str
    at: dt.datetime
    batch: int
    is_undone: bool


@dataclass(frozen=True, slots=True)
class Link:
    """One article corrects, answers or withdraws another; both by key."""

    article: str
    kind: LinkKind
    target: str
    by: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether an article may be shown, and what to tell readers about it: what a tombstone is made of."""

    key: str
    status: Status
    version: int | None
    access: str
    embargo_until: dt.datetime | None
    decisions: tuple[Decision, ...]
    """Those that hold, oldest first, without the names that they take out."""


@dataclass(frozen=True, slots=True)
class Purge:
    """An article that may never come back."""

    key: str
    source: str
    source_id: str
    change: int
    """Generations that end before it hold the article's text."""
    hashes: tuple[str, ...]
    """SHA-256 of the records that were purged."""
    basis: str
    document: str
    by: str
    at: dt.datetime
    is_erased: bool
    """Its bytes are gone from the file, not only its rows."""
