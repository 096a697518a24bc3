"""What begins with some letters: words of a vocabulary, and names by any of their words; the most frequent first.

Both are ranges of sorted bytes, found by halving and ranked as arrays: the cost does not follow the archive's size.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.columns import Columns, ValueColumn
from search.evaluate.names import NameIndex, spaced
from search.evaluate.postings import Vocabulary
from search.evaluate.vocabulary import Ordinals

SORTED_FROM = 100_000
"""Bytes of a field's names from which they are put in order, in the background; looking through all of less, and of
more until that is done, takes 25 ms at most of 300,000 names."""
KEY = 32
"""Bytes by which names are in order; what is longer is compared letter by letter."""
_SPACE, _END = ord(" "), ord("\n")

Counted = tuple[tuple[str, int], ...]
"""Terms, each with the number of articles that hold it."""


def most_held(vocabularies: Sequence[Vocabulary], places: Sequence[Ordinals], most: int) -> Counted:
    """Of the terms at *places* of each segment those in the most articles, by falling number, then by term.

    Where there are several segments, a term is among them if it is one of the first in any.
    """
    frequencies: dict[str, int] = {}
    for vocabulary, found in zip(vocabularies, places, strict=True):
        documents = vocabulary.documents[found].astype(np.int64)
        first = np.argpartition(-documents, most)[:most] if len(found) > most else np.arange(len(found))
        for place, number in zip(found[first].tolist(), documents[first].tolist(), strict=True):
            term = vocabulary[place]
            frequencies[term] = frequencies.get(term, 0) + number
    ordered = sorted(frequencies.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(ordered[:most])


@dataclass(frozen=True, eq=False)
class _Starts:
    """Where the words of a field's names begin, in the order of what follows there."""

    keys: npt.NDArray[np.bytes_]
    ordinals: npt.NDArray[np.int32]
    """The value each belongs to; parallel."""

    def beginning(self, letters: bytes) -> npt.NDArray[np.int32]:
        """The values with a word that begins so, the words after it going on so; each once."""
        key = letters[:KEY]
        first = int(np.searchsorted(self.keys, np.bytes_(key)))
        last = int(np.searchsorted(self.keys, np.bytes_(key[: KEY - 1] + b"\xff")))
        return np.unique(self.ordinals[first:last])


class NameCompletion:
    """The names of one generation; safe to use from several threads. Nobody waits until they are in order."""

    def __init__(self, columns: Columns, names: NameIndex) -> None:
        self._columns = columns
        self._names = names
        self._kept: dict[str, _Starts | None] = {}
        self._lock = threading.Lock()
        self._living = {name: _Living(column, columns) for name, column in columns.values.items()}

    def beginning(self, field: str, text: str, most: int) -> tuple[tuple[str, str, int], ...]:
        """Identifier, name and number of articles of those that hold the words of *text*, the last maybe unfinished."""
        letters = spaced(text).strip()
        if not letters:
            return ()
        starts = self._of(field)
        if starts is None:
            found = np.flatnonzero(self._names.of(field).holding(f" {letters}")).astype(np.int32)
        else:
            found = starts.beginning(letters.encode("utf-8", "surrogatepass"))
        counts = self._living[field].totals[found]
        found, counts = found[counts > 0], counts[counts > 0]
        near = np.argpartition(-counts, 4 * most)[: 4 * most] if len(found) > 4 * most else np.arange(len(found))
        column = self._columns.values[field]
        values = [(*column.pair(int(found[at])), int(counts[at])) for at in near]
        fitting = (value for value in values if f" {letters}" in spaced(value[1]))
        return tuple(sorted(fitting, key=lambda value: (-value[2], value[1]))[:most])

    def sort(self, field: str) -> None:
        """Put the names of *field* in order now."""
        self._kept[field] = _starts(self._names.text(field))

    def _of(self, field: str) -> _Starts | None:
        """None while the names of *field* are not in order, and where they are few."""
        with self._lock:
            if field not in self._kept:
                self._kept[field] = None
                if len(self._names.of(field).data) >= SORTED_FROM:
                    threading.Thread(target=self.sort, args=(field,), name=f"sort {field}", daemon=True).start()
            return self._kept[field]


@dataclass(frozen=True, eq=False)
class _Living:
    """How many living articles have each value of a field."""

    column: ValueColumn
    columns: Columns

    @cached_property
    def totals(self) -> npt.NDArray[np.int64]:
        if self.columns.alive.all():
            return self.column.totals
        held = self.column.ordinals[self.columns.alive[self.column.owners]]
        return np.bincount(held, minlength=len(self.column.ids))


def _starts(names: str) -> _Starts:
    """All words of *names* (spaced, a line feed after each), by the KEY bytes from their beginning."""
    data = np.frombuffer(names.encode("utf-8", "surrogatepass"), np.uint8)
    ends = np.flatnonzero(data == _END)
    at = np.flatnonzero((data[:-1] == _SPACE) & (data[1:] != _SPACE) & (data[1:] != _END)) + 1
    ordinals = np.searchsorted(ends, at).astype(np.int32)
    rest = ends[ordinals] - 1 - at  # a space stands before each line feed
    padded = np.concatenate([data, np.zeros(KEY, np.uint8)])
    letters = padded[at[:, None] + np.arange(KEY)]
    letters[np.arange(KEY) >= rest[:, None]] = 0
    keys = letters.reshape(-1).view(f"S{KEY}") if len(at) else np.zeros(0, f"S{KEY}")
    order = np.argsort(keys, kind="stable")
    return _Starts(keys[order], ordinals[order])
