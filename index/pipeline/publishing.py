"""From a plan to a published generation: fill, seal, check against the archive, move the pointer."""

from __future__ import annotations

import datetime as dt
import errno
import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from index import analysis, authority, columns, generation
from index.analysis import Analyser
from index.archive import Archive, StoredArticle
from index.backends import Writer
from index.backends.whoosh_writer import WhooshWriter
from index.columns import Columns, ColumnsBuilder
from index.generation import Generation
from index.generation.space import DiskFull
from index.manifest import DiskFailed, Manifest
from index.pipeline import failures
from index.pipeline.checking import Built, check
from index.pipeline.composing import in_chunks
from index.pipeline.failures import Failure
from index.pipeline.filling import Sink, fill
from index.pipeline.pairing import with_reprints
from index.pipeline.planning import Plan, changed, everything, fingerprint, is_outdated

Progress = Callable[[int, int], None]
"""Called with the articles done and the articles in all."""

FRESH, INCREMENTAL, UNCHANGED = "fresh", "incremental", "unchanged"

READ = 100
"""Articles read from articles.db at a time."""
NAMED = 50_000
"""Articles, evenly spread, that an archive's names are learnt from; of more every second, third ... one."""

Filled = tuple[Columns, tuple[Failure, ...], int]
"""The rows of a generation, the articles among those just written on which a stage failed, the number of segments."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Work:
    """How articles become rows."""

    analyser: Analyser
    progress: Progress
    workers: int


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication came to."""

    generation: Generation
    """The one that is current now."""
    kind: str
    """``fresh``: from nothing; ``incremental``: on top of the one before; ``unchanged``: there was nothing to do."""
    added: int
    """Rows written."""
    removed: int
    """Rows of the generation before that no longer count."""
    seconds: float
    bytes: int
    """Written, without what was taken over by a link."""
    warning: str = ""
    """Why an incremental build was given up for a fresh one; empty when it was not."""
    failures: tuple[Failure, ...] = ()
    """Of the articles written; those of rows taken over were told before."""
    cleared: tuple[str, ...] = ()
    """Damaged generations that were removed, since one built afresh was found whole."""

    @property
    def number(self) -> int:
        """The number of the generation."""
        return self.generation.number

    @property
    def manifest(self) -> Manifest:
        """What the generation says of itself."""
        return self.generation.manifest


def publish(archive: Archive, directory: Path, progress: Progress, workers: int, *, fresh: bool = False) -> Published:
    """Bring the index up to the archive's last change; the caller holds ``generation.writing``.

    *fresh* builds everything. Whatever goes wrong while building on the generation before, everything is built, once;
    a disk that is full or fails is no such thing. After a *fresh* build no damaged generation is left.
    """
    began = time.perf_counter()
    plan = everything(archive) if fresh else changed(archive, directory)
    if plan.base and not plan.has_changes:
        return Published(plan.base, UNCHANGED, 0, 0, _since(began), 0)
    try:
        published = _built(archive, directory, plan, progress, workers)
    except Exception as error:
        if plan.base is None or _is_of_the_disk(error):
            raise
        warning = f"could not build on generation {plan.base.number} ({error}); building everything"
        log.warning(warning)
        rebuilt = _built(archive, directory, everything(archive), progress, workers)
        published = replace(rebuilt, warning=warning)
    cleared = generation.clear_damaged(directory, published.generation) if fresh else ()
    return replace(published, seconds=_since(began), cleared=cleared)


def compact(archive: Archive, directory: Path, progress: Progress, workers: int) -> Published:
    """Build everything afresh: without the rows of former versions, in one segment, shared with no generation."""
    return publish(archive, directory, progress, workers, fresh=True)


def _built(archive: Archive, directory: Path, plan: Plan, progress: Progress, workers: int) -> Published:
    total = len(plan.added) if plan.base else archive.counts().articles
    generation.require_space(directory, plan.base, total)
    with generation.building(directory, plan.base) as path:
        analyser = generation.analyser_of(plan.base) if plan.base else analysis.analyser_for(names_of(archive))
        generation.write_names(analyser.names, path)
        built, failed, segments = _fill(path, archive, plan, Work(analyser, progress, workers))
        carried = failures.still(
            failures_of(plan.base) if plan.base else (), {int(plan.columns.number[row]) for row in plan.dead}
        )
        failures.write((*carried, *failed), path)
        manifest = generation.seal(path, _manifest(plan, built, segments, analyser), plan.base)
        incomplete = {failure.number for failure in (*carried, *failed)}
        check(path, manifest, Built(built, incomplete, analyser), archive, plan)
        published = generation.publish(path, is_outdated(archive))
    return Published(
        generation=published,
        kind=INCREMENTAL if plan.base else FRESH,
        added=len(built) - len(plan.columns),
        removed=len(plan.dead),
        seconds=0.0,
        bytes=_written(published, plan),
        failures=failed,
    )


def names_of(archive: Archive) -> frozenset[str]:
    """The names that the archive's analyser is to leave whole, learnt from a spread of its articles."""
    step = -(-archive.counts().articles // NAMED) or 1
    return analysis.frozen_names(stored.article.body for stored in islice(archive.current(), 0, None, step))


def _fill(path: Path, archive: Archive, plan: Plan, work: Work) -> Filled:
    total = len(plan.added) if plan.base else archive.counts().articles
    builder = ColumnsBuilder(plan.columns)
    writer: Writer
    with WhooshWriter(path, plan.base.manifest.files if plan.base else None) as writer:
        for row in plan.dead:
            writer.delete(row)
        sink = Sink(writer, builder, work.analyser, _counting(work.progress, total))
        failed = tuple(fill(sink, _articles(archive, plan), total, path, work.workers))
    built = with_reprints(builder, plan, archive, work.analyser, path)
    built = columns.regrouped(built, authority.current_groupings(archive, built))
    columns.write(built, path)
    return built, failed, writer.segments


def failures_of(published: Generation) -> tuple[Failure, ...]:
    """The articles of a generation on which a stage failed, whichever publication wrote them."""
    return failures.read(published.path, published.manifest)


def _articles(archive: Archive, plan: Plan) -> Iterator[StoredArticle]:
    if plan.base is None:
        yield from archive.current()
    for chunk in in_chunks(plan.added, READ):
        found = archive.versions_for_staff(chunk)
        yield from (found[version] for version in chunk)


def _counting(progress: Progress, total: int) -> Callable[[], None]:
    done = 0

    def count() -> None:
        nonlocal done
        done += 1
        progress(done, total)

    return count


def _manifest(plan: Plan, built: Columns, segments: int, analyser: Analyser) -> Manifest:
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    before = plan.base.manifest if plan.base else None
    return Manifest(
        generation=0,
        articles=int(built.alive.sum()),
        rows=len(built),
        segments=segments,
        last_change=plan.last_change,
        fingerprint=fingerprint(),
        analysis=analyser.fingerprint,
        authority=plan.authority,
        built=now,
        fresh=before.fresh if before else now,
        layers=before.layers + 1 if before else 0,
        groups=len(built.reprints),
        grouped=len(built.reprints.rows),
    )


def _written(published: Generation, plan: Plan) -> int:
    taken_over = plan.base.manifest.files if plan.base else {}
    return sum(s.size for name, s in published.manifest.files.items() if taken_over.get(name) != s)


def _is_of_the_disk(error: Exception) -> bool:
    is_full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EIO)
    return is_full or isinstance(error, DiskFull | DiskFailed)


def _since(began: float) -> float:
    return round(time.perf_counter() - began, 3)
