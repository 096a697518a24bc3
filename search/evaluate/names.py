"""Names of persons, places, sources ... found by their words: what ``orang:putin`` means."""

from __future__ import annotations

import threading

import numpy as np

from index.analysis import analyse
from index.columns import Columns
from search.evaluate.postings import Mask


class NameIndex:
    """For each field of values, the names as strings of space-separated folded words, made when first asked for."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._names: dict[str, list[str]] = {}
        self._lock = threading.Lock()

    def mask(self, field: str, text: str, *, is_prefix: bool = False) -> Mask:
        """Rows with a value whose name holds the words of *text* next to each other, the last maybe unfinished."""
        wanted = spaced(text)
        rows = np.zeros(len(self._columns), np.bool_)
        if not wanted.strip():
            return rows
        wanted = wanted.rstrip() if is_prefix else wanted
        matching = np.array([wanted in name for name in self._of(field)], np.bool_)
        column = self._columns.values[field]
        rows[column.owners[matching[column.ordinals]]] = True
        return rows

    def _of(self, field: str) -> list[str]:
        with self._lock:
            if field not in self._names:
                self._names[field] = [spaced(name) for name in self._columns.values[field].names]
            return self._names[field]


def spaced(text: str) -> str:
    """The surface terms of *text*, each with a space before and after: `` joko widodo ``."""
    return f" {' '.join(token.surface for token in analyse(text))} "
