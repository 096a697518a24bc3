"""Filters as masks over rows, one per field, so that a facet can be counted without its own."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

import numpy as np

from index.columns import Columns, ValueColumn
from index.document import ordinal
from search.evaluate.postings import Mask
from search.request import Filters

DATE = "date"


def masks(filters: Filters, columns: Columns) -> dict[str, Mask]:
    """For every field with a choice (and ``date``) the rows it lets through. Exclusions stand under ``-field``."""
    found = {name: having(columns.values[name], ids) for name, ids in filters.chosen.items()}
    found |= {f"-{name}": ~having(columns.values[name], ids) for name, ids in filters.excluded.items()}
    if filters.undated:
        found[DATE] = columns.day == 0
    elif filters.first or filters.last:
        found[DATE] = columns.day >= max(ordinal(filters.first), 1)
        if filters.last:
            found[DATE] &= columns.day <= ordinal(filters.last)
    return found


def having(column: ValueColumn, ids: Iterable[str]) -> Mask:
    """Rows with at least one of the values; an id that the column does not know is in no row."""
    wanted = np.zeros(len(column.ids), np.bool_)
    wanted[[column.ordinal_of[id_] for id_ in ids if id_ in column.ordinal_of]] = True
    rows = np.zeros(len(column.starts) - 1, np.bool_)
    rows[column.owners[wanted[column.ordinals]]] = True
    return rows


def narrowed(mask: Mask, filters: dict[str, Mask], without: str = "") -> Mask:
    """*mask* and all filters but that of the field *without*."""
    return reduce(np.logical_and, [m for name, m in filters.items() if name != without], mask)
