"""Files -> archive: read, clean, store, and account for every record.

Articles and the checkpoint of their file are committed together, so that a run that was cut short goes on there.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TextIO

from index.archive import Archive, Checkpoint, Entry, Outcome, accepted_lines, note_cleaning
from index.archive.disk import sync
from index.cleaning import Accepted, clean, rules_of
from index.errors import ArchiveUnusable
from index.sources import Reading, Record, Reject, SourceUnusable, fingerprint, read, size_of

BATCH = 500
"""Records in one transaction: what a power cut can make the run read again, never what it can lose."""

PATIENCE = 10.0
"""Seconds that one transaction gathers records for: web pages come by the dozen a second."""

HEAD = 1 << 16
"""Bytes at a file's beginning that tell it from another of its size and time."""

Progress = Callable[[int, int], None]
"""Called with the records read so far and the bytes of input consumed."""


@dataclass(frozen=True, slots=True)
class Options:
    """How the files are to be read."""

    format: str = "auto"
    source: str = ""
    """For records that name none."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Field -> name of the column that holds it."""
    from_start: bool = False
    """Read all of every file, whatever a run before this one had done."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of every record: the five outcomes add up to *read*."""

    read: int = 0
    stored: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicate: int = 0
    rejected: int = 0
    seconds: float = 0.0
    skipped: int = 0
    """What is no article and was not meant to be, such as pictures and drafts; not among those *read*."""


class Rejects:
    """The rejects file: made when the first record is rejected, one JSON object a line."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0
        self._file: TextIO | None = None
        self._is_synced = True

    def add(self, file: Path, reject: Reject) -> None:
        """Write one line; it is on its way to the disk when this returns."""
        if self._file is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self.path.open("a", encoding="utf-8")
            sync(self.path.parent)
            sync(self.path.parent.parent)
        self._file.write(json.dumps({"file": str(file), **asdict(reject)}, ensure_ascii=False) + "\n")
        self._file.flush()
        self.count += 1
        self._is_synced = False

    def sync(self) -> None:
        """Have every line on the disk: before the checkpoint says that its record is behind us."""
        if self._file and not self._is_synced:
            os.fsync(self._file.fileno())
            self._is_synced = True

    def __enter__(self) -> Rejects:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._file:
            self._file.close()


class Interrupted(Exception):
    """The run was stopped from outside, between two transactions; everything before is on the disk."""


@dataclass(frozen=True, slots=True)
class Run:
    """One ``add``: where records go and how their files are read."""

    archive: Archive
    batch: int
    options: Options
    rejects: Rejects
    counts: Counter[str]
    """Of what is on the disk, and of nothing else."""
    resumed: Mapping[str, Checkpoint]
    """File -> how far a run before this one had come with it."""
    stopped: Callable[[], bool]
    accepted: Accepted
    """Lines that people found to be no part of stories."""


def ingest(  # noqa: PLR0913, PLR0917
    archive: Archive,
    paths: Sequence[Path],
    options: Options,
    rejects: Rejects,
    progress: Progress,
    stopped: Callable[[], bool] = lambda: False,
    tell: Callable[[str], None] = lambda words: None,
) -> Summary:
    """Store every record of *paths* that is an article; the caller holds ``generation.writing``.

    Goes on where a run over the same, unchanged files was cut short, and *tells* so. When *stopped* says yes, or
    anything is raised, the transaction at hand is finished or never was, and the run can be resumed: Interrupted.
    """
    began = time.perf_counter()
    resumed = {} if options.from_start else resumable(archive, paths, options)
    batch = next((point.batch for point in resumed.values()), None) or archive.begin_batch(_description(paths))
    if not archive.last_change():
        note_cleaning(archive, rules_of(accepted_lines(archive)), batch)
    run = Run(archive, batch, options, rejects, Counter(), resumed, stopped, accepted_lines(archive))
    finished = 0
    try:
        for path in dict.fromkeys(paths):
            for consumed in _ingest_file(run, path, tell):
                progress(run.counts["read"], finished + consumed)
            finished += size_of(path)
    except BaseException:
        with suppress(ArchiveUnusable):  # where the disk is why, it stays as the last checkpoint has it
            archive.interrupt_batch(batch, run.counts, str(rejects.path) if rejects.count else "")
        raise
    archive.finish_batch(batch, run.counts, str(rejects.path) if rejects.count else "")
    return Summary(**run.counts, seconds=round(time.perf_counter() - began, 3))


def resumable(archive: Archive, paths: Sequence[Path], options: Options) -> dict[str, Checkpoint]:
    """The checkpoints of the newest run that was cut short, of those files that are as they were then."""
    names = {str(path.absolute()): path for path in paths}
    points = [point for point in archive.checkpoints() if point.file in names]
    sound = [point for point in points if point.identity == identity(names[point.file], options)]
    return {point.file: point for point in sound if point.batch == sound[0].batch}


def identity(path: Path, options: Options) -> str:
    """Digest of how a file is read, of its size, time and first bytes; ``""`` when it cannot be read.

    Of a folder: of the names, sizes and times of all files in it.
    """
    try:
        laid = fingerprint(path)
        head = "" if path.is_dir() else _head(path)
    except OSError:
        return ""
    how = [options.format, options.source, sorted(options.columns.items())]
    parts = json.dumps([*how, laid, head], default=str)
    return hashlib.sha256(parts.encode()).hexdigest()


def _head(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.sha256(file.read(HEAD)).hexdigest()


def _description(paths: Sequence[Path]) -> str:
    return f"add {' '.join(str(path) for path in paths)}"


def _ingest_file(run: Run, path: Path, tell: Callable[[str], None]) -> Iterator[int]:
    """Store one file's records, batch by batch; yields the bytes consumed after each."""
    before = identity(path, run.options)
    try:
        reading = read(path, run.options.format, run.options.source, run.options.columns)
    except SourceUnusable as error:
        _reject(run, path, Reject(0, 0, str(error), ""))
        run.counts.update(("read", "rejected"))
        return
    with reading:
        point = _resumed(run, path, reading, tell) or Checkpoint(str(path.absolute()), before, 0, 0, 0, {}, run.batch)
        while items := _next(reading):
            point = _ingest_batch(run, path, items, point)
            yield reading.consumed
            if run.stopped():
                raise Interrupted(f"{path}: stopped after line {point.line}")
    if reading.skipped:
        run.counts["skipped"] += reading.skipped.total()
        kinds = ", ".join(f"{kind} {count:,}" for kind, count in reading.skipped.most_common())
        tell(f"{path}: passed over {reading.skipped.total():,} that are no articles: {kinds}")


