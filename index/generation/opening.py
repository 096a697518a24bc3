"""From the pointer to a generation that can be read, or to an older one that stands in for it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from index.errors import ArchiveUnusable
from index.manifest import FileDamaged, Manifest, check_file, check_sizes, read_manifest, unsealed

CURRENT = "CURRENT"
ATTEMPTS = 5
"""Looks at the pointer: what it named can be gone when the writer has published several times meanwhile."""

_NAME = re.compile(r"gen-(\d{8})")


@dataclass(frozen=True, slots=True)
class Generation:
    """One published generation."""

    path: Path
    manifest: Manifest
    is_current: bool = True
    """False when CURRENT or what it names is damaged and an older generation stands in."""

    @property
    def number(self) -> int:
        """Its place in the sequence, from 1."""
        return self.manifest.generation


def current_number(directory: Path) -> int | None:
    """The number of the generation that CURRENT names, without looking at it; None before the first publication."""
    pointer = _pointer(directory)
    return pointer[0] if pointer else None


def open_current(directory: Path, damaged: Collection[Path] = ()) -> Generation:
    """The generation that CURRENT names, else the newest that is whole; ArchiveUnusable when there is none.

    Files in *damaged* are known not to be as they were written: no generation that holds one is opened, and a file of
    the same name in another generation, which may be the same file by a hard link, is read first.
    """
    damage: FileDamaged | None = None
    for _ in range(ATTEMPTS):
        pointer = _pointer(directory)
        if pointer is None:
            break
        try:
            return _opened(_path(directory, pointer[0]), damaged, digest=pointer[1])
        except (ArchiveUnusable, OSError) as error:
            if _pointer(directory) == pointer:
                damage = error if isinstance(error, FileDamaged) else None
                break
    for path in reversed(generations(directory)):
        try:
            return replace(_opened(path, damaged), is_current=False)
        except (ArchiveUnusable, OSError):
            continue
    if damage:
        raise damage
    raise ArchiveUnusable(f"{directory}: no index; run: python -m index rebuild (or: python -m index add FILE)")


def lost_changes(directory: Path, last_change: int) -> str:
    """In words, what articles.db, which ends with *last_change*, has lost by what generations know; empty for nothing.

    SQLite ends a damaged log at the first frame that is not as it was written, without a word.
    """
    return loss(last_change, max((_last_change(path) for path in generations(directory)), default=0))


def loss(last_change: int, known: int) -> str:
    """The same in words, where an index knows the change *known*; empty for nothing."""
    if known <= last_change:
        return ""
    return (
        f"articles.db ends with change {last_change}, the index knows change {known}: what came after is lost from it"
    )


def check_nothing_lost(directory: Path, last_change: int) -> None:
    """ArchiveUnusable when articles.db has lost changes: new ones would take their numbers, and hide the loss."""
    if lost := lost_changes(directory, last_change):
        raise ArchiveUnusable(
            f"{directory}: {lost}; keep a copy of articles.db and run: python -m index restore BACKUP "
            "(or go on with what is left: python -m index rebuild, then add the files again)"
        )


def _last_change(path: Path) -> int:
    try:
        return read_manifest(path).last_change
    except ArchiveUnusable:
        return 0


def pointer_damage(directory: Path) -> FileDamaged | None:
    """Why CURRENT does not lead to a manifest; None when it does, or when nothing was ever published."""
    place = directory / CURRENT
    for _ in range(ATTEMPTS):
        pointer = _pointer(directory)
        if pointer is None:
            return FileDamaged(place, "damaged" if place.exists() else "missing") if generations(directory) else None
        try:
            read_manifest(_path(directory, pointer[0]), pointer[1])
        except FileDamaged as damage:
            if _pointer(directory) == pointer:
                return damage
        except ArchiveUnusable:
            return None
        else:
            return None
    return None


def number_of(path: Path) -> int:
    """The number in the name of a generation's directory, whatever became of it."""
    return int(path.name[4:12])


def generations(directory: Path) -> list[Path]:
    """The directories of the generations, oldest first, without looking into them."""
    return sorted(p for p in directory.glob("gen-*") if _NAME.fullmatch(p.name) and p.is_dir())


def quarantined(directory: Path) -> tuple[Path, ...]:
    """Generations set aside because they were found damaged."""
    return tuple(sorted(directory.glob("gen-*.damaged")))


def next_path(directory: Path) -> Path:
    """Where the next generation goes; a number is never used twice, so that readers notice every publication."""
    taken = [number_of(path) for path in directory.glob("gen-*") if path.name[4:12].isdigit()]
    return _path(directory, max([*taken, current_number(directory) or 0]) + 1)


def _pointer(directory: Path) -> tuple[int, str] | None:
    try:
        value = unsealed((directory / CURRENT).read_bytes(), directory / CURRENT)
        return int(str(value["generation"])), str(value["manifest"])
    except (ArchiveUnusable, OSError, KeyError, ValueError):
        return None


def _opened(path: Path, damaged: Collection[Path], digest: str | None = None) -> Generation:
    manifest = read_manifest(path, digest)
    check_sizes(manifest, path)
    for file in damaged:
        if file.parent == path:
            raise FileDamaged(file, "contents damaged")
        if file.name in manifest.files:
            check_file(manifest, path / file.name)
    return Generation(path, manifest)


def _path(directory: Path, number: int) -> Path:
    return directory / f"gen-{number:08d}"
