"""What one generation of the index says of itself: written last, read first, never believed without its checksum.

Each file is named with its size, its SHA-256 and a CRC-32 of every block, so that the little a search reads of a large
file can be checked before it is used, without reading all of it.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from index.errors import ArchiveError, ArchiveUnusable

MANIFEST = "MANIFEST.json"
BLOCK = 1 << 14
"""Bytes under one checksum: read as a whole when any of it is wanted (docs/decisions/publishing.md)."""
READ = 1 << 18
"""Bytes read at a time where all of a file is."""

_DIGITS = 8
_REBUILD = "run: python -m index rebuild"


class FileDamaged(ArchiveUnusable):
    """A file of a generation is not as it was written; whoever can answers from another generation."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(f"{path}: {what}; {_REBUILD}")
        self.path = path
        self.what = what


class DiskFailed(ArchiveError):
    """The disk refused to say that something is written; nobody may go on as if it were."""


@dataclass(frozen=True, slots=True)
class FileSeal:
    """How one file was when it was written."""

    size: int
    sha256: str
    blocks: str
    """CRC-32 of each block of BLOCK bytes, eight hexadecimal digits each, joined."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The contents of a generation directory and what they were made from."""

    generation: int
    articles: int
    """Articles that can be found."""
    rows: int
    """Rows written, including those of articles updated or deleted since."""
    segments: int
    last_change: int
    """The archive's change up to which this generation is complete."""
    fingerprint: str
    """Digest of everything that decides what the index holds of an article: analysis, entities, fields, formats."""
    analysis: str
    """What queries must share: index.analysis.fingerprint of the rules and of the names in names.txt."""
    authority: str
    """Digest of what decides which names stand for which records: index.authority.fingerprint."""
    built: str
    """UTC, ISO 8601."""
    fresh: str
    """When the last build that took nothing over was made; UTC, ISO 8601."""
    layers: int
    """Publications on top of that build."""
    groups: int = 0
    """Groups of reprints."""
    grouped: int = 0
    """Articles in them, the first published of each among them."""
    files: Mapping[str, FileSeal] = field(default_factory=dict)
    block: int = field(default_factory=lambda: BLOCK)
    """Bytes under one checksum; another version of Kliping wrote it when they are not BLOCK."""


