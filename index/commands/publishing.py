"""What every command that changed the archive ends with: embargoes that are over, the index, and purged bytes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click

from index import pipeline, progress
from index.archive import Archive
from index.errors import DoneBefore
from index.pipeline import UNCHANGED, Published


def publish(archive: Archive, directory: Path, workers: int | None, *, fresh: bool = False) -> Published:
    """Bring the index up to date; the caller holds ``generation.writing``."""
    archive.release_due(datetime.now(UTC))
    with progress.indexing() as show:
        published = pipeline.publish(archive, directory, show, workers or os.cpu_count() or 1, fresh=fresh)
    if published.warning:
        click.echo(published.warning, err=True)
    if not archive.erase():
        click.echo(
            "bytes of purged articles are still in articles.db-wal, which a reader holds open; "
            "stop the site, then run: python -m index compact",
            err=True,
        )
    return published


def catch_up(archive: Archive, directory: Path, error: DoneBefore) -> str:
    """Publish what the run before stored and did not publish, and say so; raises *error* when it had done both."""
    if publish(archive, directory, 1).kind == UNCHANGED:
        raise error
    return f"{error}; the index had not been brought up to date then, and is now"


@contextmanager
def batch(archive: Archive, description: str) -> Iterator[tuple[int, dict[str, int]]]:
    """A batch with the counts that the block writes into it; finished, whatever the block came to."""
    number = archive.begin_batch(description)
    counts: dict[str, int] = {}
    try:
        yield number, counts
    finally:
        archive.finish_batch(number, counts)
