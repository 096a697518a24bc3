"""Per-article values of one generation as flat numpy arrays: what filters, facets, sorting and scoring read.

A row is an article's place in the generation; rows are only ever appended, so a row equals the document number that
Whoosh gave the same article. Everything here is immutable once written.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.document import TITLE_WEIGHT, Document
from index.schema import FILTERS

Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int32]


@dataclass(frozen=True)
class ValueColumn:
    """Any number of values per row, as ordinals into a dictionary (compressed sparse rows)."""

    starts: Ints
    """shape (rows + 1,): the ordinals of row r are ``ordinals[starts[r]:starts[r + 1]]``."""
    ordinals: Rows
    ids: tuple[str, ...]
    names: tuple[str, ...]

    @cached_property
    def ordinal_of(self) -> dict[str, int]:
        """Identifier -> ordinal."""
        return {id_: ordinal for ordinal, id_ in enumerate(self.ids)}

    @cached_property
    def owners(self) -> Rows:
        """The row of each element of ``ordinals``; shape as ``ordinals``."""
        return np.repeat(np.arange(len(self.starts) - 1, dtype=np.int32), np.diff(self.starts))

    def of(self, row: int) -> tuple[tuple[str, str], ...]:
        """The (id, name) pairs of one row, in the article's order."""
        found = self.ordinals[self.starts[row] : self.starts[row + 1]]
        return tuple((self.ids[o], self.names[o]) for o in found.tolist())


@dataclass(frozen=True)
class Columns:
    """All columns of a generation; every array has one element per row unless said otherwise."""

    number: Ints
    version: Ints
    day: Rows
    """Proleptic ordinals; 0 is undated."""
    title_length: Rows
    """Tokens of the title."""
    text_length: Rows
    """Tokens of the body plus TITLE_WEIGHT times those of the title."""
    alive: npt.NDArray[np.bool_]
    """False for rows whose article was updated or deleted since they were written."""
    keys: tuple[str, ...]
    values: dict[str, ValueColumn] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.number)

    @cached_property
    def months(self) -> Rows:
        """Months since year 0 (``12 * year + month - 1``); -1 where undated."""
        days = (self.day.astype(np.int64) - _EPOCH).astype("datetime64[D]")
        months = days.astype("datetime64[M]").astype(np.int64) + 12 * 1970
        return np.where(self.day == 0, -1, months).astype(np.int32)

    @cached_property
    def key_ranks(self) -> Rows:
        """The place of each row's key in the order of all keys, by which ties are broken."""
        ranks = np.empty(len(self), np.int32)
        ranks[sorted(range(len(self)), key=self.keys.__getitem__)] = np.arange(len(self), dtype=np.int32)
        return ranks

    @cached_property
    def row_of(self) -> dict[str, int]:
        """Key -> row, of the rows that are alive."""
        return {self.keys[row]: int(row) for row in np.flatnonzero(self.alive)}


_EPOCH = dt.date(1970, 1, 1).toordinal()
_ARRAYS = ("number", "version", "day", "title_length", "text_length", "alive")


def empty() -> Columns:
    """The columns of a generation without rows."""
    ints, rows = np.zeros(0, np.int64), np.zeros(0, np.int32)
    nothing = {name: ValueColumn(np.zeros(1, np.int64), rows, (), ()) for name in FILTERS}
    return Columns(ints, ints, rows, rows, rows, np.zeros(0, np.bool_), (), nothing)


class ColumnsBuilder:
    """Gathers the columns of appended documents on top of a base; ``build`` gives the whole."""

    def __init__(self, base: Columns) -> None:
        self._base = base
        self._rows: list[tuple[int, int, int, int, int]] = []
        self._keys: list[str] = []
        self._values = {name: _ValuesBuilder(base.values[name]) for name in FILTERS}

    def append(self, document: Document) -> int:
        """Add one row and return its number."""
        title, body = len(document.title.surfaces), len(document.body.surfaces)
        self._rows.append(
            (document.number, document.version, document.day, title, body + TITLE_WEIGHT * title),
        )
        self._keys.append(document.key)
        for name, values in zip(FILTERS, document.values, strict=True):
            self._values[name].append(values)
        return len(self._base) + len(self._rows) - 1

    def build(self, dead: Iterable[int] = ()) -> Columns:
        """Base and appended rows; *dead* are the rows of the base that no longer count."""
        table = np.array(self._rows, np.int64).reshape(-1, 5)
        base = self._base
        alive = np.concatenate([base.alive, np.ones(len(table), np.bool_)])
        alive[list(dead)] = False
        return Columns(
            number=np.concatenate([base.number, table[:, 0]]),
            version=np.concatenate([base.version, table[:, 1]]),
            day=np.concatenate([base.day, table[:, 2].astype(np.int32)]),
            title_length=np.concatenate([base.title_length, table[:, 3].astype(np.int32)]),
            text_length=np.concatenate([base.text_length, table[:, 4].astype(np.int32)]),
            alive=alive,
            keys=base.keys + tuple(self._keys),
            values={name: builder.build() for name, builder in self._values.items()},
        )


class _ValuesBuilder:
    """Appends rows to one ValueColumn; ordinals of the base stay as they are."""

    def __init__(self, base: ValueColumn) -> None:
        self._base = base
        self._names = list(base.names)
        self._ids = {id_: ordinal for ordinal, id_ in enumerate(base.ids)}
        self._ordinals: list[int] = []
        self._ends: list[int] = []

    def append(self, values: Sequence[tuple[str, str]]) -> None:
        for id_, name in values:
            ordinal = self._ids.setdefault(id_, len(self._ids))
            if ordinal == len(self._names):
                self._names.append(name)
            self._ordinals.append(ordinal)
        self._ends.append(len(self._ordinals))

    def build(self) -> ValueColumn:
        base = self._base
        return ValueColumn(
            np.concatenate([base.starts, base.starts[-1] + np.array(self._ends, np.int64)]),
            np.concatenate([base.ordinals, np.array(self._ordinals, np.int32)]),
            tuple(self._ids),
            tuple(self._names),
        )


def write(columns: Columns, directory: Path) -> None:
    """Write *columns* as ``*.npy`` and ``*.json`` files into an existing *directory*."""
    for name in _ARRAYS:
        np.save(directory / f"rows.{name}.npy", getattr(columns, name))
    _write_json(directory / "rows.keys.json", columns.keys)
    for name, column in columns.values.items():
        np.save(directory / f"{name}.starts.npy", column.starts)
        np.save(directory / f"{name}.ordinals.npy", column.ordinals)
        _write_json(directory / f"{name}.values.json", [column.ids, column.names])


def read(directory: Path) -> Columns:
    """The columns written to *directory*; arrays are memory-mapped and read-only."""
    return Columns(
        **{name: _load(directory / f"rows.{name}.npy") for name in _ARRAYS},
        keys=tuple(json.loads((directory / "rows.keys.json").read_bytes())),
        values={name: _read_values(directory, name) for name in FILTERS},
    )


def _read_values(directory: Path, name: str) -> ValueColumn:
    ids, names = json.loads((directory / f"{name}.values.json").read_bytes())
    starts = _load(directory / f"{name}.starts.npy")
    return ValueColumn(starts, _load(directory / f"{name}.ordinals.npy"), tuple(ids), tuple(names))


def _load(path: Path) -> Any:
    return np.load(path, mmap_mode="r", allow_pickle=False).view(np.ndarray)


def _write_json(path: Path, value: object) -> None:
    path.write_bytes(json.dumps(value, ensure_ascii=False).encode())
