"""Filters as masks over rows, one per field, so that a facet can be counted without its own; kept per generation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import reduce

import numpy as np

from index.columns import Columns, ValueColumn
from index.document import ordinal
from search.evaluate.counting import Counted
from search.evaluate.postings import Mask, Rows
from search.evaluate.remembering import Remembered
from search.request import Filters

DATE = "date"
ANNIVERSARY = "day"
"""Not the date facet's own filter: its counts keep to it."""
_EPOCH = dt.date(1970, 1, 1).toordinal()
KEPT_BYTES = 16 << 20
"""Masks kept, in bytes: sixteen filters over a million articles."""


class FilterMasks:
    """The masks of one generation's filters; a click that was made before costs nothing. Safe between threads."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._kept: Remembered[object, Mask] = Remembered(KEPT_BYTES)

    def of(self, filters: Filters) -> dict[str, Mask]:
        """For every field with a choice (and ``date``) the rows it lets through. Exclusions stand under ``-field``."""
        found = {name: self._having(name, ids) for name, ids in filters.chosen.items()}
        found |= {f"-{name}": ~self._having(name, ids) for name, ids in filters.excluded.items()}
        if filters.undated:
            found[DATE] = self._columns.day == 0
        elif filters.first or filters.last:
            found[DATE] = self._days(ordinal(filters.first), ordinal(filters.last))
        if filters.day:
            found[ANNIVERSARY] = self._anniversary(int(filters.day[:2]), int(filters.day[3:]))
        return found

    def _having(self, name: str, ids: frozenset[str]) -> Mask:
        return self._kept.get((name, ids), lambda: having(self._columns.values[name], ids), len(self._columns))

    def _days(self, first: int, last: int) -> Mask:
        return self._kept.get((first, last), lambda: between(self._columns, first, last), len(self._columns))

    def _anniversary(self, month: int, day: int) -> Mask:
        return self._kept.get((month, day, ANNIVERSARY), lambda: yearly(self._columns, month, day), len(self._columns))


def yearly(columns: Columns, month: int, day: int) -> Mask:
    """Rows published on this *day* of this *month*, of whatever year."""
    mask: Mask = columns.months % 12 == month - 1
    mask &= (columns.day > 0) & (columns.days == 1)
    rows = np.flatnonzero(mask)
    dated = (columns.day[rows].astype(np.int64) - _EPOCH).astype("datetime64[D]")
    mask[rows] = (dated - dated.astype("datetime64[M]")).astype(np.int64) == day - 1
    return mask


def between(columns: Columns, first: int, last: int) -> Mask:
    """Rows published from the day *first* to the day *last*, surely: a month counts when all of it lies between."""
    mask: Mask = columns.day >= max(first, 1)
    if last:
        mask &= columns.last_day <= last
    return mask


def having(column: ValueColumn, ids: Iterable[str]) -> Mask:
    """Rows with at least one of the values; an id that the column does not know is in no row."""
    ordinals = [column.ordinal_of[id_] for id_ in ids if id_ in column.ordinal_of]
    rows = np.zeros(len(column.starts) - 1, np.bool_)
    if len(ordinals) == 1:
        rows[column.owners[column.ordinals == ordinals[0]]] = True
    elif ordinals:
        wanted = np.zeros(len(column.ids), np.bool_)
        wanted[ordinals] = True
        rows[column.owners[wanted[column.ordinals]]] = True
    return rows


class Filtered:
    """Rows that match the words, and which of them each filter lets through; nothing is worked out twice."""

    def __init__(self, rows: Rows, filters: Mapping[str, Mask], size: int) -> None:
        """*size* is the number of rows of the archive."""
        self._rows = rows
        self._size = size
        self._kept = {name: mask.take(rows) for name, mask in filters.items()}
        self._narrowed: dict[str, Counted] = {}

    @property
    def is_narrower(self) -> bool:
        """Whether there is a filter."""
        return bool(self._kept)

    def mask(self, without: str = "") -> Mask:
        """Which of the rows all filters let through but that of the field *without*."""
        masks = [kept for name, kept in self._kept.items() if name != without]
        return reduce(np.logical_and, masks) if masks else np.ones(len(self._rows), np.bool_)

    def rows(self, without: str = "") -> Counted:
        """The rows that all filters let through but that of the field *without*."""
        known = without if without in self._kept else ""
        if known not in self._narrowed:
            rows = self._rows[self.mask(known)] if self._kept.keys() - {known} else self._rows
            self._narrowed[known] = Counted(rows, self._size)
        return self._narrowed[known]
