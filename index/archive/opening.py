"""Finds or makes the archive of a directory, brings its tables up to date, and says what is wrong with it."""

from __future__ import annotations

from pathlib import Path

from index.archive.archive import Archive
from index.archive.disk import sync
from index.archive.migrating import check_schema, migrate
from index.archive.sqlite import bytes_behind, explained, sqlite_engine
from index.archive.traces import refuse_beside_traces
from index.errors import ArchiveUnusable
from index.storage_place import refuse_network

DATABASE = "articles.db"


def open_archive(directory: Path, *, read_only: bool = False) -> Archive:
    """Open what is there; *read_only* neither migrates nor writes, whatever happens.

    Raises ArchiveUnusable when there is no archive, when its articles are lost, when a newer program wrote it, or when
    it is damaged.
    """
    database = directory / DATABASE
    _refuse_lost(database)
    if not database.is_file():
        raise ArchiveUnusable(f"{database}: there is no archive here; run: python -m index add FILE")
    refuse_network(directory)
    engine = sqlite_engine(database, "ro" if read_only else "rw")
    try:
        with explained(database):
            is_current = check_schema(engine, database)
        if not is_current and read_only:
            raise ArchiveUnusable(f"{database}: its tables are older than this program; run: python -m index rebuild")
        if not is_current:
            migrate(database)
    except ArchiveUnusable:
        engine.dispose()
        raise
    return Archive(engine, database, 0 if read_only else bytes_behind(database))


def create_archive(directory: Path) -> Archive:
    """Open the archive of the directory, making both when absent; never beside what is left of another."""
    database = directory / DATABASE
    try:
        if not directory.is_dir():
            _make_directory(directory)
        refuse_network(directory)
        _refuse_lost(database)
        if not database.exists():
            database.touch(mode=0o640, exist_ok=True)  # as the index: not for all to read
            migrate(database)
            sync(directory)
    except OSError as error:
        raise ArchiveUnusable(
            f"{directory}: the archive cannot be made here ({error.strerror}); choose another directory: --archive DIR"
        ) from error
    return open_archive(directory)


def _refuse_lost(database: Path) -> None:
    """An empty file counts as none: tables would be made in it, and the index then emptied to agree."""
    if not database.exists() or database.stat().st_size == 0:
        refuse_beside_traces(database)


def _make_directory(directory: Path) -> None:
    directory.parent.mkdir(parents=True, exist_ok=True)
    directory.mkdir(mode=0o750, exist_ok=True)
    sync(directory.parent)
