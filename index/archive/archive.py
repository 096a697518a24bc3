"""The open archive: what was stored can be had back, and what is reported as stored is on the disk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import sqlalchemy as sa

from index.archive import checkpoints, deciding, purging, selecting, settling, storing, undoing
from index.archive.checking import findings
from index.archive.folders import Folders
from index.archive.history import Version, history_of
from index.archive.ledger import Ledger
from index.archive.overlay import Redaction
from index.archive.purge_list import is_whole, write_purge_list
from index.archive.recent import Recent
from index.archive.reject_files import empty_excerpts
from index.archive.repurging import repurge
from index.archive.rulings import Decision, Edit, Kind, Link, LinkKind, Purge, Ruling, Standing
from index.archive.searches import Searches
from index.archive.sqlite import check_in_place, explained, vacuum, writing
from index.archive.tables import batches
from index.archive.values import Batch, Change, Checkpoint, Counts, Entry, Outcome, StoredArticle, Undone
from index.article import Provenance, RawArticle
from index.errors import DoneBefore

T = TypeVar("T")


class Archive:
    """A context manager, made by `open_archive` or `create_archive`.

    Threads may share it; a process opens its own after it forked. One program writes at a time, any number read.
    Every method raises ArchiveUnusable when the disk or the database fails it.
    """

    def __init__(self, engine: sa.Engine, database: Path, bytes_behind: int = 0) -> None:
        self._engine, self._database = engine, database
        self._writer = writing(engine)
        self._behind = bytes_behind
        both = (self._reading, self._writing)
        self.folders, self.searches, self.recent = Folders(*both), Searches(*both), Recent(*both)
        """What readers keep: folders of articles, saved searches and, where they ask for it, their last searches."""
        self.names = Ledger(*both)
        """What people decided about the names of persons, places and organisations."""

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database; nothing is pending."""
        self._engine.dispose()

    def check_in_place(self) -> None:
        """ArchiveUnusable once another database was put in its place; what was found beside it before belongs to it."""
        check_in_place(self._engine)

    def begin_batch(self, description: str) -> int:
        """Note that a run starts; every change names the batch it belongs to."""
        row = {"description": description, "started": dt.datetime.now(dt.UTC), "counts": {}, "rejects_file": ""}
        with self._writing() as connection:
            return int(connection.scalars(batches.insert().returning(batches.c.id), row).one())

    def finish_batch(self, batch: int, counts: Mapping[str, int], rejects_file: str = "") -> None:
        """Note that the run came to its end, and what it came to; it needs its checkpoints no more."""
        now = dt.datetime.now(dt.UTC)
        values = {"finished": now, "interrupted": None, "counts": dict(counts), "rejects_file": rejects_file}
        with self._writing() as connection:
            connection.execute(batches.update().where(batches.c.id == batch).values(values))
            checkpoints.forget(connection, batch)

    def interrupt_batch(self, batch: int, counts: Mapping[str, int], rejects_file: str = "") -> None:
        """Note that the run was stopped before its end; its checkpoints stay."""
        values = {"interrupted": dt.datetime.now(dt.UTC), "counts": dict(counts), "rejects_file": rejects_file}
        with self._writing() as connection:
            connection.execute(batches.update().where(batches.c.id == batch).values(values))

    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """Of the runs that did not come to their end, the newest run first."""
        return self._read(checkpoints.every)

    def store(
        self,
        entries: Sequence[Entry],
        batch: int,
        checkpoint: Callable[[tuple[Outcome, ...]], Checkpoint] | None = None,
    ) -> tuple[Outcome, ...]:
        """Store all entries or, when it raises, none; they are on the disk when it returns.

        So is the checkpoint that is made of what they came to.
        """
        with self._writing() as connection:
            outcomes = storing.store(connection, entries, batch)
            if checkpoint:
                checkpoints.write(connection, checkpoint(outcomes))
        return outcomes

    def delete(self, keys: Sequence[str], batch: int) -> tuple[str, ...]:
        """Take articles away from readers, keeping their versions; returns the keys of which there was none."""
        with self._writing() as connection:
            return storing.delete(connection, keys, batch)

    def undeleted(self, keys: Sequence[str]) -> frozenset[str]:
        """Those of these articles that `delete` would take away."""
        return frozenset(self._read(lambda connection: storing.undeleted(connection, keys)))

    def undo(self, batch: int) -> Undone:
        """Let a batch count no more; WrongCall when it cannot be undone."""
        with self._writing() as connection:
            return undoing.undo(connection, batch)

    def edit(self, key: str, values: Mapping[str, str | None], by: str, batch: int) -> None:
        """Write fields of an article, to hold whatever a source delivers; None gives a field back to the source.

        WrongCall when there is no such article or field, or the value cannot be.
        """
        with self._writing() as connection:
            deciding.edit(connection, key, values, by, batch)

    def check_edit(self, key: str, values: Mapping[str, str | None]) -> None:
        """Raise the WrongCall that `edit` would, before a batch is begun for it."""
        self._read(lambda connection: deciding.check_edit(connection, key, values))

    def edits(self, key: str) -> tuple[Edit, ...]:
        """For staff: every edit of an article, undone ones too, oldest first."""
        return self._read(lambda connection: tuple(deciding.edits_of(connection, key)))

    def decide(self, key: str, ruling: Ruling, batch: int, other: str = "") -> int:
        """Take a decision on an article, and let it have its effect; its number. A purge wants `erase` afterwards.

        *other* is the article that corrects or answers it, or gives notice of its withdrawal.
        """
        try:
            with self._writing() as connection:
                if other:
                    deciding.link(connection, (other, key), deciding.link_kind(ruling.kind), ruling.by, batch)
                decision = deciding.decide(connection, key, ruling, batch)
        except DoneBefore:
            self._write_purge_list()  # the run that purged it may have died before it did so
            raise
        if ruling.kind is Kind.PURGE:
            self._write_purge_list()
        return decision

    def check_decision(self, key: str, ruling: Ruling, other: str = "") -> None:
        """Raise the WrongCall or DoneBefore that `decide` would, before a batch is begun for it."""
        try:
            self._read(lambda connection: deciding.check_decision(connection, key, ruling, other))
        except DoneBefore:
            self._write_purge_list()
            raise

    def absent(self, key: str, names: Sequence[str]) -> tuple[str, ...]:
        """Those of *names* that a redaction would find nowhere in the article as delivered and as edited."""
        return self._read(lambda connection: deciding.absent(connection, key, names))

    def redactions(self, keys: Collection[str]) -> dict[str, list[Redaction]]:
        """For staff, as the names are in it: of each of these articles that has any, the redactions that hold."""
        return self._read(lambda connection: deciding.redactions_of(connection, keys))

    def decisions(self, key: str) -> tuple[Decision, ...]:
        """For staff, as the redacted names are in it: every decision on an article, undone ones too, oldest first."""
        return self._read(lambda connection: tuple(deciding.decisions_of(connection, key)))

    def link(self, key: str, kind: LinkKind, target: str, by: str, batch: int) -> None:
        """Say what the article *key* is to the article *target*."""
        with self._writing() as connection:
            deciding.link(connection, (key, target), kind, by, batch)

    def links(self, key: str) -> tuple[Link, ...]:
        """The links from and to an article that hold, oldest first."""
        return self._read(lambda connection: tuple(deciding.links_of(connection, key)))

    def history(self, key: str) -> tuple[Version, ...]:
        """Every version of an article that readers could find, oldest first; `versions_for_readers` has their texts."""
        return self._read(lambda connection: tuple(history_of(connection, key)))

    def standing(self, key: str) -> Standing | None:
        """Whether an article may be shown, and what readers may be told; None where there never was one."""
        return self._read(lambda connection: deciding.standing_of(connection, key))

    def release_due(self, now: dt.datetime) -> int:
        """Make changes of the embargoes that are over, as a batch of their own; how many. Call before publishing."""
        if not self._read(lambda connection: deciding.due(connection, now)):
            return 0
        batch = self.begin_batch("release what its embargo kept back")
        with self._writing() as connection:
            released = deciding.release_due(connection, now, batch)
        self.finish_batch(batch, {"released": released})
        return released

    def purges_since(self, change: int) -> tuple[Purge, ...]:
        """The articles purged after that change: a generation that ends there still holds their text."""
        return self._read(lambda connection: tuple(purging.purges_since(connection, change)))

    def mend_purge_list(self) -> None:
        """Write purged.jsonl anew where it is damaged or lacks a purge."""
        if not is_whole(self._database.parent, self.purges_since(0)):
            self._write_purge_list()

    def purge_again(self, purges: Sequence[Purge]) -> int:
        """Purge what was purged elsewhere, or since a backup was made; how many were not purged here. Wants `erase`."""
        batch = self.begin_batch("purge again what was purged before")
        with self._writing() as connection:
            done = repurge(connection, purges, batch)
        self.finish_batch(batch, {"purged": done})
        return done

    def erase(self) -> bool:
        """Write the file anew where it may hold bytes of purged articles, or has some behind its end.

        False while a reader keeps the old log; nothing to do is True. Needs as much free space as the file takes.
        """
        if not self._read(purging.is_pending) and not self._behind:
            return True
        self._write_purge_list()
        empty_excerpts(self._database.parent)
        with explained(self._database):
            if not vacuum(self._engine):
                return False
        with self._writing() as connection:
            purging.note_erased(connection)
        self._behind = 0
        return True

    def findings(self, *, deep: bool = False) -> Iterator[str]:
        """What is wrong with the database, in words; *deep* reads every row and proves its hash."""
        return self._stream(lambda connection: findings(connection, deep=deep))

    def last_change(self) -> int:
        """The number of the newest change; 0 when nothing was ever stored."""
        return self._read(selecting.last_seq)

    def changes(self, since: int, until: int) -> Iterator[Change]:
        """What became of each article that changed after *since* and up to *until*: its last change in that span."""
        return self._stream(lambda connection: selecting.changes_between(connection, since, until))

    def current(self) -> Iterator[StoredArticle]:
        """All published articles by number, as they are at the first step of the iteration; memory stays flat."""
        return self._stream(selecting.current_articles)

    def versions_for_readers(self, ids: Sequence[int]) -> dict[int, StoredArticle]:
        """Articles as of these versions, without names redacted by now; those not published now are missing."""
        return self._read(lambda c: {stored.version: stored for stored in settling.articles_for_readers(c, ids)})

    def versions_for_staff(self, ids: Sequence[int]) -> dict[int, StoredArticle]:
        """Articles as these versions have them, whatever was decided: for staff and for making an index, no reader."""
        return self._read(lambda c: {stored.version: stored for stored in selecting.articles_by_version(c, ids)})

    def by_numbers(self, numbers: Sequence[int]) -> dict[int, StoredArticle]:
        """The published articles of these numbers; the others are missing."""
        return self._read(lambda c: {stored.number: stored for stored in selecting.articles_by_number(c, numbers)})

    def find(self, key: str) -> StoredArticle | None:
        """The published article with this key."""
        return self._read(lambda connection: selecting.article_by_key(connection, key))

    def raw(self, version: int) -> RawArticle:
        """For staff: the record as it was read, whatever was decided; KeyError when there is no such version."""
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

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with explained(self._database), self._engine.connect() as connection:
            yield connection

    def _read(self, question: Callable[[sa.Connection], T]) -> T:
        with self._reading() as connection:
            return question(connection)

    def _stream(self, question: Callable[[sa.Connection], Iterator[T]]) -> Iterator[T]:
        with self._reading() as connection:
            yield from question(connection)

    def _write_purge_list(self) -> None:
        write_purge_list(self._database.parent, self.purges_since(0))
