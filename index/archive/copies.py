"""Copies of articles.db that may still hold what was purged since: those that a restore replaced, and backups.

A purge in the archive does not change them. They are looked at without a lock and without a log, so that nothing is
written beside them; `purge_copy` purges in them too, and gives a backup the manifest that then fits.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from index.archive.backing_up import (
    MANIFEST,
    RESTORING,
    Backup,
    check_backup,
    described,
    finish_exchange,
    last_backup,
    manifest_of,
    parts_of,
    write_manifest,
)
from index.archive.disk import copy_file, sync, sync_file
from index.archive.opening import DATABASE, open_archive
from index.archive.rulings import Purge
from index.archive.sqlite import copy_database
from index.errors import ArchiveUnusable, WrongCall

REPLACED = f"replaced-*-{DATABASE}"
LOGS = ("-wal", "-shm")
_HELD = """
SELECT articles.source, articles.source_id FROM articles LEFT JOIN purged ON purged.number = articles.number
WHERE purged.number IS NULL OR purged.erased IS NULL
"""
"""The articles whose text, or bytes of it, a database has."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of articles.db."""

    path: Path
    is_backup: bool
    held: int
    """Purged articles whose text is in it; all of them where nobody can tell."""


def copies_holding(directory: Path, purges: Sequence[Purge]) -> tuple[Copy, ...]:
    """The copies in the archive's directory, and the last backup wherever it lies, that hold any of *purges*."""
    wanted = {(purge.source, purge.source_id) for purge in purges}
    found = (Copy(path, is_backup, _held(path, wanted)) for path, is_backup in _copies(directory)) if wanted else ()
    return tuple(copy for copy in found if copy.held)


def copy_at(path: Path, purges: Sequence[Purge]) -> Copy:
    """The copy that a person names; WrongCall when it is none."""
    is_backup = manifest_of(path).exists()
    if not path.is_file() or not (is_backup or path.match(REPLACED)):
        raise WrongCall(f"{path}: neither a backup with its manifest nor an articles.db that a restore replaced")
    return Copy(path, is_backup, _held(path, {(purge.source, purge.source_id) for purge in purges}))


def finish_copies(directory: Path, files: Sequence[Path]) -> None:
    """Give backups the manifests that fit them, where a run that purged in them died before it did."""
    for path in (*files, *(path for path, is_backup in _copies(directory) if is_backup)):
        finish_exchange(path)


def purge_copy(copy: Copy, directory: Path, purges: Sequence[Purge]) -> None:
    """Purge in a copy what is purged by now; ArchiveUnusable when it is too damaged for that, and left as it was.

    The caller holds ``generation.writing``: it is worked on in a directory that the next writer sweeps.
    """
    fresh = directory / RESTORING
    before = None
    try:
        if copy.is_backup:
            before = check_backup(copy.path)
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir()
        for suffix in ("", *LOGS):
            if (beside := _beside(copy.path, suffix)).exists():
                copy_file(beside, fresh / f"{DATABASE}{suffix}")
        with open_archive(fresh) as archive:
            archive.purge_again(purges)
            if not archive.erase():
                raise ArchiveUnusable(f"{copy.path}: purged articles cannot be erased; run the command again")
        _exchange(copy.path, fresh / DATABASE, before)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def remove_copy(copy: Copy) -> None:
    """Remove a copy and what belongs to it."""
    for path in (copy.path, manifest_of(copy.path), *parts_of(copy.path), *(_beside(copy.path, log) for log in LOGS)):
        path.unlink(missing_ok=True)
    sync(copy.path.parent)


def _exchange(path: Path, fresh: Path, before: Backup | None) -> None:
    """Cut short, the old copy is there or the new one; the manifest that fits it waits beside it at least."""
    part, manifest_part = parts_of(path)
    for left in (part, manifest_part):
        left.unlink(missing_ok=True)
    copy_database(fresh, part)
    shutil.copymode(path, part)
    sync_file(part)
    if before:
        now = replace(described(part), made=before.made, generation=before.generation, synonyms=before.synonyms)
        write_manifest(manifest_part, now)
        sync(path.parent)
    part.replace(path)
    for log in LOGS:
        _beside(path, log).unlink(missing_ok=True)
    sync(path.parent)
    if before:
        finish_exchange(path)


def _copies(directory: Path) -> Iterator[tuple[Path, bool]]:
    yield from ((path, False) for path in sorted(directory.glob(REPLACED)))
    backups = {path.with_name(path.name.removesuffix(MANIFEST)) for path in directory.rglob(f"*{MANIFEST}")}
    with suppress(TypeError, KeyError):
        backups.add(Path(str((last_backup(directory) or {})["file"])))
    for path in sorted(backups):
        with suppress(OSError):  # the last backup may lie where this user may not look
            if path.is_file():
                yield path, True


def _held(path: Path, wanted: set[tuple[str, str]]) -> int:
    if any(_beside(path, log).exists() for log in LOGS):  # a log that could not be folded in: nobody knows what it has
        return len(wanted)
    try:
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            return sum(tuple(row) in wanted for row in connection.execute(_HELD))
    except (sqlite3.Error, UnicodeDecodeError):
        return len(wanted)


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)