class CheckedFile:
    """A file open for reading, checked each time it is read; safe to use from several threads.

    A block that was right once may be damaged by now, and what is handed out is what was compared. Read, not mapped:
    where a map would end the process, when the file was cut short meanwhile, this raises.
    """

    def __init__(self, path: Path, seal: FileSeal | None) -> None:
        """Without a *seal*, only for files that the caller has just written, nothing is checked."""
        self._path = path
        self._seal = seal
        try:
            self._file = path.open("rb", buffering=0)
            self.size = os.fstat(self._file.fileno()).st_size
        except OSError as error:
            raise FileDamaged(path, f"cannot be read ({error.strerror})") from error
        if seal and self.size != seal.size:
            self._file.close()
            raise FileDamaged(path, f"not {seal.size} bytes long")
        self._lock = threading.Lock()

    def read(self, start: int, end: int) -> bytes:
        """The bytes from *start* to *end*; FileDamaged when they are not as they were written."""
        if not 0 <= start <= end <= self.size:
            raise FileDamaged(self._path, f"has no bytes {start} to {end}")
        if self._seal is None:
            return self._read(start, end)
        first = start // BLOCK
        from_ = first * BLOCK
        whole = self._read(from_, min(-(-end // BLOCK) * BLOCK, self.size))
        found = crcs(whole)
        written = self._seal.blocks[first * _DIGITS : first * _DIGITS + len(found)]
        if found != written:
            first += next(n for n, (is_, was) in enumerate(zip(found, written, strict=False)) if is_ != was) // _DIGITS
            raise FileDamaged(self._path, f"contents damaged near byte {first * BLOCK}")
        return whole[start - from_ : end - from_]

    def fault(self, what: str) -> FileDamaged:
        """What to raise when bytes whose checksum was right do not say what they should."""
        return FileDamaged(self._path, what)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _read(self, start: int, end: int) -> bytes:
        try:
            data = self._read_at(start, end - start)
        except OSError as error:
            raise FileDamaged(self._path, f"cannot be read ({error.strerror})") from error
        if len(data) != end - start:
            raise FileDamaged(self._path, f"ends before byte {end}")
        return data

    def _read_at(self, start: int, size: int) -> bytes:
        if hasattr(os, "pread"):
            return os.pread(self._file.fileno(), size, start)
        with self._lock:  # Windows
            self._file.seek(start)
            return self._file.read(size)


def read_checked(path: Path, seal: FileSeal | None) -> bytes:
    """All of a file; FileDamaged when it is not as it was written. Without a *seal*, as in CheckedFile."""
    with closing(CheckedFile(path, seal)) as file:
        return file.read(0, file.size)


def sealed(value: Mapping[str, object]) -> bytes:
    """*value* as JSON followed by its own SHA-256, so that a torn or altered file is noticed."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True).encode()
    return text + b"\n#" + hashlib.sha256(text).hexdigest().encode() + b"\n"


def unsealed(data: bytes, place: Path) -> dict[str, Any]:
    """The value of ``sealed``; ArchiveUnusable when *data* is not whole."""
    text, _, digest = data.rpartition(b"\n#")
    if hashlib.sha256(text).hexdigest().encode() + b"\n" != digest:
        raise ArchiveUnusable(f"{place}: checksum does not match; {_REBUILD}")
    value: dict[str, Any] = json.loads(text)
    return value


def write_durably(path: Path, data: bytes) -> None:
    """Write *data* to *path*; it is on the disk when this returns, but its name only after ``sync_names``."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        sync(file.fileno(), path)
    path.chmod(0o640)


def sync(descriptor: int, path: Path) -> None:
    """Wait until the disk has what was written to *path*; DiskFailed, for good, when it has not.

    A second attempt would say yes without having written: the kernel drops pages that it could not write.
    """
    try:
        os.fsync(descriptor)
    except OSError as error:
        raise DiskFailed(
            f"{path}: the disk did not take it ({error.strerror}); check the disk, then try again"
        ) from error


def write_manifest(manifest: Manifest, directory: Path) -> str:
    """Write *manifest* into *directory*, durably; its SHA-256."""
    data = sealed(asdict(manifest))
    write_durably(directory / MANIFEST, data)
    return hashlib.sha256(data).hexdigest()


def read_manifest(directory: Path, digest: str | None = None) -> Manifest:
    """The manifest of *directory*; ArchiveUnusable when it is damaged or not the one with this *digest*."""
    place = directory / MANIFEST
    try:
        data = place.read_bytes()
    except OSError as error:
        raise FileDamaged(place, f"cannot be read ({error.strerror})") from error
    if digest is not None and hashlib.sha256(data).hexdigest() != digest:
        raise FileDamaged(place, "not the manifest that CURRENT names")
    try:
        value = unsealed(data, place)
    except ArchiveUnusable as error:
        raise FileDamaged(place, "checksum does not match") from error
    try:
        files = {name: FileSeal(**seal) for name, seal in value.pop("files").items()}
        if value["block"] != BLOCK:
            raise ValueError
        return Manifest(**value, files=files)
    except (KeyError, TypeError, ValueError) as error:
        raise ArchiveUnusable(f"{place}: written by another version of Kliping; {_REBUILD}") from error


def seal_of(path: Path, pause: Callable[[float], None] = lambda seconds: None) -> FileSeal:
    """The seal of a file as it is now; *pause* is called after each READ bytes with the seconds they took."""
    digest, blocks, size = hashlib.sha256(), [], 0
    for read in _reads(path, pause):
        digest.update(read)
        blocks.append(crcs(read))
        size += len(read)
    return FileSeal(size, digest.hexdigest(), "".join(blocks))


def check_sizes(manifest: Manifest, directory: Path) -> None:
    """Raise FileDamaged unless every file named is there with its size: the cheap check at each opening.

    Whoosh opens the table of contents with the highest number, and it is a pickle: there must be none but ours.
    """
    for name in manifest.files:
        check_size(manifest, directory / name)
    check_strays(manifest, directory)


def check_size(manifest: Manifest, path: Path) -> None:
    """Raise FileDamaged unless *path*, a file that the manifest names, is there with its size."""
    size = manifest.files[path.name].size
    if not path.is_file() or path.stat().st_size != size:
        raise FileDamaged(path, f"missing or not {size} bytes long")


def check_strays(manifest: Manifest, directory: Path) -> None:
    """Raise FileDamaged when there is a table of contents that the manifest does not name."""
    for path in directory.glob("_MAIN_*"):
        if path.name not in manifest.files:
            raise FileDamaged(path, "not a file of this generation")


def check_digests(manifest: Manifest, directory: Path, pause: Callable[[float], None] = lambda seconds: None) -> None:
    """Raise FileDamaged unless every file named is as it was written: reads every byte."""
    check_sizes(manifest, directory)
    for name in manifest.files:
        check_file(manifest, directory / name, pause)


def check_file(manifest: Manifest, path: Path, pause: Callable[[float], None] = lambda seconds: None) -> None:
    """Raise FileDamaged unless *path*, a file that the manifest names, is as it was written."""
    try:
        found = seal_of(path, pause)
    except OSError as error:
        raise FileDamaged(path, f"cannot be read ({error.strerror})") from error
    if found != manifest.files[path.name]:
        raise FileDamaged(path, "contents damaged")


def _reads(path: Path, pause: Callable[[float], None]) -> Iterator[bytes]:
    with path.open("rb") as file:
        began = time.perf_counter()
        while read := file.read(READ):
            yield read
            pause(time.perf_counter() - began)
            began = time.perf_counter()


def crcs(data: bytes) -> str:
    """CRC-32 of each block of *data*, which begins with one, as the manifest writes them."""
    if len(data) <= BLOCK:
        return f"{zlib.crc32(data):0{_DIGITS}x}" if data else ""
    view = memoryview(data)
    return "".join([f"{zlib.crc32(view[at : at + BLOCK]):0{_DIGITS}x}" for at in range(0, len(data), BLOCK)])
