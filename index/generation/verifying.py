"""When a generation was last read as a whole: beside the manifest, since it changes and the manifest does not."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

from index.errors import ArchiveUnusable
from index.generation.opening import Generation, generations, pointer_damage
from index.manifest import (
    DiskFailed,
    FileDamaged,
    check_digests,
    check_file,
    check_size,
    check_strays,
    read_manifest,
    sealed,
    unsealed,
    write_durably,
)

VERIFIED = "VERIFIED"
TRUSTED = dt.timedelta(hours=24)
"""How long a generation that was read as a whole is built upon without reading it again."""


def verify(generation: Generation, pause: Callable[[float], None] = lambda seconds: None) -> dt.datetime:
    """Read every byte, note that it was as it was written, and say when; FileDamaged when it was not.

    *pause* is called after each block with the seconds it took: sleep in it to leave the disk to others. The note is
    for the next writer; where this process may not write, there is none.
    """
    began = _now()
    try:
        check_digests(generation.manifest, generation.path, pause)
    except ArchiveUnusable:
        doubt(generation.path)
        raise
    _note_if_old(generation.path, began)
    return began


def damages(directory: Path, *, deep: bool) -> tuple[FileDamaged, ...]:
    """Every file of every generation kept that is not as it was written, and a pointer that leads nowhere.

    *deep* reads every byte, once where generations share a file.
    """
    found = {damage.path: damage for damage in [pointer_damage(directory)] if damage}
    whole: set[tuple[int, int, str]] = set()
    for path in generations(directory):
        began = _now()
        damaged = {damage.path: damage for damage in _damaged_files(path, whole, deep=deep)}
        if not path.is_dir():  # the writer has removed it meanwhile
            continue
        found = damaged | found
        if damaged:
            doubt(path)
        elif deep:
            _note_if_old(path, began)
    return tuple(found.values())


def _damaged_files(path: Path, whole: set[tuple[int, int, str]], *, deep: bool) -> Iterator[FileDamaged]:
    """*whole* is of the files already read, by device, inode and digest."""
    try:
        manifest = read_manifest(path)
        check_strays(manifest, path)
    except FileDamaged as damage:
        yield damage
        return
    except ArchiveUnusable:  # of another version of Kliping; nobody will open it
        return
    for name, seal in manifest.files.items():
        try:
            check_size(manifest, path / name)
            status = (path / name).stat()
            identity = (status.st_dev, status.st_ino, seal.sha256)
            if deep and identity not in whole:
                check_file(manifest, path / name)
                whole.add(identity)
        except FileDamaged as damage:
            yield damage
        except OSError as error:
            yield FileDamaged(path / name, f"cannot be read ({error.strerror})")


def _note_if_old(path: Path, began: dt.datetime) -> None:
    known = verified_at(path)
    if known is None or began - known > TRUSTED / 2:
        with contextlib.suppress(OSError, DiskFailed):
            note(path, began)


def verified_at(path: Path) -> dt.datetime | None:
    """When all files of the generation in *path* were last read and found whole; None when that is not known."""
    try:
        at = dt.datetime.fromisoformat(str(unsealed((path / VERIFIED).read_bytes(), path)["at"]))
    except (ArchiveUnusable, OSError, KeyError, ValueError):
        return None
    return at if at <= _now() else None  # a clock that was set back proves nothing


def is_trusted(path: Path) -> bool:
    """Whether its files may be built upon without reading them again."""
    at = verified_at(path)
    return at is not None and _now() - at < TRUSTED


def note(path: Path, at: dt.datetime) -> None:
    """Remember that the generation in *path* was whole at this time."""
    temporary = path / f"{VERIFIED}.tmp"
    write_durably(temporary, sealed({"at": at.isoformat(timespec="seconds")}))
    temporary.replace(path / VERIFIED)


def doubt(path: Path) -> None:
    """Forget that it was whole: the next writer reads it again before building on it."""
    with contextlib.suppress(OSError):
        (path / VERIFIED).unlink()


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
