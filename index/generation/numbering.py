"""Numbers across a restore: those of the archive that is replaced are not given again.

A reader tells generations by their numbers, in its caches and in links that people keep.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from index.generation.opening import CURRENT, next_path, number_of
from index.generation.publishing import USED, sync_names
from index.manifest import write_durably

LEAP = 10_000
"""A restored archive begins the next so many: nobody can tell how far the one that was lost had come since its backup,
nor what another numbered that was begun in its place.
"""


def last_number(directory: Path) -> int:
    """The highest number that a generation in *directory* ever had; 0 where none is known."""
    return number_of(next_path(directory)) - 1


def withdraw(directory: Path, backed_up: int) -> None:
    """Remove the index of articles about to be replaced; the next one has a number that none of theirs had.

    *backed_up* was the last number when the backup was made, 0 when that is not known. The number is noted before
    anything goes: not even after a power cut may it be lost, nor the old index be found beside other articles.
    """
    last = (max(last_number(directory), backed_up) // LEAP + 1) * LEAP
    mark = directory / f"gen-{last:08d}{USED}"
    write_durably(mark, b"")
    sync_names(directory)
    (directory / CURRENT).unlink(missing_ok=True)
    for path in directory.glob("gen-*"):
        if path.is_dir():
            shutil.rmtree(path)
        elif path != mark:
            path.unlink()
    sync_names(directory)
