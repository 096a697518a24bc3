"""Index generations: immutable directories beside articles.db, published by one atomic pointer.

    CURRENT          {"generation", "manifest"}, sealed
    gen-00000042/    one generation: Whoosh's files, the columns, MANIFEST.json
    LOCK             held by the one writer

Readers see a generation whole or not at all. The order of writing is that of docs/decisions/archive.md: files, their
fsync, the manifest, the directory's name, and last the pointer; what a dead writer left is swept by the next.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import ArchiveError, ArchiveUnusable
from index.manifest import (
    MANIFEST,
    Manifest,
    check_digests,
    check_sizes,
    digest_of,
    read_manifest,
    sealed,
    unsealed,
    write_manifest,
)

CURRENT = "CURRENT"
KEPT = 3
"""Generations kept, the current one included: readers may still hold the others, and damage falls back to them."""

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
    try:
        return int(str(_pointer(directory)["generation"]))
    except (ArchiveUnusable, OSError, KeyError, ValueError):
        return None


def open_current(directory: Path) -> Generation:
    """The generation that CURRENT names, else the newest that is whole; ArchiveUnusable when there is none."""
    try:
        pointer = _pointer(directory)
        return _opened(_path(directory, int(str(pointer["generation"]))), digest=str(pointer["manifest"]))
    except (ArchiveUnusable, OSError, KeyError, ValueError):
        for path in reversed(_all(directory)):
            try:
                return replace(_opened(path), is_current=False)
            except ArchiveUnusable:
                continue
    raise ArchiveUnusable(f"{directory}: no index; run: python -m index rebuild (or: python -m index add FILE)")


@contextmanager
def writing(directory: Path) -> Iterator[None]:
    """Be the one writer of the archive; ArchiveError when another is at work."""
    lock = FileLock(directory / "LOCK", timeout=0)
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


def reusable(directory: Path, fingerprint: str) -> Generation | None:
    """The current generation, when it may be built upon: same fingerprint, every byte as it was written."""
    try:
        generation = open_current(directory)
        if generation.manifest.fingerprint != fingerprint:
            return None
        check_digests(generation.manifest, generation.path)
    except ArchiveUnusable:
        return None
    return generation


@contextmanager
def building(directory: Path, base: Generation | None) -> Iterator[Path]:
    """A directory to fill with the next generation, removed when filling fails. It starts with *base*'s segments."""
    path = _path(directory, max([number_of(p) for p in _all(directory)], default=0) + 1).with_suffix(".building")
    path.mkdir()
    try:
        if base:
            _take_over(base.path, path)
        yield path
    except BaseException:
        shutil.rmtree(path, ignore_errors=True)
        raise


def publish(path: Path, manifest: Manifest, base: Generation | None) -> Generation:
    """Seal the filled directory *path* and make it current. Returns after the pointer is on the disk."""
    (path / "MAIN_WRITELOCK").unlink(missing_ok=True)
    directory = path.parent
    final = path.with_suffix("")
    known = {name: entry for name, entry in base.manifest.files.items() if _is_segment(name)} if base else {}
    files = {p.name: known.get(p.name) or _sealed_file(p) for p in sorted(path.iterdir())}
    manifest = replace(manifest, generation=number_of(final), files=files)
    digest = write_manifest(manifest, path)
    _sync(path)
    path.rename(final)
    _sync(directory)
    _write_pointer(directory, manifest.generation, digest)
    _prune(directory, manifest.generation)
    return Generation(final, manifest)


def number_of(path: Path) -> int:
    """The number in a generation directory's name."""
    return int(path.name[4:12])


def _pointer(directory: Path) -> dict[str, object]:
    return unsealed((directory / CURRENT).read_bytes(), directory / CURRENT)


def _write_pointer(directory: Path, number: int, digest: str) -> None:
    temporary = directory / f"{CURRENT}.tmp"
    with temporary.open("wb") as file:
        file.write(sealed({"generation": number, "manifest": digest}))
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(directory / CURRENT)
    _sync(directory)


def _opened(path: Path, digest: str | None = None) -> Generation:
    manifest = read_manifest(path, digest)
    check_sizes(manifest, path)
    return Generation(path, manifest)


def _path(directory: Path, number: int) -> Path:
    return directory / f"gen-{number:08d}"


def _all(directory: Path) -> list[Path]:
    return sorted(p for p in directory.glob("gen-*") if _NAME.fullmatch(p.name) and p.is_dir())


def _is_segment(name: str) -> bool:
    """Whether a file is one that Whoosh never changes again: part of a segment, named after its random id."""
    return name.startswith("MAIN_")


def _take_over(base: Path, path: Path) -> None:
    """Link *base*'s segments, which never change, and copy Whoosh's table of contents. Columns are written anew."""
    for file in base.iterdir():
        if _is_segment(file.name):
            (path / file.name).hardlink_to(file)
        elif file.name.startswith("_MAIN_"):
            shutil.copyfile(file, path / file.name)


def _sealed_file(path: Path) -> tuple[int, str]:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    return path.stat().st_size, digest_of(path)


def _sync(directory: Path) -> None:
    """Make the names in a directory durable; Windows has no such call and needs none."""
    if os.name != "nt":
        descriptor = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _sweep(directory: Path) -> None:
    """Remove what a writer that died has left."""
    for pattern in ("gen-*.building", "gen-*.trash"):
        for path in directory.glob(pattern):
            shutil.rmtree(path, ignore_errors=True)


def _prune(directory: Path, current: int) -> None:
    """Remove generations beyond KEPT; renamed first, so that a half-removed one is never taken for whole."""
    for path in [p for p in _all(directory) if number_of(p) <= current][:-KEPT]:
        trash = path.with_suffix(".trash")
        path.rename(trash)
        shutil.rmtree(trash, ignore_errors=True)


__all__ = ["MANIFEST", "Generation", "building", "current_number", "open_current", "publish", "reusable", "writing"]
