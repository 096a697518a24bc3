"""A small archive to publish again and again, and ways to damage it."""

from __future__ import annotations

import struct
from contextlib import closing
from pathlib import Path
from typing import Any

from index import generation, ingest
from index.archive import create_archive
from index.pipeline import Published, publish
from index.settings import Settings
from search.backends import open_searcher
from search.request import SearchRequest
from search.service import find
from tests.archives import write_jsonl

SMALL = 64
"""Bytes to a checksum, where a test wants many of them."""

Rows = list[dict[str, Any]]


def row(key: str, body: str, **others: str) -> dict[str, Any]:
    return {"id": key, "title": f"Judul {key}", "body": body, "source": "kabar.example", **others}


THREE = [row("a", "Banjir melanda Bekasi."), row("b", "Harga beras naik."), row("c", "Banjir surut di Bogor.")]


def silent(_done: int, _total: int) -> None:
    """Progress nobody looks at."""


def store(directory: Path, rows: Rows) -> None:
    """Put *rows* into the archive without publishing."""
    directory.mkdir(exist_ok=True)
    path = write_jsonl(directory / "masukan.jsonl", rows)
    with create_archive(directory) as archive, ingest.Rejects(directory / "rejects.jsonl") as rejects:
        ingest.ingest(archive, [path], ingest.Options(), rejects, silent)


def bring_up(directory: Path, *, fresh: bool = False) -> Published:
    """Publish what the archive holds."""
    with create_archive(directory) as archive, generation.writing(directory):
        return publish(archive, directory, silent, 1, fresh=fresh)


def put(directory: Path, *rows: dict[str, Any]) -> Published:
    """Store and publish."""
    store(directory, list(rows))
    return bring_up(directory)


def ids(directory: Path, query: str) -> list[str]:
    with closing(open_searcher(Settings(archive=directory))) as searcher:
        return sorted(hit.id for hit in find(SearchRequest(query=query), searcher).hits)


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def spoil(path: Path) -> None:
    """Zero all arrays of a segment; not what is read at opening, where the blocks of a checksum are small."""
    data = bytearray(path.read_bytes())
    (table,) = struct.unpack_from("<Q", data, 16)
    data[128 : table // SMALL * SMALL] = bytes(table // SMALL * SMALL - 128)
    path.write_bytes(data)


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def zero(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def lengthen(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"!")
