"""The writer's side: one at a time, from a directory that is being filled to the moved pointer."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from filelock import FileLock, Timeout

from index import reprints
from index.archive import backing_up, purge_list, under_way
from index.errors import ArchiveError, ArchiveUnusable
from index.generation.opening import CURRENT, Generation, generations, next_path, number_of, open_current, quarantined
from index.generation.verifying import VERIFIED, damages, is_trusted, note, verified_at
from index.manifest import (
    MANIFEST,
    FileDamaged,
    FileSeal,
    Manifest,
    check_file,
    check_sizes,
    read_manifest,
    seal_of,
    sealed,
    sync,
    write_durably,
    write_manifest,
)
from index.storage_place import refuse_network

USED = ".used"
"""Ends the name of an empty file that says which numbers were not to be given again when articles were replaced."""
PATIENCE_S = 0.3
"""How long a writer waits for the lock: somebody may just be asking whether there is a writer."""
KEPT = 3
"""Generations kept, the current one included: readers may still hold the others, and damage falls back to them."""


@contextmanager
def writing(directory: Path) -> Iterator[None]:
    """Be the one writer of the archive; ArchiveError when another is at work, or where locks mean nothing."""
    refuse_network(directory)
    lock = FileLock(directory / "LOCK", timeout=PATIENCE_S, mode=0o640)
    try:
        lock.acquire()
    except Timeout:
        busy = f"{directory}: another process is writing to this archive; try again when it is done"
        raise ArchiveError(busy) from None
    try:
        _sweep(directory)
        yield
    finally:
        lock.release()


def is_being_written(directory: Path) -> bool:
    """Whether a writer is at work; False where this user cannot tell. Writers wait longer than asking takes."""
    if not (directory / "LOCK").exists():
        return False
    lock = FileLock(directory / "LOCK", timeout=0, mode=0o640)
    try:
        lock.acquire()
    except Timeout:
        return True
    except OSError:
        return False
    lock.release()
    return False


def reusable(directory: Path, fingerprint: str) -> Generation | None:
    """The newest generation, when it may be built upon: same fingerprint, every byte as it was written.

    Bytes that were read within TRUSTED are taken to be so still, unless damage shows up somewhere. A generation found
    damaged is set aside, under the caller's lock.
    """
    has_damage = _set_aside_damaged(directory)
    while True:
        try:
            generation = open_current(directory)
        except ArchiveUnusable:
            return None
        if generation.manifest.fingerprint != fingerprint:
            return None
        try:
            _check_base(generation, has_damage=has_damage)
        except FileDamaged:
            _set_aside(generation.path)
            has_damage = True
        else:
            return generation


@contextmanager
def building(directory: Path, base: Generation | None) -> Iterator[Path]:
    """A directory to fill with the next generation, removed when filling fails. It starts with *base*'s segments."""
    path = next_path(directory).with_suffix(".building")
    path.mkdir()
    path.chmod(0o750)
    try:
        if base:
            _take_over(base, path)
        yield path
    except BaseException:
        shutil.rmtree(path, ignore_errors=True)
        raise


def seal(path: Path, manifest: Manifest, base: Generation | None) -> Manifest:
    """Put every file of the filled directory *path* on the disk and under a checksum; nothing may change any more.

    Only new files are read: those taken over from *base* keep its checksums, and the time they were last verified.
    """
    (path / "MAIN_WRITELOCK").unlink(missing_ok=True)
    known = {name: entry for name, entry in base.manifest.files.items() if _is_segment(name)} if base else {}
    files = {p.name: known.get(p.name) or _sealed_file(p) for p in sorted(path.iterdir())}
    now = dt.datetime.now(dt.UTC)
    if (at := verified_at(base.path) if base else now) is not None:
        note(path, at)
    manifest = replace(manifest, generation=number_of(path), files=files)
    write_manifest(manifest, path)
    sync_names(path)
    return manifest


def publish(path: Path, is_outdated: Callable[[int], bool] = lambda change: False) -> Generation:
    """Make the sealed directory *path* current; returns after the pointer is on the disk.

    Older generations beyond KEPT are removed, and every one whose last change *is_outdated*, damaged ones included.
    """
    directory, final = path.parent, path.with_suffix("")
    manifest = read_manifest(path)
    digest = seal_of(path / MANIFEST).sha256
    path.rename(final)
    sync_names(directory)
    _write_pointer(directory, manifest.generation, digest)
    _prune(directory, manifest.generation, is_outdated)
    return Generation(final, manifest)


