"""Documents -> columns, on top of those of the generation before."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from index.columns.grouping import regrouped
from index.columns.rows import Columns, ValueColumn
from index.columns.texts import texts_of
from index.columns.written import Written, WrittenBuilder
from index.document import TITLE_WEIGHT, Document, Value
from index.reprints import Samples, Sketch, samples_of, sketch
from index.schema import FILTERS, NAMES


@dataclass(frozen=True, slots=True)
class Row:
    """What the columns keep of one document."""

    number: int
    version: int
    key: str
    day: int
    minute: int
    title_length: int
    body_length: int
    values: tuple[tuple[Value, ...], ...]
    sketch: Sketch
    days: int = 1


def row_of(document: Document) -> Row:
    """Without its words: small enough to be handed from one process to another."""
    return Row(
        document.number,
        document.version,
        document.key,
        document.day,
        document.minute,
        len(document.title.surfaces),
        len(document.body.surfaces),
        document.values,
        sketch(document.body.surfaces),
        document.days,
    )


class ColumnsBuilder:
    """Gathers the columns of appended documents on top of a base; ``build`` gives the whole."""

    def __init__(self, base: Columns) -> None:
        self._base = base
        self._rows = array("q")
        self._keys: list[str] = []
        self._sketches: list[Sketch] = []
        self._values: dict[str, WrittenBuilder | _ValuesBuilder] = {
            name: WrittenBuilder(base.written[name]) if name in NAMES else _ValuesBuilder(base.values[name])
            for name in FILTERS
        }

    def append(self, row: Row) -> int:
        """Add one row and return its number."""
        title = row.title_length
        length = row.body_length + TITLE_WEIGHT * title
        self._rows.extend((row.number, row.version, row.day, title, length, row.days, row.minute, row.sketch.digest))
        self._keys.append(row.key)
        self._sketches.append(row.sketch)
        for name, values in zip(FILTERS, row.values, strict=True):
            self._values[name].append(values)
        return len(self._base) + len(self._keys) - 1

    def samples(self) -> Samples:
        """What is compared of the texts of the rows that were appended."""
        return samples_of(one.shingles for one in self._sketches)

    def build(self, dead: Iterable[int] = ()) -> Columns:
        """Base and appended rows, the names as the base groups them; *dead* rows of the base no longer count."""
        table = np.frombuffer(self._rows, np.int64).reshape(-1, 8) if self._rows else np.zeros((0, 8), np.int64)
        base = self._base
        alive = np.concatenate([base.alive, np.ones(len(table), np.bool_)])
        alive[list(dead)] = False
        built = {name: builder.build() for name, builder in self._values.items()}
        columns = Columns(
            number=np.concatenate([base.number, table[:, 0]]),
            version=np.concatenate([base.version, table[:, 1]]),
            day=np.concatenate([base.day, table[:, 2].astype(np.int32)]),
            days=np.concatenate([base.days, table[:, 5].astype(np.int16)]),
            title_length=np.concatenate([base.title_length, table[:, 3].astype(np.int32)]),
            text_length=np.concatenate([base.text_length, table[:, 4].astype(np.int32)]),
            minute=np.concatenate([base.minute, table[:, 6].astype(np.int16)]),
            digest=np.concatenate([base.digest, table[:, 7]]),
            alive=alive,
            keys=base.keys.extended(self._keys),
            pairs=base.pairs,
            values={name: column for name, column in built.items() if isinstance(column, ValueColumn)},
            written={name: names for name, names in built.items() if isinstance(names, Written)},
        )
        return regrouped(columns, base.groupings)


class _ValuesBuilder:
    """Appends rows to one ValueColumn; ordinals of the base stay as they are."""

    def __init__(self, base: ValueColumn) -> None:
        self._base = base
        self._known: dict[str, int] = {}
        self._ids: list[str] = []
        self._names: list[str] = []
        self._ordinals = array("i")
        self._ends = array("q")

    def append(self, values: Sequence[tuple[str, str]]) -> None:
        for id_, name in values:
            if id_ not in self._known:
                self._known[id_] = self._ordinal(id_, name)
            self._ordinals.append(self._known[id_])
        self._ends.append(len(self._ordinals))

    def _ordinal(self, id_: str, name: str) -> int:
        if (known := self._base.ordinal_of.get(id_)) is not None:
            return known
        self._ids.append(id_)
        self._names.append(name)
        return len(self._base.ids) + len(self._ids) - 1

    def build(self) -> ValueColumn:
        base = self._base
        return ValueColumn(
            np.concatenate([base.starts, base.starts[-1] + np.array(self._ends, np.int64)]),
            np.concatenate([base.ordinals, np.array(self._ordinals, np.int32)]),
            base.ids.extended(self._ids),
            texts_of(self._names, after=base.names),
        )
