"""Names of persons, places, sources ... found by their words: what ``orang:putin`` means."""

from __future__ import annotations

import threading

import numpy as np
import numpy.typing as npt

from index.analysis.tokenise import surface_of, written_words
from index.columns import Columns
from search.evaluate.postings import Mask

Ordinals = npt.NDArray[np.int64]


class NameIndex:
    """For each field of values, the names as one string of folded words, made when first asked for."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._names: dict[str, tuple[str, Ordinals]] = {}
        self._lock = threading.Lock()

    def mask(self, field: str, text: str, *, is_prefix: bool = False) -> Mask:
        """Rows with a value whose name holds the words of *text* next to each other, the last maybe unfinished."""
        wanted = spaced(text)
        rows = np.zeros(len(self._columns), np.bool_)
        if wanted.strip():
            column = self._columns.values[field]
            matching = self.holding(field, wanted.rstrip() if is_prefix else wanted)
            rows[column.owners[matching[column.ordinals]]] = True
        return rows

    def holding(self, field: str, part: str) -> Mask:
        """The values of *field* with *part* somewhere in their folded names; one element per value."""
        names, starts = self._of(field)
        matching = np.zeros(len(starts), np.bool_)
        at = names.find(part)
        while at >= 0:
            ordinal = int(np.searchsorted(starts, at, side="right")) - 1
            matching[ordinal] = True
            at = names.find(part, int(starts[ordinal + 1]) if ordinal + 1 < len(starts) else len(names))
        return matching

    def text(self, field: str) -> str:
        """All names of *field* in the order of its values, spaced, a line feed after each."""
        return self._of(field)[0]

    def _of(self, field: str) -> tuple[str, Ordinals]:
        """All names, a line feed after each, and where each begins."""
        with self._lock:
            if field not in self._names:
                names = [f"{spaced(name)}\n" for name in self._columns.values[field].names]
                starts = np.cumsum([0, *map(len, names)])[:-1]
                self._names[field] = "".join(names), starts
            return self._names[field]


def spaced(text: str) -> str:
    """The surface terms of *text*, each with a space before and after: `` joko widodo ``. Nothing is stemmed."""
    return f" {' '.join(map(surface_of, written_words(text)))} "
