"""purged.jsonl, beside articles.db: what may never come back, kept apart so that it outlives a lost database.

A line an article: which, by what decision, and the hashes of its records; nothing of its text. Each line has its own
SHA-256, the last one says how many there are.
"""

from __future__ import annotations

import datetime as dt
import hashlib
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
SEAL, LINES = "sha256", "lines"
TEMPORARY = f"{NAME}.tmp"
"""What a run that died may leave beside it; the next writer removes it."""


def write_purge_list(directory: Path, purges: Sequence[Purge]) -> None:
    """Write the list anew, with what the file has and the database no more; it is on the disk when this returns.

    A file that is damaged is kept aside; its whole lines count.
    """
    path = directory / NAME
    listed, trouble = _read(path)
    if trouble:
        path.replace(path.with_name(f"{path.stem}-damaged-{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S}{path.suffix}"))
    kept = {(purge.source, purge.source_id): purge for purge in [*listed, *purges]}
    lines = [_sealed(line) for line in as_json(kept.values())]
    temporary = directory / TEMPORARY
    with temporary.open("w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in [*lines, _sealed({LINES: len(lines)})])
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    sync(directory)


def read_purge_list(directory: Path) -> tuple[Purge, ...]:
    """What the list holds; nothing where there is none. ArchiveUnusable when it is not as it was written."""
    path = directory / NAME
    purges, trouble = _read(path)
    if trouble:
        raise ArchiveUnusable(
            f"{path}: {trouble}; run: python -m index rebuild (which writes it anew from articles.db; where that is "
            "lost, move the file away: then only the purges that the backup knows are done again)"
        )
    return purges


def damage(directory: Path) -> str:
    """What is damaged in the list, in words; empty when nothing is."""
    return _read(directory / NAME)[1]


def is_whole(directory: Path, purges: Sequence[Purge]) -> bool:
    """Whether the list is as it was written, and has all of *purges*."""
    listed, trouble = _read(directory / NAME)
    return not trouble and not _lacking(listed, purges)


def lacking(directory: Path, purges: Sequence[Purge]) -> int:
    """How many of *purges* the whole lines of the list do not name."""
    return _lacking(_read(directory / NAME)[0], purges)


def _lacking(listed: Sequence[Purge], purges: Sequence[Purge]) -> int:
    known = {(purge.source, purge.source_id) for purge in listed}
    return sum((purge.source, purge.source_id) not in known for purge in purges)


def _read(path: Path) -> tuple[tuple[Purge, ...], str]:
    """The purges of its whole lines, and what is wrong with the others."""
    if not path.is_file():
        return (), ""
    purges, last, is_sealed, trouble = [], None, False, ""
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        try:
            value = json.loads(line)
            seal = value.pop(SEAL, "")
            if seal and _seal(value) != seal:
                raise ValueError("not as it was written")
            is_sealed, last = is_sealed or bool(seal), value.get(LINES)
            if last is None:
                purges.append(from_json(value))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            trouble = trouble or f"line {number} is damaged ({error})"
    if is_sealed and last != len(purges):  # lists of earlier versions have neither seals nor a last line
        trouble = trouble or f"has {len(purges):,} purges, and not the end that was written"
    return tuple(purges), trouble


def _sealed(value: Mapping[str, Any]) -> str:
    return json.dumps({**value, SEAL: _seal(value)}, ensure_ascii=False)


def _seal(value: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def as_json(purges: Iterable[Purge]) -> Iterator[dict[str, Any]]:
    """Values that JSON has."""
    for purge in purges:
        yield asdict(purge) | {"at": purge.at.isoformat(), "hashes": list(purge.hashes)}


def from_json(line: Mapping[str, Any]) -> Purge:
    """The purge of one line."""
    at = dt.datetime.fromisoformat(line["at"])
    return Purge(**{**line, "at": at, "hashes": tuple(line["hashes"])})
