"""What the next generation is made of: what changed on top of the one before, or everything."""

from __future__ import annotations

import datetime as dt
import hashlib
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from index import analysis, authority, columns, entities, generation, reprints
from index.archive import Archive
from index.columns import Columns
from index.generation import Generation

FORMAT = 8
"""Raised when the meaning of a generation's files changes; part of the fingerprint."""
EVERY = 20
"""Every so many publications everything is built afresh: hard-linked files share their damage."""
OFTEN = dt.timedelta(days=7)
"""The same by time."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the next generation is made of."""

    base: Generation | None
    """The generation to build upon; None builds everything."""
    columns: Columns
    """The base's rows."""
    dead: tuple[int, ...]
    """Rows of the base whose article was updated or deleted."""
    added: tuple[int, ...]
    """Versions to append; with no base, all current ones are."""
    last_change: int
    authority: str
    """Which decisions about names are applied."""

    @property
    def has_changes(self) -> bool:
        """False when the base is what readers should see, and do."""
        if self.base is None or not self.base.is_current:
            return True
        made = self.base.manifest
        return (made.last_change, made.authority) != (self.last_change, self.authority)


def fingerprint() -> str:
    """Digest of everything that decides what the index holds of an article; another one means: build everything."""
    parts = (str(FORMAT), sys.byteorder, analysis.fingerprint(), entities.fingerprint(), reprints.fingerprint())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def everything(archive: Archive) -> Plan:
    """Build from nothing."""
    return Plan(None, columns.empty(), (), (), archive.last_change(), authority.fingerprint(archive))


def changed(archive: Archive, directory: Path) -> Plan:
    """Build on the newest generation where that is right, else from nothing."""
    plan = everything(archive)
    base = generation.reusable(directory, fingerprint())
    if base is None or _is_spent(base, archive, plan.last_change):
        return plan
    rows = columns.read(base.path, base.manifest)
    changes = tuple(archive.changes(base.manifest.last_change, plan.last_change))
    numbers = np.array([change.number for change in changes], np.int64)
    dead = np.flatnonzero(rows.alive & np.isin(rows.number, numbers))
    added = tuple(change.version for change in changes if change.version is not None)
    if (~rows.alive).sum() + len(dead) > len(rows) // 3:
        return plan
    return replace(plan, base=base, columns=rows, dead=tuple(dead.tolist()), added=added)


def is_outdated(archive: Archive) -> Callable[[int], bool]:
    """Whether a generation up to a change may neither be kept nor built upon: something was purged after it, or it
    knows of articles that articles.db has lost.
    """
    return lambda change: change > archive.last_change() or bool(archive.purges_since(change))


def _is_spent(base: Generation, archive: Archive, last_change: int) -> bool:
    """Whether *base* is not to be built upon, though its files are whole."""
    manifest = base.manifest
    if is_outdated(archive)(manifest.last_change):
        return True
    if manifest.last_change == last_change:
        return False
    return manifest.layers + 1 >= EVERY or dt.datetime.now(dt.UTC) - dt.datetime.fromisoformat(manifest.fresh) >= OFTEN
