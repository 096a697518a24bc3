"""purged.jsonl, beside articles.db: what may never come back, kept apart so that it outlives a lost database.

A line an article: which, by what decision, and the hashes of its records; nothing of its text.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from index.archive.disk import sync
from index.archive.rulings import Purge
from index.errors import ArchiveUnusable

NAME = "purged.jsonl"
TEMPORARY = f"{NAME}.tmp"
"""What a run that died may leave beside it; the next writer removes it."""


def write_purge_list(directory: Path, purges: Sequence[Purge]) -> None:
    """Write the list anew, with what the file has and the database no more; it is on the disk when this returns."""
    kept = {(purge.source, purge.source_id): purge for purge in [*read_purge_list(directory), *purges]}
    temporary = directory / TEMPORARY
    with temporary.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in as_json(kept.values()))
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(directory / NAME)
    sync(directory)


def read_purge_list(directory: Path) -> tuple[Purge, ...]:
    """What the list holds; nothing where there is none."""
    path = directory / NAME
    if not path.is_file():
        return ()
    try:
        return tuple(from_json(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines())
    except (ValueError, TypeError, KeyError) as error:
        raise ArchiveUnusable(f"{path}: cannot be read ({error}); take it from the newest backup's manifest") from error


def as_json(purges: Iterable[Purge]) -> Iterator[dict[str, Any]]:
    """Values that JSON has."""
    for purge in purges:
        yield asdict(purge) | {"at": purge.at.isoformat(), "hashes": list(purge.hashes)}


def from_json(line: Mapping[str, Any]) -> Purge:
    """The purge of one line."""
    at = dt.datetime.fromisoformat(line["at"])
    return Purge(**{**line, "at": at, "hashes": tuple(line["hashes"])})
