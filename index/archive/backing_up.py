"""Backups: one file that is a whole articles.db, and beside it a manifest that proves it. The index is never in one.

A restored archive obeys every purge that is known: of the backup itself, of the archive it replaces, of purged.jsonl.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from index.archive.archive import Archive
from index.archive.disk import copy_file, sha256_of, sync, sync_file
from index.archive.opening import DATABASE, open_archive
from index.archive.own_list import put_back_own_list, read_own_list
from index.archive.purge_list import as_json, from_json, read_purge_list, write_purge_list
from index.archive.rulings import Purge
from index.archive.sqlite import copy_database, fold_log, sqlite_engine
from index.archive.tables import SCHEMA
from index.archive.under_way import PART, under_way
from index.errors import ArchiveUnusable, WrongCall

MANIFEST = ".manifest.json"
"""Behind the name of the backup."""
LAST = "last-backup.json"
RESTORING = "restoring"
"""A directory within the archive, while a backup is proved; what a run that died left of it is swept."""
TEMPORARY = f"{LAST}.tmp"
"""What a run that died may leave in the archive's directory; the next writer removes it."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What the manifest of a backup says."""

    sha256: str
    bytes: int
    schema: str
    made: str
    """UTC, ISO 8601."""
    articles: int
    versions: int
    last_change: int
    purged: tuple[Purge, ...]
    generation: int = 0
    """The last number that a generation of the index had; 0 in manifests from before it was noted."""
    synonyms: str = ""
    """The archive's own list, as it was; ``""`` where there was none, and in manifests from before it was noted."""