def clear_damaged(directory: Path, built: Generation) -> tuple[str, ...]:
    """Read every byte; when *built*, just published, is whole, remove what is not, and tell the names.

    Else FileDamaged, and all are kept. Whole ones of before stay to fall back on.
    """
    found = damages(directory, deep=True)
    for damage in found:
        if damage.path.parent in {built.path, directory}:
            raise damage
    damaged = sorted({damage.path.parent for damage in found} | {*quarantined(directory)})
    for path in damaged:
        _remove(path)
    return tuple(path.name for path in damaged)


def sync_names(directory: Path) -> None:
    """Make the names in a directory durable; Windows has no such call and needs none."""
    if os.name != "nt":
        descriptor = os.open(directory, os.O_RDONLY)
        try:
            sync(descriptor, directory)
        finally:
            os.close(descriptor)


def _write_pointer(directory: Path, number: int, digest: str) -> None:
    temporary = directory / f"{CURRENT}.tmp"
    write_durably(temporary, sealed({"generation": number, "manifest": digest}))
    temporary.replace(directory / CURRENT)
    sync_names(directory)


def _check_base(generation: Generation, *, has_damage: bool) -> None:
    """What is unpickled or copied is always read; segments, which are linked, when nobody has read them lately."""
    check_sizes(generation.manifest, generation.path)
    is_known = is_trusted(generation.path) and not has_damage
    for name in generation.manifest.files:
        if not (is_known and _is_segment(name)):
            check_file(generation.manifest, generation.path / name)
    if not is_known:
        note(generation.path, dt.datetime.now(dt.UTC))


def _set_aside_damaged(directory: Path) -> bool:
    """Set aside every generation that shows damage at a glance; whether there was one."""
    found = False
    for path in generations(directory):
        try:
            check_sizes(read_manifest(path), path)
        except FileDamaged:
            _set_aside(path)
            found = True
        except ArchiveUnusable:
            continue
    return found


def _set_aside(path: Path) -> None:
    path.rename(path.with_suffix(".damaged"))
    sync_names(path.parent)


def _is_segment(name: str) -> bool:
    """Whether a file is one that is never changed again: part of a segment, named after its random id, or samples."""
    return name.startswith(("MAIN_", reprints.PREFIX))


def _take_over(base: Generation, path: Path) -> None:
    """Link *base*'s segments, which never change, and copy Whoosh's table of contents. Columns are written anew."""
    for name in base.manifest.files:
        if _is_segment(name):
            (path / name).hardlink_to(base.path / name)
        elif name.startswith("_MAIN_"):
            shutil.copyfile(base.path / name, path / name)


def _sealed_file(path: Path) -> FileSeal:
    path.chmod(0o640)
    with path.open("rb+") as file:
        sync(file.fileno(), path)
    return seal_of(path)


def _sweep(directory: Path) -> None:
    """Remove what a writer that died has left, and all generations set aside but the newest."""
    for pattern in ("gen-*.building", "gen-*.trash"):
        for path in directory.glob(pattern):
            shutil.rmtree(path, ignore_errors=True)
    shutil.rmtree(directory / backing_up.RESTORING, ignore_errors=True)
    under_way.sweep_parts(directory)
    for path in quarantined(directory)[:-1]:
        shutil.rmtree(path, ignore_errors=True)
    ours = (f"{CURRENT}.tmp", purge_list.TEMPORARY, backing_up.TEMPORARY)
    for path in (*(directory / name for name in ours), *directory.glob(f"gen-*/{VERIFIED}.tmp")):
        with contextlib.suppress(OSError):
            path.unlink()


def _prune(directory: Path, current: int, is_outdated: Callable[[int], bool]) -> None:
    """Remove generations beyond KEPT and outdated ones; renamed first, so that a half-removed one is never opened."""
    for mark in directory.glob(f"gen-*{USED}"):  # the pointer has a higher number now
        mark.unlink()
    earlier = [path for path in generations(directory) if number_of(path) < current]
    surplus = earlier[: max(len(earlier) + 1 - KEPT, 0)]
    for path in (*earlier, *quarantined(directory)):
        if path in surplus or is_outdated(_last_change(path)):
            _remove(path)


def _remove(path: Path) -> None:
    trash = path.with_name(f"{path.name}.trash")
    path.rename(trash)
    shutil.rmtree(trash, ignore_errors=True)


def _last_change(path: Path) -> int:
    """0 when it cannot be read: nobody knows what such a generation holds, so that any purge reaches it."""
    try:
        return read_manifest(path).last_change
    except ArchiveUnusable:
        return 0
