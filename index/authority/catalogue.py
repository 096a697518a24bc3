"""The authority file beside the articles of a generation: who there is, under which names, in how many articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from index.archive import NameDecision
from index.authority.folding import Record, State
from index.columns import Columns
from index.entities import identifier
from index.errors import WrongCall


@dataclass(frozen=True, slots=True)
class Target:
    """A record that somebody named, by identifier or by name."""

    kind: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as it is listed."""

    record: Record
    name: str
    """As shown."""
    articles: int
    names: tuple[tuple[str, int], ...] = ()
    """Every way of writing it that articles have, with the number of articles, the most frequent first."""


@dataclass(frozen=True, eq=False)
class Catalogue:
    """*columns* are grouped by *state*."""

    state: State
    columns: Columns
    decisions: tuple[NameDecision, ...] = ()
    """All of the ledger, undone ones too, oldest first; where it was asked for."""

    def find(self, kind: str, text: str) -> Target:
        """The record with this identifier or name; WrongCall when there is none."""
        id_ = self.record_of(kind, text)
        if id_ is None:
            raise WrongCall(
                f"no {kind} has the id or the name {text!r}; to look for one: "
                f"python -m index authority list {kind} --like NAME"
            )
        return Target(kind, id_, self.name(kind, id_))

    def record_of(self, kind: str, text: str) -> str | None:
        """By identifier, that of a record merged elsewhere too; by any name; by the name it is shown under."""
        for id_ in dict.fromkeys((text, identifier(text))):
            if (kind, id_) in self.state.heads:
                return self.state.meant(kind, id_)
            if self.is_known(kind, id_):
                return self.state.root(kind, id_)
        wanted = identifier(text)
        shown = (i for (k, i), r in self.state.records.items() if k == kind and identifier(r.name) == wanted)
        return next((self.state.root(kind, id_) for id_ in shown), None)

    def is_known(self, kind: str, id_: str) -> bool:
        """Whether an article or a decision knows the identifier."""
        key = (kind, id_)
        is_decided = key in self.state.records or key in self.state.merged or key in self.state.labels
        return is_decided or self.columns.written[kind].id_at(id_) is not None

    def name(self, kind: str, id_: str) -> str:
        """As shown."""
        column = self.columns.values[kind]
        place = column.ordinal_of.get(id_)
        return (column.names[place] if place is not None else "") or self.state.name(kind, id_) or id_

    def entry(self, target: Target) -> Entry:
        """All there is to say of one record."""
        names = self.written(target.kind, target.id)
        record = self.state.record(target.kind, target.id)
        return Entry(record, target.name, self.articles(target.kind, target.id), names)

    def articles(self, kind: str, id_: str) -> int:
        """In how many living articles the record is, hidden or not."""
        return len(np.unique(self.columns.written[kind].owners[self._elements(kind, id_)]))

    def written(self, kind: str, id_: str) -> tuple[tuple[str, int], ...]:
        """The names under which articles have the record."""
        written = self.columns.written[kind]
        counts = np.bincount(written.ordinals[self._elements(kind, id_)], minlength=0)
        found = ((written.names[place], int(counts[place])) for place in np.flatnonzero(counts).tolist())
        return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0])))

    def most(self, kind: str, size: int, like: str = "") -> Iterator[Entry]:
        """The records of the most articles, those only whose name holds *like*."""
        column = self.columns.values[kind]
        living = self.columns.alive[column.owners]
        counts = np.bincount(column.ordinals[living], minlength=len(column.ids))
        wanted = f"-{identifier(like)}" if like else ""
        given = 0
        for place in np.lexsort((column.ids.ranks, -counts)).tolist():
            if given == size or not counts[place]:
                return
            id_, name = column.pair(place)
            if wanted in f"-{identifier(name)}" or wanted in f"-{id_}":
                given += 1
                yield Entry(self.state.record(kind, id_), name, int(counts[place]))

    def _elements(self, kind: str, id_: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """Also those of a hidden record, which the grouping shows nowhere."""
        columns, written = self.columns, self.columns.written[kind]
        place = columns.values[kind].ordinal_of.get(id_)
        if place is None:
            return np.zeros(0, np.int64)
        is_it = columns.records[kind] == place
        if self.state.record(kind, id_).is_hidden:
            ids = [n for n in range(len(written.ids)) if self.state.meant(kind, written.ids[n]) == id_]
            is_it = np.isin(written.id_of[written.ordinals], ids)
        return np.flatnonzero(is_it & columns.alive[written.owners])
