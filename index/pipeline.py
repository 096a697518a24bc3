"""The archive's articles -> a published generation of the index, new or on top of the one before."""

from __future__ import annotations

import datetime as dt
import hashlib
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

import numpy as np

from index import analysis, columns, entities, generation
from index.archive import Archive, StoredArticle
from index.backends import Writer
from index.backends.whoosh_writer import WhooshWriter
from index.columns import Columns, ColumnsBuilder
from index.document import Document, compose
from index.generation import Generation
from index.manifest import Manifest

FORMAT = 1
"""Raised when the meaning of a generation's files changes; part of the fingerprint."""
MOST_SEGMENTS = 20
"""Publications on top of each other before everything is built afresh: hard-linked files share their damage."""
CHUNK = 100
"""Articles handed to a worker process at a time."""

Item = TypeVar("Item")

Progress = Callable[[int, int], None]
"""Called with the articles done and the articles in all."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the next generation is made of."""

    base: Generation | None
    """The generation to build upon; None builds everything."""
    columns: Columns
    """The base's rows."""
    dead: tuple[int, ...]
    """Rows of the base whose article was updated or deleted."""
    added: tuple[int, ...]
    """Versions to append; with no base, all current ones are."""
    last_change: int


def fingerprint() -> str:
    """Digest of everything that decides what the index holds of an article; another one means: build everything."""
    parts = (str(FORMAT), sys.byteorder, analysis.fingerprint(), entities.fingerprint())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def publish(archive: Archive, directory: Path, progress: Progress, workers: int, *, fresh: bool = False) -> Generation:
    """Bring the index up to the archive's last change; the caller holds ``generation.writing``.

    Returns the generation that now is current: the same as before when nothing changed. *fresh* builds everything.
    """
    plan = _plan(archive, directory, fresh=fresh)
    if plan.base and plan.base.manifest.last_change == plan.last_change:
        return plan.base
    with generation.building(directory, plan.base) as path:
        built = _fill(path, archive, plan, _reporting(progress, archive, plan), workers)
        return generation.publish(path, _manifest(plan, built), plan.base)


def _plan(archive: Archive, directory: Path, *, fresh: bool) -> Plan:
    last_change = archive.last_change()
    base = None if fresh else generation.reusable(directory, fingerprint())
    if base is None or base.manifest.last_change > last_change or base.manifest.segments >= MOST_SEGMENTS:
        return Plan(None, columns.empty(), (), (), last_change)
    rows = columns.read(base.path)
    changes = tuple(archive.changes(base.manifest.last_change, last_change))
    changed = np.array([change.number for change in changes], np.int64)
    dead = np.flatnonzero(rows.alive & np.isin(rows.number, changed))
    added = tuple(change.version for change in changes if change.version is not None)
    if (~rows.alive).sum() + len(dead) > len(rows) // 3:
        return Plan(None, columns.empty(), (), (), last_change)
    return Plan(base, rows, tuple(dead.tolist()), added, last_change)


def _fill(path: Path, archive: Archive, plan: Plan, progress: Callable[[], None], workers: int) -> Columns:
    builder = ColumnsBuilder(plan.columns)
    writer: Writer
    with WhooshWriter(path, create=plan.base is None) as writer:
        for row in plan.dead:
            writer.delete(row)
        for document in documents(_articles(archive, plan), workers):
            builder.append(document)
            writer.add(document)
            progress()
    built = builder.build(plan.dead)
    columns.write(built, path)
    return built


def _articles(archive: Archive, plan: Plan) -> Iterator[StoredArticle]:
    if plan.base is None:
        yield from archive.current()
    for chunk in _chunks(plan.added, CHUNK):
        found = archive.versions(chunk)
        yield from (found[version] for version in chunk)


def documents(articles: Iterable[StoredArticle], workers: int) -> Iterator[Document]:
    """The documents of *articles*, in order; with two workers or more, made in other processes."""
    chunks = _chunks(articles, CHUNK)
    if workers < 2:
        for chunk in chunks:
            yield from _composed(chunk)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting: deque[Future[list[Document]]] = deque()
        for chunk in chunks:
            waiting.append(pool.submit(_composed, chunk))
            if len(waiting) > 2 * workers:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _composed(articles: Sequence[StoredArticle]) -> list[Document]:
    return [compose(a.number, a.version, a.key, a.article, entities.find(a.article)) for a in articles]


def _chunks(items: Iterable[Item], size: int) -> Iterator[tuple[Item, ...]]:
    remaining = iter(items)
    while chunk := tuple(islice(remaining, size)):
        yield chunk


def _reporting(progress: Progress, archive: Archive, plan: Plan) -> Callable[[], None]:
    total = len(plan.added) if plan.base else archive.counts().articles
    done = 0

    def report() -> None:
        nonlocal done
        done += 1
        progress(done, total)

    return report


def _manifest(plan: Plan, built: Columns) -> Manifest:
    return Manifest(
        generation=0,
        articles=int(built.alive.sum()),
        rows=len(built),
        segments=plan.base.manifest.segments + bool(plan.added) if plan.base else 1,
        last_change=plan.last_change,
        fingerprint=fingerprint(),
        analysis=analysis.fingerprint(),
        built=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
    )