def _next(reading: Reading) -> list[Record | Reject]:
    """The items of the next transaction: fewer where they come slowly, so that a stop is soon heeded."""
    until = time.monotonic() + PATIENCE
    items: list[Record | Reject] = []
    for item in islice(reading, BATCH):
        items.append(item)
        if time.monotonic() > until:
            break
    return items


def _resumed(run: Run, path: Path, reading: Reading, tell: Callable[[str], None]) -> Checkpoint | None:
    """Pass over what the run before had done, and count it as it was counted then."""
    point = run.resumed.get(str(path.absolute()))
    if point is None:
        return None
    for _ in islice(reading, point.records):
        pass
    run.counts.update(point.counts)
    tell(f"resumed: {path} after line {point.line}, {point.records} records were done (batch {point.batch})")
    return point


def _ingest_batch(run: Run, path: Path, items: Sequence[Record | Reject], before: Checkpoint) -> Checkpoint:
    """One transaction: the articles, and how far the file has come with them."""
    entries = []
    rejects = []
    for item in items:
        if isinstance(item, Reject):
            rejects.append(item)
        elif isinstance(entry := _entry(item, run.accepted), Reject):
            rejects.append(entry)
        else:
            entries.append(entry)
    for reject in rejects:
        _reject(run, path, reject)
    point = before

    def checkpoint(outcomes: tuple[Outcome, ...]) -> Checkpoint:
        nonlocal point
        for entry, outcome in zip(entries, outcomes, strict=True):
            if outcome is Outcome.REFUSED:
                place = entry.provenance
                _reject(run, path, Reject(place.line, place.offset, "was purged, and may not come back", ""))
        counts = Counter(before.counts)
        counts.update(outcome.value for outcome in outcomes)
        counts.update({"read": len(items), "rejected": len(rejects)})
        line, offset = _place(items[-1])
        point = replace(before, records=before.records + len(items), line=line, offset=offset, counts=dict(counts))
        run.rejects.sync()
        return point

    run.archive.store(entries, run.batch, checkpoint)
    run.counts.subtract(before.counts)
    run.counts.update(point.counts)
    return point


def _place(item: Record | Reject) -> tuple[int, int]:
    place = item if isinstance(item, Reject) else item.provenance
    return place.line, place.offset


def _entry(record: Record, accepted: Accepted) -> Entry | Reject:
    place = record.provenance
    try:
        article = clean(record.article, dt.date.today(), accepted)
    except (MemoryError, OSError):
        raise  # not the record's fault
    except Exception as error:  # input is hostile: one record may not stop the run, nor be lost without a line
        return Reject(place.line, place.offset, f"cleaning failed on it ({type(error).__name__}: {error})", "")
    if not (article.title or article.body):
        return Reject(place.line, place.offset, "nothing is left of it but boilerplate", "")
    return Entry(record.article, article, place, cleaning=rules_of(accepted, article.source))


def _reject(run: Run, path: Path, reject: Reject) -> None:
    run.rejects.add(path, reject)
