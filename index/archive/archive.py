"""The open archive: what was stored can be had back, and what is reported as stored is on the disk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TypeVar

import sqlalchemy as sa

from index.archive import selecting, storing
from index.archive.sqlite import explained, writing
from index.archive.tables import batches
from index.archive.values import Batch, Change, Counts, Entry, Outcome, StoredArticle
from index.article import Provenance, RawArticle

T = TypeVar("T")


class Archive:
    """A context manager, made by `open_archive` or `create_archive`.

    Threads may share it; a process opens its own after it forked. One program writes at a time, any number read
    meanwhile. Every method raises ArchiveUnusable when the disk or the database fails it.
    """

    def __init__(self, engine: sa.Engine, database: Path) -> None:
        self._engine = engine
        self._writer = writing(engine)
        self._database = database

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _value: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database; nothing is pending."""
        self._engine.dispose()

    def begin_batch(self, description: str) -> int:
        """Note that a run starts; every change names the batch it belongs to."""
        row = {"description": description, "started": dt.datetime.now(dt.UTC), "counts": {}, "rejects_file": ""}
        with self._writing() as connection:
            batch: int = connection.scalars(batches.insert().returning(batches.c.id), row).one()
        return batch

    def finish_batch(self, batch: int, counts: Mapping[str, int], rejects_file: str = "") -> None:
        """Note that the run came to its end, and what it came to."""
        values = {"finished": dt.datetime.now(dt.UTC), "counts": dict(counts), "rejects_file": rejects_file}
        with self._writing() as connection:
            connection.execute(batches.update().where(batches.c.id == batch).values(values))

    def store(self, entries: Sequence[Entry], batch: int) -> tuple[Outcome, ...]:
        """Store all entries or, when it raises, none; they are on the disk when it returns."""
        with self._writing() as connection:
            return storing.store(connection, entries, batch)

    def delete(self, keys: Sequence[str], batch: int) -> tuple[str, ...]:
        """Take articles away from readers, keeping their versions; returns the keys that no reader could find."""
        with self._writing() as connection:
            return storing.delete(connection, keys, batch)

    def last_change(self) -> int:
        """The number of the newest change; 0 when nothing was ever stored."""
        return self._read(selecting.last_seq)

    def changes(self, since: int, until: int) -> Iterator[Change]:
        """What became of each article that changed after *since* and up to *until*: its last change in that span."""
        return self._stream(lambda connection: selecting.changes_between(connection, since, until))

    def current(self) -> Iterator[StoredArticle]:
        """All published articles by number, as they are at the first step of the iteration; memory stays flat."""
        return self._stream(selecting.current_articles)

    def versions(self, ids: Sequence[int]) -> dict[int, StoredArticle]:
        """Articles as of these versions, published or not; versions that do not exist are missing."""
        return self._read(lambda c: {stored.version: stored for stored in selecting.articles_by_version(c, ids)})

    def by_numbers(self, numbers: Sequence[int]) -> dict[int, StoredArticle]:
        """The published articles of these numbers; the others are missing."""
        return self._read(lambda c: {stored.number: stored for stored in selecting.articles_by_number(c, numbers)})

    def find(self, key: str) -> StoredArticle | None:
        """The published article with this key."""
        return self._read(lambda connection: selecting.article_by_key(connection, key))

    def raw(self, version: int) -> RawArticle:
        """The record as the reader gave it; KeyError when there is no such version."""
        return self._read(lambda connection: selecting.raw_of(connection, version))

    def provenance(self, version: int) -> Provenance:
        """Where the record stood; KeyError when there is no such version."""
        return self._read(lambda connection: selecting.provenance_of(connection, version))

    def counts(self) -> Counts:
        """How much the archive holds."""
        return self._read(selecting.counts_of)

    def batches(self, limit: int) -> tuple[Batch, ...]:
        """The last batches, newest first."""
        return self._read(lambda connection: tuple(selecting.newest_batches(connection, limit)))

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        with explained(self._database), self._writer.begin() as connection:
            yield connection

    def _read(self, question: Callable[[sa.Connection], T]) -> T:
        with explained(self._database), self._engine.connect() as connection:
            return question(connection)

    def _stream(self, question: Callable[[sa.Connection], Iterator[T]]) -> Iterator[T]:
        with explained(self._database), self._engine.connect() as connection:
            yield from question(connection)
