"""What was taken away from readers since a generation was made: articles.db knows before the index does.

Where an older generation stands in, it alone knows. Such rows count as deleted: no hit, no count, no total has them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from index.archive import Archive, Change
from index.archive.overlay import redacted
from index.columns import Columns
from index.columns.texts import Ints
from index.errors import ArchiveUnusable
from index.generation import loss


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
    if lost := loss(until, since):
        raise ArchiveUnusable(f"{lost}; run: python -m index verify")
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
    former: dict[int, Change] = {}
    for row in np.flatnonzero(columns.alive & np.isin(columns.number, numbers)).tolist():
        change = changes[int(columns.number[row])]
        if change.version is None:
            yield row
        elif change.version != int(columns.version[row]):
            former[row] = change
    yield from _with_redacted_names(archive, columns, former)


def _with_redacted_names(archive: Archive, columns: Columns, former: Mapping[int, Change]) -> Iterator[int]:
    """The rows whose text holds what a redaction, taken before or after it was indexed, takes out."""
    redactions = archive.redactions([change.key for change in former.values()])
    version = {row: int(columns.version[row]) for row, change in former.items() if change.key in redactions}
    texts = archive.versions_for_staff([*version.values()])
    for row, number in version.items():
        stored = texts.get(number)
        if stored is None or any(
            redacted(stored.article, *redaction) != stored.article for redaction in redactions[former[row].key]
        ):
            yield row
