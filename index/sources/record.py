"""What a reader yields, and what a reader is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from index.article import Provenance, RawArticle
from index.errors import WrongCall
from index.sources.columns import Columns
from index.sources.opened import Opened

EXCERPT_LENGTH = 200


class SourceUnusable(WrongCall):
    """A file that was asked for cannot be read at all; the message says what to ask for instead."""


@dataclass(frozen=True, slots=True)
class Record:
    """One article as the file gives it, and where in the file it stands."""

    article: RawArticle
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Reject:
    """One piece of a file that cannot become an article; it is never dropped without one of these."""

    line: int
    """Line in the decompressed file, from 1."""
    offset: int
    """Byte offset in the decompressed file, from 0."""
    reason: str
    excerpt: str
    """The beginning of the piece, at most 200 characters."""


class Reader(Protocol):
    """A format: turns an open file into records, in their order, as a stream."""

    def __call__(self, opened: Opened, columns: Columns, source: str) -> Iterator[Record | Reject]:
        """*source* is the source of records that name none."""
        ...
