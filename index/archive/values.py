"""What goes into the archive and what comes out of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from index.article import Article, Provenance, RawArticle


class Outcome(Enum):
    """What storing one record came to; the value is its name in the summary of a run."""

    STORED = "stored"
    """An article the archive did not have."""
    UPDATED = "updated"
    """An article it had, with other content (the former version stays) or deleted before."""
    UNCHANGED = "unchanged"
    """An article it had from an earlier batch, with this content."""
    DUPLICATE = "duplicate"
    """An article this very batch brought before, with this content."""
    REFUSED = "rejected"
    """An article that was purged: it may not come back."""


class Status(Enum):
    """What became of an article; readers may find PUBLISHED ones only. The first that applies, from below, counts."""

    PUBLISHED = "published"
    RESTRICTED = "restricted"
    """For staff only."""
    EMBARGOED = "embargoed"
    DELETED = "deleted"
    DELISTED = "delisted"
    """Found by no search; its page stays."""
    WITHDRAWN = "withdrawn"
    """A tombstone stands in its place."""
    PURGED = "purged"
    """Its text is gone for good."""


class Event(Enum):
    """What happened to an article at a change."""

    VERSION = "version"
    """A source delivered other content."""
    STATUS = "status"
    """Deleted, or delivered again as it was."""
    EDIT = "edit"
    DECISION = "decision"
    UNDO = "undo"
    RELEASE = "release"
    """Its embargo passed."""
    PURGE = "purge"


@dataclass(frozen=True, slots=True)
class Entry:
    """One record on its way into the archive: as given, as cleaned, and where it stood."""

    raw: RawArticle
    article: Article
    provenance: Provenance
    cleaning: str = ""
    """Version of the rules that made *article* from *raw*."""


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """One version of one article."""

    number: int
    """Identifies the article inside one archive; grows, never used again."""
    key: str
    """Identifies the article in addresses; never changes."""
    version: int
    article: Article


@dataclass(frozen=True, slots=True)
class Change:
    """The state one article came to."""

    seq: int
    number: int
    key: str
    version: int | None
    """The version readers may find from here on; None when they may find none."""


@dataclass(frozen=True, slots=True)
class Batch:
    """One run of a command that changed the archive."""

    id: int
    description: str
    started: dt.datetime
    finished: dt.datetime | None
    """None while it runs, and for good when it was cut short."""
    counts: Mapping[str, int]
    rejects_file: str
    interrupted: dt.datetime | None = None
    """When it was stopped by a person or by the system."""
    undoes: int | None = None
    """The batch that this one undid."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the archive holds."""

    articles: int
    """Published ones."""
    deleted: int
    versions: int
    batches: int
    rejected: int
    """Records no batch could store, over all finished batches."""
    by_status: Mapping[str, int]
    """Articles of each status there is."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the archive holds of one source, day by day."""

    source: str
    days: tuple[tuple[dt.date, int], ...]
    """Days with published articles, in order, and how many each has."""
    undated: int
    """Published articles of which not even the year is known."""
    vague: int = 0
    """Published articles of which only the month or the year is known."""
    doubted: int = 0
    """Published articles whose date may be wrong, or could not be read: article.Published.doubt."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How far one file of a run has come; on the disk together with the articles it speaks of."""

    file: str
    identity: str
    """Size, time and first bytes of the file, and how it is read; another one begins from the start."""
    records: int
    """Records and rejects behind it."""
    line: int
    offset: int
    """Where the last of them began."""
    counts: Mapping[str, int]
    batch: int


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoing a batch came to, by key."""

    batch: int
    removed: tuple[str, ...]
    """Found no longer."""
    restored: tuple[str, ...]
    """Back as they were before."""
    kept: tuple[str, ...]
    """Left as later batches made them."""
