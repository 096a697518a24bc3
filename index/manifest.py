"""What one generation of the index says of itself: written last, read first, never believed without its checksum."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from index.errors import ArchiveUnusable

MANIFEST = "MANIFEST.json"


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
    """The part of it that queries must share: index.analysis.fingerprint."""
    built: str
    """UTC, ISO 8601."""
    files: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    """File name -> size in bytes and SHA-256; a list of two after reading, a tuple before writing."""


def sealed(value: Mapping[str, object]) -> bytes:
    """*value* as JSON followed by its own SHA-256, so that a torn or altered file is noticed."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True).encode()
    return text + b"\n#" + hashlib.sha256(text).hexdigest().encode() + b"\n"


def unsealed(data: bytes, place: Path) -> dict[str, Any]:
    """The value of ``sealed``; ArchiveUnusable when *data* is not whole."""
    text, _, digest = data.rpartition(b"\n#")
    if hashlib.sha256(text).hexdigest().encode() + b"\n" != digest:
        raise ArchiveUnusable(f"{place}: checksum does not match; run: python -m index rebuild")
    value: dict[str, Any] = json.loads(text)
    return value


def write_manifest(manifest: Manifest, directory: Path) -> str:
    """Write *manifest* into *directory*, durably; its SHA-256."""
    data = sealed(asdict(manifest))
    with (directory / MANIFEST).open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return hashlib.sha256(data).hexdigest()


def read_manifest(directory: Path, digest: str | None = None) -> Manifest:
    """The manifest of *directory*; ArchiveUnusable when it is damaged or not the one with this *digest*."""
    place = directory / MANIFEST
    try:
        data = place.read_bytes()
    except OSError as error:
        raise ArchiveUnusable(f"{place}: cannot be read ({error.strerror}); run: python -m index rebuild") from error
    if digest is not None and hashlib.sha256(data).hexdigest() != digest:
        raise ArchiveUnusable(f"{place}: not the manifest that CURRENT names; run: python -m index rebuild")
    value = unsealed(data, place)
    return Manifest(**value)


def check_sizes(manifest: Manifest, directory: Path) -> None:
    """Raise ArchiveUnusable unless every file named is there with its size: the cheap check at each opening."""
    for name, (size, _) in manifest.files.items():
        path = directory / name
        if not path.is_file() or path.stat().st_size != size:
            raise ArchiveUnusable(f"{path}: missing or not {size} bytes long; run: python -m index rebuild")


def check_digests(manifest: Manifest, directory: Path) -> None:
    """Raise ArchiveUnusable unless every file named has its SHA-256: reads every byte."""
    check_sizes(manifest, directory)
    for name, (_, expected) in manifest.files.items():
        if digest_of(directory / name) != expected:
            raise ArchiveUnusable(f"{directory / name}: contents damaged; run: python -m index rebuild")


def digest_of(path: Path) -> str:
    """Hexadecimal SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
