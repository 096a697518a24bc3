"""The rejects files inside an archive's directory begin to quote what was rejected: a purge empties the quotations.

Of all records, for none says for sure of which article it was. Where each stood and why it was rejected stays.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from index.archive.disk import sync

NAME = "rejects"
"""The directory, where `add` puts them unless it is told another place."""


def empty_excerpts(directory: Path) -> None:
    """Write the files anew without what they quote; they are on the disk when this returns."""
    place = directory / NAME
    for path in sorted(place.glob("*.jsonl")):
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        temporary = path.with_suffix(".tmp")
        with temporary.open("w", encoding="utf-8") as file:
            file.writelines(f"{emptied}\n" for emptied in map(_emptied, lines) if emptied)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    if place.is_dir():
        sync(place)


def _emptied(line: str) -> str:
    """Nothing for a line that a run had not written to its end."""
    try:
        reject = json.loads(line)
    except ValueError:
        return ""
    return json.dumps(reject | {"excerpt": ""}, ensure_ascii=False) if isinstance(reject, dict) else ""
