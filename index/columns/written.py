"""Names as the articles write them, beside the records they stand for: what is kept of persons, places and bodies."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from index.columns.texts import NO_DICTIONARY, Dictionary, Ints, Rows


@dataclass(frozen=True, slots=True)
class Grouping:
    """What was decided about the names of one field."""

    heads: Mapping[str, str] = field(default_factory=dict)
    """Automatic identifier -> record, where it is another."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Record -> the name it is shown under, where that was decided."""
    hidden: frozenset[str] = frozenset()
    """Records that are shown nowhere."""
    apart: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Record -> the elements that mean it, whatever their identifier says."""


@dataclass(frozen=True, eq=False)
class Written:
    """The names of each row, in the article's order (compressed sparse rows)."""

    starts: Ints
    """shape (rows + 1,): the names of row r are ``ordinals[starts[r]:starts[r + 1]]``."""
    ordinals: Rows
    """Into ``names``."""
    names: Dictionary
    ids: Dictionary
    """Automatic identifiers: what a name alone says of who is meant."""
    id_of: Rows
    """shape (names,): the automatic identifier of each, into ``ids``."""

    @cached_property
    def owners(self) -> Rows:
        """The row of each element; shape as ``ordinals``."""
        return np.repeat(np.arange(len(self.starts) - 1, dtype=np.int32), np.diff(self.starts))

    def id_at(self, id_: str) -> int | None:
        """The place of an automatic identifier."""
        return next(iter(self.ids.places(id_)), None)


NOTHING_WRITTEN = Written(
    np.zeros(1, np.int64), np.zeros(0, np.int32), NO_DICTIONARY, NO_DICTIONARY, np.zeros(0, np.int32)
)


@dataclass(slots=True)
class WrittenBuilder:
    """Appends rows to a base, whose ordinals stay as they are."""

    base: Written
    _names: dict[str, int] = field(default_factory=dict)
    _ids: dict[str, int] = field(default_factory=dict)
    _new_names: list[str] = field(default_factory=list)
    _new_ids: list[str] = field(default_factory=list)
    _id_of: array[int] = field(default_factory=lambda: array("i"))
    _ordinals: array[int] = field(default_factory=lambda: array("i"))
    _ends: array[int] = field(default_factory=lambda: array("q"))

    def append(self, values: Sequence[tuple[str, str]]) -> None:
        """One row: identifiers with names."""
        for id_, name in values:
            if name not in self._names:
                self._names[name] = self._name(id_, name)
            self._ordinals.append(self._names[name])
        self._ends.append(len(self._ordinals))

    def build(self) -> Written:
        """The base and what was appended."""
        base = self.base
        return Written(
            np.concatenate([base.starts, base.starts[-1] + np.array(self._ends, np.int64)]),
            np.concatenate([base.ordinals, np.array(self._ordinals, np.int32)]),
            base.names.extended(self._new_names),
            base.ids.extended(self._new_ids),
            np.concatenate([base.id_of, np.array(self._id_of, np.int32)]),
        )

    def _name(self, id_: str, name: str) -> int:
        if known := self.base.names.places(name):
            return known[0]
        if id_ not in self._ids:
            self._ids[id_] = self._id(id_)
        self._new_names.append(name)
        self._id_of.append(self._ids[id_])
        return len(self.base.names) + len(self._new_names) - 1

    def _id(self, id_: str) -> int:
        if known := self.base.ids.places(id_):
            return known[0]
        self._new_ids.append(id_)
        return len(self.base.ids) + len(self._new_ids) - 1
