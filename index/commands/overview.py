"""``status``: what an archive holds, what happened to it last, and whether its index is up to date."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index import generation, recleaning
from index.archive import Archive, Batch, Checkpoint, Copy, Counts, copies_holding, last_backup
from index.commands.copying import told
from index.errors import ArchiveUnusable
from index.manifest import FileDamaged, Manifest
from index.pipeline import cluster_standing
from index.settings import OpenSearch, Settings

LAST = 5
"""Batches told."""
REBUILD = "python -m index rebuild"
COMPACT = "python -m index compact"
VERIFY = "python -m index verify --deep"


@dataclass(frozen=True, slots=True)
class Overview:
    """The state of an archive at one moment."""

    archive: str
    counts: Counts
    generation: int | None
    indexed: int | None
    """Articles that can be found."""
    reprints: dict[str, int] | None
    """Groups of reprints, and the articles in them."""
    built: str | None
    lag: int | None
    """Changes that the index does not know; None where there is no index."""
    is_written: bool
    """A command is at work on the archive, which brings the index up to date when it is done."""
    lost: str
    """What articles.db has lost by what the index knows, in words; empty for nothing."""
    is_elsewhere: bool
    """The index is on OpenSearch: `cluster status` tells how it is."""
    is_stale: bool
    """An older generation stands in for a damaged one."""
    verified: dt.datetime | None
    """When every byte of the generation was last read and found as it was written. Headers and sizes are just now."""
    damaged: tuple[FileDamaged, ...]
    """Files of any generation kept that are not as they were, at a glance."""
    set_aside: tuple[str, ...]
    """Directories of generations that were found damaged; nothing reads them any more."""
    batches: tuple[Batch, ...]
    interrupted: tuple[Batch, ...]
    """Runs that did not come to their end, among the last hundred."""
    checkpoints: tuple[Checkpoint, ...]
    cleaning_due: bool
    """There are articles that other rules of cleaning made than hold now."""
    purges_pending: bool
    """Bytes of purged articles may still be in the file."""
    copies: tuple[Copy, ...]
    """Copies of articles.db that may hold what was purged since."""
    space: dict[str, int]
    """Bytes of the database, of the index, and free on the disk."""
    last_backup: dict[str, Any] | None

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {
            "archive": self.archive,
            **asdict(self.counts),
            "generation": self.generation,
            "indexed": self.indexed,
            "reprints": self.reprints,
            "built": self.built,
            "lag": self.lag,
            "writing": self.is_written,
            "lost": self.lost,
            "stale": self.is_stale,
            "verified": self.verified.isoformat() if self.verified else None,
            "damaged": [{"file": str(d.path), "problem": d.what, "way_out": REBUILD} for d in self.damaged],
            "set_aside": list(self.set_aside),
            "last_batches": [_batch(batch) for batch in self.batches],
            "interrupted": [_batch(batch) for batch in self.interrupted],
            "checkpoints": [asdict(checkpoint) for checkpoint in self.checkpoints],
            "cleaning_due": self.cleaning_due,
            "purges_pending": self.purges_pending,
            "copies_with_purged": [{"file": str(copy.path), "articles": copy.held} for copy in self.copies],
            "space": self.space,
            "last_backup": self.last_backup,
        }

    @property
    def is_behind(self) -> bool:
        """Whether the index lacks changes, and no command is about to bring them."""
        return self.lag != 0 and not self.is_written

    def lines(self) -> Iterator[str]:
        """For people."""
        for status, n in self.counts.by_status.items():
            yield f"{status:12} {n:,}"
        for name in ("versions", "rejected"):
            yield f"{name:12} {getattr(self.counts, name):,}"
        for name in ("generation", "indexed", "built", "lag"):
            value = getattr(self, name)
            yield f"{name:12} {'-' if value is None else value}"
        if self.is_written:
            yield f"{'writing':12} a command is at work on the archive; the index follows when it is done"
        yield from self._index_lines()
        for name, size in self.space.items():
            yield f"{name:12} {size / 1e6:,.1f} MB"
        backup = self.last_backup
        yield f"{'backup':12} {backup['made'] + ' ' + backup['file'] if backup else '-'}"
        if self.purges_pending:
            yield f"{'purges':12} bytes of purged articles are in articles.db still; stop the site, then run: {COMPACT}"
        for words in told(self.copies):
            yield f"{'copy':12} {words}"
        for batch in self.batches:
            yield _line(batch)
        for point in self.checkpoints:
            yield f"{'stopped at':12} {point.file}, line {point.line:,}, after {point.records:,} records"

    def _index_lines(self) -> Iterator[str]:
        if self.reprints:
            yield f"{'reprints':12} {self.reprints['groups']:,} groups, {self.reprints['articles']:,} articles in them"
        if self.is_elsewhere:
            yield f"{'on':12} OpenSearch; more: python -m index cluster status"
        elif self.generation is not None:
            every_byte = f"{self.verified:%Y-%m-%d %H:%M} UTC, every byte" if self.verified else f"-, run: {VERIFY}"
            yield f"{'verified':12} {every_byte}"
        if self.is_stale:
            told = f"generation {self.generation}, for one that is damaged or missing; run: {REBUILD}"
            yield f"{'stands in':12} {told}"
        for damage in self.damaged:
            yield f"{'damaged':12} {damage}"
        for name in self.set_aside:
            yield f"{'set aside':12} {name}: was found damaged, nothing reads it; remove it when you no longer want it"


def overview(archive: Archive, directory: Path) -> Overview:
    """Look at all of it; reads no more than names, sizes and counts."""
    was_written = generation.is_being_written(directory)  # it may come to its end meanwhile, or another begin
    elsewhere = Settings.from_env().opensearch
    manifest, is_stale, verified = _indexed(directory, elsewhere)
    batches, purges = archive.batches(100), archive.purges_since(0)
    return Overview(
        archive=str(directory),
        counts=archive.counts(),
        generation=manifest.generation if manifest else None,
        indexed=manifest.articles if manifest else None,
        reprints={"groups": manifest.groups, "articles": manifest.grouped} if manifest else None,
        built=manifest.built if manifest else None,
        lag=archive.last_change() - manifest.last_change if manifest else None,
        lost=generation.lost_changes(directory, archive.last_change()),
        is_written=was_written or generation.is_being_written(directory),
        is_elsewhere=elsewhere is not None,
        is_stale=is_stale,
        verified=verified,
        damaged=generation.damages(directory, deep=False),
        set_aside=tuple(path.name for path in generation.quarantined(directory)),
        batches=batches[:LAST],
        interrupted=tuple(batch for batch in batches if batch.finished is None),
        checkpoints=archive.checkpoints(),
        purges_pending=not all(purge.is_erased for purge in purges),
        copies=copies_holding(directory, purges),
        cleaning_due=recleaning.is_due(archive),
        space=_space(directory),
        last_backup=last_backup(directory),
    )


def _indexed(directory: Path, elsewhere: OpenSearch | None) -> tuple[Manifest | None, bool, dt.datetime | None]:
    """What the published generation says of itself, whether it stands in for another, when all of it was read."""
    if elsewhere:
        return cluster_standing.manifest_of(elsewhere), False, None
    try:
        current = generation.open_current(directory)
        return current.manifest, not current.is_current, generation.verified_at(current.path)
    except ArchiveUnusable:
        return None, False, None  # told by the lag, which then is not known


def _space(directory: Path) -> dict[str, int]:
    files = [(path, path.stat()) for path in directory.rglob("*") if path.is_file()]
    database = sum(stat.st_size for path, stat in files if path.name.startswith("articles.db"))
    # Generations share files by hard links: each counts once.
    index = {stat.st_ino: stat.st_size for path, stat in files if path.parent.name.startswith("gen-")}
    return {"database": database, "index": sum(index.values()), "free": shutil.disk_usage(directory).free}


def _batch(batch: Batch) -> dict[str, Any]:
    moments = {name: (value := getattr(batch, name)) and value.isoformat() for name in MOMENTS}
    return asdict(batch) | moments


MOMENTS = ("started", "finished", "interrupted")


def _line(batch: Batch) -> str:
    state = "" if batch.finished else " (interrupted)" if batch.interrupted else " (not finished)"
    counts = ", ".join(f"{name} {n:,}" for name, n in batch.counts.items() if n)
    rejects = f"; rejects in {batch.rejects_file}" if batch.rejects_file else ""
    what = f"{batch.description}{state}: {counts or '-'}{rejects}"
    return f"{'batch ' + str(batch.id):12} {batch.started:%Y-%m-%d %H:%M} {what}"
