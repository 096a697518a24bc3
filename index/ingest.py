"""Files -> archive: read, clean, store, and account for every record."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TextIO

from index.archive import Archive, Entry
from index.cleaning import RULES, clean
from index.sources import Record, Reject, SourceUnusable, read

BATCH = 500
"""Records in one transaction: what a power cut can make the run read again, never what it can lose."""

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


class Rejects:
    """The rejects file: made when the first record is rejected, one JSON object a line."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0
        self._file: TextIO | None = None

    def add(self, file: Path, reject: Reject) -> None:
        """Write one line; it is on its way to the disk when this returns."""
        if self._file is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self.path.open("a", encoding="utf-8")
        self._file.write(json.dumps({"file": str(file), **asdict(reject)}, ensure_ascii=False) + "\n")
        self._file.flush()
        self.count += 1

    def __enter__(self) -> Rejects:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._file:
            self._file.close()


@dataclass(frozen=True, slots=True)
class Run:
    """One ``add``: where records go and how their files are read."""

    archive: Archive
    batch: int
    options: Options
    rejects: Rejects
    counts: Counter[str]


def ingest(archive: Archive, paths: Sequence[Path], options: Options, rejects: Rejects, progress: Progress) -> Summary:
    """Store every record of *paths* that is an article; the caller holds ``generation.writing``."""
    began = time.perf_counter()
    batch = archive.begin_batch(f"add {' '.join(str(path) for path in paths)}")
    run = Run(archive, batch, options, rejects, Counter())
    finished = 0
    for path in paths:
        for consumed in _ingest_file(run, path):
            progress(run.counts["read"], finished + consumed)
        finished += path.stat().st_size if path.exists() else 0
    archive.finish_batch(batch, run.counts, str(rejects.path) if rejects.count else "")
    return Summary(**run.counts, seconds=round(time.perf_counter() - began, 3))


def _ingest_file(run: Run, path: Path) -> Iterator[int]:
    """Store one file's records, batch by batch; yields the bytes consumed after each."""
    try:
        reading = read(path, run.options.format, run.options.source, run.options.columns)
    except SourceUnusable as error:
        _reject(run, path, Reject(0, 0, str(error), ""))
        return
    with reading:
        while items := list(islice(reading, BATCH)):
            _ingest_batch(run, path, items)
            yield reading.consumed


def _ingest_batch(run: Run, path: Path, items: Sequence[Record | Reject]) -> None:
    entries = []
    for item in items:
        if isinstance(item, Reject):
            _reject(run, path, item)
        elif entry := _entry(item):
            entries.append(entry)
        else:
            place = item.provenance
            _reject(run, path, Reject(place.line, place.offset, "nothing is left of it but boilerplate", ""))
    run.counts.update(outcome.value for outcome in run.archive.store(entries, run.batch))
    run.counts["read"] += len(entries)


def _entry(record: Record) -> Entry | None:
    article = clean(record.article)
    return Entry(record.article, article, record.provenance, cleaning=RULES) if article.title or article.body else None


def _reject(run: Run, path: Path, reject: Reject) -> None:
    run.counts.update(("read", "rejected"))
    run.rejects.add(path, reject)
