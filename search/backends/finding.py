"""A row of the columns -> an article of a result: who and where it is filed under, and its reprints."""

from __future__ import annotations

from index.columns import Columns
from search.copies import Copies
from search.results import Found, NameRef


def found(columns: Columns, row: int, score: float) -> Found:
    """One article as a backend gives it."""
    return Found(
        key=columns.keys[row],
        version=int(columns.version[row]),
        score=score,
        persons=_names(columns, "person", row),
        places=_names(columns, "place", row),
        organisations=_names(columns, "organisation", row),
        copies=_copies(columns, row),
    )


def copies(columns: Columns, key: str) -> tuple[tuple[Found, bool], ...]:
    """See search.backends.Searcher."""
    row = columns.row_of(key)
    rows = () if row is None else columns.reprints.of(row)
    return tuple((found(columns, one, 0.0), bool(columns.digest[one] == columns.digest[row])) for one in rows)


def _copies(columns: Columns, row: int) -> Copies | None:
    rows = columns.reprints.of(row)
    return Copies(columns.keys[rows[0]], len(rows)) if rows else None


def _names(columns: Columns, field: str, row: int) -> tuple[NameRef, ...]:
    return tuple(NameRef(id_, name) for id_, name in columns.values[field].of(row))
