"""Whether the disk has room for what is about to be written, asked before anything is."""

from __future__ import annotations

import shutil
from pathlib import Path

from index.errors import ArchiveError
from index.generation.opening import Generation

FACTOR = 3
"""Room needed per byte of a finished index, so that the disk is not left full."""
SPILL_FROM = 4_000
"""Articles that Whoosh sorts in memory (index.backends.whoosh_writer); of more, all but the last are spilled first."""
SPILLED = 36_000
"""Bytes an article takes in Whoosh's sorted runs, which lie beside the finished files; measured over 246,900."""
PER_ARTICLE = 7_000
"""Bytes an article takes in the index, before there is an index to tell (docs/decisions/publishing.md)."""


class DiskFull(ArchiveError):
    """There is less room than a publication needs."""


def require_space(directory: Path, base: Generation | None, added: int) -> None:
    """Raise DiskFull unless there is room for *added* more articles, written on top of *base*."""
    spilled = SPILLED * added if added > SPILL_FROM else 0
    needed = FACTOR * (added * _per_article(base) + _rewritten(base)) + spilled
    free = shutil.disk_usage(directory).free
    if free < needed:
        raise DiskFull(
            f"{directory}: {_megabytes(free)} free, but indexing {added:,} articles needs about {_megabytes(needed)}; "
            "nothing was changed in the index: free some space or move the archive to a larger disk, "
            "then run: python -m index rebuild"
        )


def _per_article(base: Generation | None) -> int:
    if base is None or not base.manifest.rows:
        return PER_ARTICLE
    return -(-sum(seal.size for seal in base.manifest.files.values()) // base.manifest.rows)


def _rewritten(base: Generation | None) -> int:
    """Bytes of the base that are not taken over by a link but written anew: all but Whoosh's segments."""
    if base is None:
        return 0
    return sum(seal.size for name, seal in base.manifest.files.items() if not name.startswith("MAIN_"))


def _megabytes(size: int) -> str:
    return f"{-(-size // 1_000_000):,} MB"
