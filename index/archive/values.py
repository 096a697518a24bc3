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


class Status(Enum):
    """Whether readers may find an article."""

    PUBLISHED = "published"
    DELETED = "deleted"


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