def back_up(directory: Path, target: Path, generation: int = 0) -> Backup:
    """Copy the archive into the new file *target*, while it may be in use. Nothing is ever overwritten.

    *generation* is noted in the manifest: the number of the last one, so that after a restore none has it again.
    """
    _refuse_overwriting(target)
    synonyms = read_own_list(directory)
    part, manifest_part = parts_of(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _remove(part, manifest_part)
        with under_way(directory, part, manifest_part):
            copy_database(directory / DATABASE, part)
            sync_file(part)
            backup = replace(described(part), generation=generation, synonyms=synonyms)
            write_manifest(manifest_part, backup)
            _place({manifest_part: manifest_of(target), part: target})
    except OSError as error:
        raise ArchiveUnusable(f"{target}: cannot be written ({error.strerror}); choose another place") from error
    finally:
        _remove(part, manifest_part)
    return backup


def note_backup(directory: Path, target: Path, backup: Backup) -> str:
    """Remember in the archive's directory which backup was the last, for `last_backup`.

    In words what kept it from that, as where one may only read the archive: the backup is none the worse; else nothing.
    """
    value = {"file": str(target.absolute()), "made": backup.made, "last_change": backup.last_change}
    temporary = directory / TEMPORARY
    try:
        temporary.write_text(json.dumps(value), encoding="utf-8")
        with suppress(FileNotFoundError):  # a writer that began just now took it for what a dead run had left
            temporary.replace(directory / LAST)
            return ""
        (directory / LAST).write_text(json.dumps(value), encoding="utf-8")
    except OSError as error:
        return (
            f"{directory / LAST}: cannot be written ({error.strerror}), so that `status` does not know of this backup"
        )
    return ""


def last_backup(directory: Path) -> dict[str, Any] | None:
    """File, time and last change of the last backup; None where none is known."""
    try:
        value: dict[str, Any] = json.loads((directory / LAST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return value


def check_backup(file: Path) -> Backup:
    """What the manifest says, when file and manifest are those that were written; else ArchiveUnusable."""
    backup = _read_manifest(file)
    if not file.is_file() or sha256_of(file) != backup.sha256:
        raise ArchiveUnusable(f"{file}: damaged or not the backup its manifest describes; take another backup")
    if backup.schema > SCHEMA:
        raise ArchiveUnusable(f"{file}: made by a newer Kliping (schema {backup.schema}); update Kliping")
    return backup


def restore(file: Path, directory: Path, remove_index: Callable[[Backup], None]) -> Backup:
    """Put the backup in the place of the archive in *directory*, which is kept beside it under another name.

    The caller holds ``generation.writing``. *remove_index* is called when the backup is proved, before anything else is
    touched; the caller makes the index from the articles afterwards.
    """
    fresh = directory / RESTORING
    try:
        backup = prove(file, fresh)
        known = _known_purges(directory, backup)
        with open_archive(fresh) as archive:
            if known:
                archive.purge_again(known)
            if not archive.erase():
                raise ArchiveUnusable(f"{fresh}: purged articles cannot be erased; run the command again")
        remove_index(backup)
        _exchange(fresh / DATABASE, directory)
        put_back_own_list(backup.synonyms, fresh, directory)
        write_purge_list(directory, known)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return backup


def prove(file: Path, place: Path) -> Backup:
    """Check the backup down to its rows, in a copy that is left in the new directory *place*; see `check_backup`.

    A backup is never opened where it lies: SQLite would write beside it, and one of an older program is migrated.
    """
    backup = check_backup(file)
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    copy_file(file, place / DATABASE)
    (place / DATABASE).chmod(0o640)
    with open_archive(place) as archive:
        if found := list(archive.findings(deep=True)):
            raise ArchiveUnusable(f"{file}: {len(found)} things are wrong, first: {found[0]}; take another backup")
        last_change = archive.last_change()
    if last_change != backup.last_change:
        raise ArchiveUnusable(f"{file}: ends at change {last_change}, not {backup.last_change}; take another backup")
    return backup


def manifest_of(file: Path) -> Path:
    """Where the manifest of a backup lies."""
    return file.with_name(file.name + MANIFEST)


def parts_of(file: Path) -> tuple[Path, Path]:
    """Where backup and manifest are written before they get their names."""
    return file.with_name(file.name + PART), file.with_name(file.name + MANIFEST + PART)


def finish_exchange(file: Path) -> None:
    """Give *file*, a backup that was replaced, the manifest that fits it, where that waits beside it still."""
    waiting = parts_of(file)[1]
    with suppress(ArchiveUnusable, OSError):
        if waiting.exists() and sha256_of(file) == _read_manifest(file, waiting).sha256:
            waiting.replace(manifest_of(file))
            sync(file.parent)


def _refuse_overwriting(target: Path) -> None:
    """A whole manifest beside no backup was left by a run that died between the two, and may be replaced."""
    manifest = manifest_of(target)
    if not target.exists() and manifest.exists():
        with suppress(ArchiveUnusable):
            _read_manifest(target)
            return
    for path in (target, manifest):
        if path.exists():
            raise WrongCall(f"{path} is there already; a backup never overwrites: choose another name")


def _place(names: Mapping[Path, Path]) -> None:
    """Give each file its name, all or none of them, and have the names on the disk."""
    placed: list[Path] = []
    try:
        for part, path in names.items():
            part.replace(path)
            placed.append(path)
            sync(path.parent)
    except BaseException:
        _remove(*placed)
        raise


def _remove(*paths: Path) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink()


def described(part: Path) -> Backup:
    """What the manifest of a database that is to be a backup says of it."""
    with Archive(sqlite_engine(part, "ro"), part) as archive:
        counts, last_change, purged = archive.counts(), archive.last_change(), archive.purges_since(0)
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    size = part.stat().st_size
    return Backup(sha256_of(part), size, SCHEMA, now, counts.articles, counts.versions, last_change, purged)


def write_manifest(path: Path, backup: Backup) -> None:
    """Write what `check_backup` reads, durably; the name is on the disk when its directory is."""
    value = asdict(backup) | {"purged": list(as_json(backup.purged))}
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    with path.open("x", encoding="utf-8") as file:
        file.write(f"{text}\n#{_digest(text)}\n")
        file.flush()
        os.fsync(file.fileno())


def _read_manifest(file: Path, path: Path | None = None) -> Backup:
    path = path or manifest_of(file)
    try:
        text, _, digest = path.read_text(encoding="utf-8").rpartition("\n#")
        if _digest(text) != digest.strip():
            raise ArchiveUnusable(f"{path}: damaged, its checksum does not match; take another backup")
        value: dict[str, Any] = json.loads(text)
        return Backup(**{**value, "purged": tuple(from_json(purge) for purge in value["purged"])})
    except OSError as error:
        raise ArchiveUnusable(f"{path}: cannot be read ({error.strerror}); without it {file} is no backup") from error
    except (ValueError, TypeError, KeyError) as error:
        raise ArchiveUnusable(f"{path}: no manifest of a backup ({error}); take another backup") from error


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _known_purges(directory: Path, backup: Backup) -> Sequence[Purge]:
    known = [*backup.purged, *read_purge_list(directory)]
    try:
        with open_archive(directory, read_only=True) as archive:
            known += archive.purges_since(0)
    except ArchiveUnusable:
        pass  # it is damaged, or not there: that is why a backup is restored
    return list({(purge.source, purge.source_id): purge for purge in known}.values())


def _exchange(fresh: Path, directory: Path) -> None:
    """Let the new database take the place of the old one, whose files are kept; cut short, one of the two is there."""
    database = directory / DATABASE
    kept = directory / f"replaced-{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S}-{DATABASE}"
    sync_file(fresh)
    if database.exists():
        fold_log(database)
        copy_file(database, kept)
    # What is left in the log could not be read, or was read: the new database must not find it.
    for suffix in ("-shm", "-wal"):
        log = directory / f"{DATABASE}{suffix}"
        if log.exists():
            log.rename(kept.with_name(kept.name + suffix))
    fresh.replace(database)
    sync(directory)
