"""What a reader yields, and what a reader is."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from index.article import Provenance, RawArticle
from index.errors import WrongCall
from index.sources.columns import Columns

EXCERPT_LENGTH = 200
MAX_RECORD = 10_000_000
"""Bytes of one record; a longer one is no article."""
MAX_DOCUMENT = 50_000_000
"""Bytes of a document that is read as one: a page, a PDF."""


class SourceUnusable(WrongCall):
    """A file that was asked for cannot be read at all; the message says what to ask for instead."""


class Input(Protocol):
    """What is read: a file on the disk, or a member of an archive or folder."""

    @property
    def name(self) -> str:
        """Where it lies; of a member ``archive.zip!folder/page.html``."""
        ...

    @property
    def stream(self) -> io.BufferedReader:
        """The decompressed bytes."""
        ...

    @property
    def damage(self) -> str:
        """Why the stream ended before the file did; ``""`` when all is well."""
        ...

    def changed(self) -> bool:
        """Whether it was written to since it was opened."""
        ...


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
    member: str = ""
    """The member of the archive or folder that the piece stands in."""


@dataclass(frozen=True, slots=True)
class Skip:
    """What is no article and was not meant to be: a picture, a draft, the request of a web archive. Counted by kind."""

    kind: str


Item = Record | Reject | Skip


class Reader(Protocol):
    """A format: turns an input into items, in their order, as a stream; the same input always gives the same items."""

    def __call__(self, opened: Input, columns: Columns, source: str) -> Iterator[Item]:
        """*source* is the source of records that name none."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """A reader with its name and version, which the archive keeps with every record."""

    name: str
    """As ``--format`` takes it, and its version: ``jsonl/1``."""
    read: Reader


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece of an input stands."""

    line: int
    offset: int
    data: bytes
    """The piece as it stands there; its hash is kept."""

    def record(self, article: RawArticle, opened: Input, reader: str) -> Record:
        """The article with where it came from."""
        digest = hashlib.sha256(self.data).hexdigest()
        return Record(article, Provenance(opened.name, self.line, self.offset, reader, digest))

    def reject(self, reason: object) -> Reject:
        """Why there is no article."""
        excerpt = self.data[: 4 * EXCERPT_LENGTH].decode("utf-8", "replace")[:EXCERPT_LENGTH]
        return Reject(self.line, self.offset, str(reason), excerpt)


def ending(opened: Input, line: int, offset: int) -> Iterator[Reject]:
    """What every reader ends with: nothing, or why the input ended before its time."""
    if opened.damage:
        yield Reject(line, offset, opened.damage, "")
    elif opened.changed():
        yield Reject(line, offset, "the file was changed while it was read: add it again", "")


def whole(opened: Input) -> tuple[Place, Reject | None]:
    """All of an input that is one record; a Reject when it is too long, damaged or was changed meanwhile."""
    data = opened.stream.read(MAX_DOCUMENT + 1)
    place = Place(1, 0, data)
    if len(data) > MAX_DOCUMENT:
        return place, place.reject(f"the document is longer than {MAX_DOCUMENT:,} bytes")
    return place, next(ending(opened, 1, 0), None)
