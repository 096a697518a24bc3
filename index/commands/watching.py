"""``watch``: files are added to the archive as they are put into a folder, in which nothing is moved or changed."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click

from index import generation, ingest, progress
from index.archive import Archive, create_archive
from index.commands.account import account, mapping_of
from index.commands.publishing import publish
from index.commands.stopping import Stop, stopping
from index.errors import ArchiveError, ArchiveUnusable
from index.ingest import Options
from index.shell import DONE, TROUBLE, archive_option
from index.sources import files, size_of
from index.sources.formats import READERS

NAME = "watched.json"
"""In the archive's directory: the files that were added, with size and time, so that none is read again for nothing."""
UNFINISHED = (".part", ".partial", ".crdownload", ".tmp", ".swp", "~")
"""Ends of names of files that something is still writing."""
STEP = 0.2
"""Seconds between two looks at whether somebody asked to stop."""
State = tuple[int, int]
"""Size and time of change, in nanoseconds."""


@dataclass(slots=True)
class Watch:
    """One folder that is watched."""

    folder: Path
    directory: Path
    settle: float
    options: Options
    workers: int | None
    taken: dict[str, State] = field(default_factory=dict)
    troubled: bool = False

    def ready(self, now: float) -> tuple[Path, ...]:
        """The files that are new or changed, and have been left alone for long enough."""
        return tuple(path for path, state in self._states() if self._is_ready(path, state, now))

    def waiting(self) -> bool:
        """Whether there are files that are not added yet."""
        return any(self.taken.get(str(path)) != state for path, state in self._states())

    def add(self, paths: tuple[Path, ...], stop: Stop) -> None:
        """Add the files and publish; one that changes meanwhile counts as new the next time."""
        states = {path: state_of(path) for path in paths}
        rejected = self.directory / "rejects" / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}.jsonl"
        began = time.perf_counter()
        with create_archive(self.directory) as archive, generation.writing(self.directory):
            generation.check_nothing_lost(self.directory, archive.last_change())
            summary = self._ingested(archive, paths, rejected, stop)
            failures = publish(archive, self.directory, self.workers).failures
        told = account(summary) | {"seconds": round(time.perf_counter() - began, 3), "files": len(paths)}
        click.echo(json.dumps(told))
        if summary.rejected:
            click.echo(f"Not stored: {summary.rejected}; each with line and reason in {rejected}", err=True)
        self.troubled = self.troubled or bool(summary.rejected or failures)
        self.taken |= {str(path): state for path, state in states.items() if state}
        remember(self.directory / NAME, self.taken)

    def _ingested(self, archive: Archive, paths: tuple[Path, ...], rejected: Path, stop: Stop) -> ingest.Summary:
        say: Callable[[str], None] = partial(click.echo, err=True)
        with ingest.Rejects(rejected) as rejects, progress.reading(sum(map(size_of, paths))) as show:
            return ingest.ingest(archive, paths, self.options, rejects, show, stop.is_wanted, say)

    def _states(self) -> Iterator[tuple[Path, State]]:
        for path in files(self.folder):
            is_hidden = any(part.startswith(".") for part in path.relative_to(self.folder).parts)
            if not is_hidden and not path.name.lower().endswith(UNFINISHED) and (state := state_of(path)):
                yield path, state

    def _is_ready(self, path: Path, state: State, now: float) -> bool:
        return self.taken.get(str(path)) != state and now - state[1] / 1e9 >= self.settle


def state_of(path: Path) -> State | None:
    """Size and time of a regular file; None for anything else, and for what is gone."""
    try:
        if path.is_symlink() or not path.is_file():
            return None
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def remembered(path: Path) -> dict[str, State]:
    """The files of former runs; none where that is not known: they are then read again, which changes nothing."""
    try:
        found = json.loads(path.read_text("utf-8"))
        return {str(name): (int(size), int(at)) for name, (size, at) in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def remember(path: Path, taken: Mapping[str, State]) -> None:
    """Write the list anew, whole or not at all."""
    temporary = path.with_suffix(".tmp")
    temporary.write_text(json.dumps(taken, ensure_ascii=False), encoding="utf-8")
    os.replace(temporary, path)  # noqa: PTH105  the same on Windows


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--once", is_flag=True, help="Add what is ready, and end: for a timer.")
@click.option("--every", type=click.FloatRange(1), default=10, show_default=True, help="Seconds between two looks.")
@click.option("--settle", type=click.FloatRange(0), default=30, show_default=True, help="Seconds a file must rest.")
@click.option("--format", "format_", type=click.Choice(("auto", *READERS)), default="auto", show_default=True)
@click.option("--source", default="", help="Source of the articles that name none.")
@click.option("--map", "mapping", multiple=True, metavar="FIELD=COLUMN", help="Take FIELD from the column COLUMN.")
@click.option("--workers", type=click.IntRange(1), default=None, help="Processes that analyse.  [default: cores]")
@archive_option
def watch(  # noqa: PLR0913, PLR0917 (one parameter per option)
    folder: Path,
    every: float,
    settle: float,
    format_: str,
    source: str,
    mapping: tuple[str, ...],
    workers: int | None,
    directory: Path,
    *,
    once: bool,
) -> None:
    """Add files to the archive as they are put into FOLDER, and publish each time.

    A file is added once it has not changed for a while; a file that changes later is added again. Nothing in FOLDER is
    moved, changed or removed. Ctrl-C ends it between two transactions.

    \b
    Example:
      python -m index watch ~/masuk --source kabarnusa.example
      python -m index watch ~/masuk --once
    """
    if directory.resolve() in (folder.resolve(), *folder.resolve().parents) or folder.resolve() in (
        directory.resolve().parents
    ):
        raise click.BadParameter(f"the archive {directory} and {folder} lie in each other; choose another folder")
    options = Options(format_, source, mapping_of(mapping))
    watched = Watch(folder, directory, settle, options, workers, remembered(directory / NAME))
    with stopping() as stop:
        _watched(watched, every, stop, once=once)
    sys.exit(128 + stop.signal if stop.signal else TROUBLE if watched.troubled else DONE)


def _watched(watched: Watch, every: float, stop: Stop, *, once: bool) -> None:
    while not stop.is_wanted():
        if paths := watched.ready(time.time()):
            try:
                watched.add(paths, stop)
            except ingest.Interrupted as interrupted:
                click.echo(f"{interrupted}; what was stored stays, the next watch goes on from there", err=True)
                return
            except ArchiveUnusable:
                raise
            except ArchiveError as busy:  # another command writes to the archive: it will be done some time
                click.echo(f"{busy}; looked at again in {every:.0f} seconds", err=True)
                if once:
                    raise
        if once:
            return
        ending = time.monotonic() + every
        while time.monotonic() < ending and not stop.is_wanted():
            time.sleep(STEP)
