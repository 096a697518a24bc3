"""What was taken away from readers since a generation was made: articles.db knows before the index does.

Where an older generation stands in, it alone knows. Such rows count as deleted: no hit, no count, no total has them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from index.archive import Archive, Change, Kind
from index.archive.overlay import redacted
from index.columns import Columns
from index.columns.texts import Ints
from index.errors import ArchiveUnusable


@dataclass(frozen=True, slots=True)
class Withheld:
    """Rows that may not be shown any more, by the decisions up to a change."""

    rows: Ints
    until: int


def withheld(archive: Archive, columns: Columns, since: int) -> Withheld:
    """The living rows of a generation that changes after *since* took away, whatever they were: withdrawn, de-listed,
    deleted, embargoed, restricted, purged, or with names that were redacted since. Older text of others may be shown.
    """
    until = archive.last_change()
    if until < since:
        raise ArchiveUnusable(
            f"articles.db ends with change {until}, the index with change {since}: what came after is lost from it; "
            "run: python -m index verify"
        )
    rows = tuple(_taken(archive, columns, since, until)) if until > since else ()
    return Withheld(np.array(rows, np.int64), until)


def without(columns: Columns, rows: Ints) -> Columns:
    """The columns with these rows deleted."""
    if not len(rows):
        return columns
    alive = columns.alive.copy()
    alive[rows] = False
    return replace(columns, alive=alive)


def _taken(archive: Archive, columns: Columns, since: int, until: int) -> Iterator[int]:
    changes = {change.number: change for change in archive.changes(since, until)}
    numbers = np.fromiter(changes, np.int64, len(changes))
    for row in np.flatnonzero(columns.alive & np.isin(columns.number, numbers)).tolist():
        change, version = changes[int(columns.number[row])], int(columns.version[row])
        if change.version is None or (change.version != version and _has_redacted_names(archive, change, version)):
            yield row


def _has_redacted_names(archive: Archive, change: Change, version: int) -> bool:
    """Whether the text of *version* holds what a redaction, taken before or after it was indexed, takes out."""
    rulings = [decision.ruling for decision in archive.decisions(change.key) if not decision.is_undone]
    redactions = [ruling for ruling in rulings if ruling.kind is Kind.REDACTION]
    if not redactions:
        return False
    stored = archive.versions_for_staff([version]).get(version)
    if stored is None:
        return True
    return any(redacted(stored.article, ruling.names, ruling.replacement) != stored.article for ruling in redactions)
