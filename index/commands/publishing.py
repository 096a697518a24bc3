"""What every command that changed the archive ends with: embargoes that are over, the index, and purged bytes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import click

from index import generation, pipeline, progress
from index.archive import Archive, open_archive
from index.errors import ArchiveError, DoneBefore
from index.pipeline import UNCHANGED, Failure, Published
from index.settings import Settings
from index.shell import DONE, TROUBLE

NAMED = 20
"""Articles named one by one."""
WITHOUT = {
    "entities": "indexed without its persons, places and organisations",
    "title": "not found by the words of its title",
    "body": "not found by the words of its text",
}


def publish(archive: Archive, directory: Path, workers: int | None, *, fresh: bool = False) -> Published:
    """Bring the index up to date; the caller holds ``generation.writing``."""
    archive.mend_purge_list()
    archive.release_due(datetime.now(UTC))
    with progress.indexing() as show:
        cores = workers or os.cpu_count() or 1
        if elsewhere := Settings.from_env().opensearch:
            published = pipeline.on_opensearch.publish(archive, elsewhere, show, cores, fresh=fresh)
        else:
            published = pipeline.publish(archive, directory, show, cores, fresh=fresh)
    if published.warning:
        click.echo(published.warning, err=True)
    for name in published.cleared:
        click.echo(f"{name}: was damaged, and is removed", err=True)
    for words in incomplete(published.failures):
        click.echo(words, err=True)
    if not archive.erase():
        click.echo(
            "bytes of purged articles are still in articles.db-wal, which a reader holds open; "
            "stop the site, then run: python -m index compact",
            err=True,
        )
    return published


def incomplete(failures: Sequence[Failure]) -> Iterator[str]:
    """The articles that are in the index without all that should be, named; of very many the first."""
    for failure in failures[:NAMED]:
        without = WITHOUT[failure.stage]
        yield f"{failure.key!r}: {without}; reading it failed ({failure.error})"
    if len(failures) > NAMED:
        yield f"and {len(failures) - NAMED:,} more; all are in: python -m index status --json"


def catch_up(archive: Archive, directory: Path, error: DoneBefore) -> tuple[str, int]:
    """Publish what the run before stored and did not publish; in words, with the exit code.

    Raises *error* when it had done both.
    """
    published = publish(archive, directory, 1)
    if published.kind == UNCHANGED:
        raise error
    return f"{error}; the index had not been brought up to date then, and is now", exit_code(published)


def exit_code(published: Published) -> int:
    """Of a command that did what it was called for."""
    return TROUBLE if published.failures else DONE


@contextmanager
def changing(directory: Path) -> Iterator[Archive]:
    """The archive, for the one who may change it; ArchiveUnusable when it has lost what its index knows."""
    with open_archive(directory) as archive, generation.writing(directory):
        generation.check_nothing_lost(directory, archive.last_change())
        yield archive


@contextmanager
def batch(archive: Archive, description: str) -> Iterator[tuple[int, dict[str, int]]]:
    """A batch with the counts that the block writes into it; interrupted where the block raises."""
    number = archive.begin_batch(description)
    counts: dict[str, int] = {}
    try:
        yield number, counts
    except BaseException:
        with suppress(ArchiveError):  # what the disk refused the block it may refuse this; then it is not finished
            archive.interrupt_batch(number, counts)
        raise
    archive.finish_batch(number, counts)
