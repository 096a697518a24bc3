"""Articles on which a stage failed: indexed without what that stage gives, and kept with the generation, by name.

Input is hostile; one article may not keep all others out of the index, nor be left out of it in silence.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from index.manifest import Manifest, read_checked, write_durably

FILE = "failures.json"
"""In the generation's directory, under its manifest; absent where there are none."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A stage that raised on an article."""

    number: int
    """The archive's number of the article."""
    key: str
    stage: str
    """``entities``: no persons, places and organisations; ``title`` or ``body``: not found by the words of it."""
    error: str


def write(failures: Iterable[Failure], path: Path) -> None:
    """Keep them in the directory that is being filled."""
    if rows := [asdict(failure) for failure in failures]:
        write_durably(path / FILE, json.dumps(rows, ensure_ascii=False, indent=1).encode())


def read(path: Path, manifest: Manifest) -> tuple[Failure, ...]:
    """Those of the generation in *path*; FileDamaged when they are not as they were written."""
    if FILE not in manifest.files:
        return ()
    return tuple(Failure(**row) for row in json.loads(read_checked(path / FILE, manifest.files[FILE])))


def still(failures: Iterable[Failure], changed: Collection[int]) -> tuple[Failure, ...]:
    """Those that a generation takes over from the one before, when the articles with these numbers are written anew."""
    return tuple(failure for failure in failures if failure.number not in changed)
