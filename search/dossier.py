"""All there is to say of one person, place or organisation: names, company, and the offices that articles give it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.archive import Action, NameDecision
from index.article import Article
from index.authority import Catalogue, Role, roles_of
from index.columns import Columns
from index.schema import NAMES
from search.backends import Searcher
from search.evaluate.counting import Counted, Wish, facet
from search.results import FacetValue, NameRef

READ = 200
"""Articles whose text is read for offices, evenly over time: a fifth of a second at most."""
ALIKE = (Action.SPLIT, Action.SEE_ALSO, Action.APART)
"""Decisions that name a second record which stays one."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """One record and its company."""

    id: str
    name: str
    is_verified: bool
    names: tuple[tuple[str, int], ...]
    """As articles write it, with their number, the most frequent first."""
    known_names: tuple[str, ...]
    """Other names that the authority file has of it, whether an article writes them or not."""
    see_also: tuple[tuple[str, NameRef], ...]
    """Kind and record; those that it was told apart from among them."""
    first: dt.date | None
    """Of its dated articles."""
    last: dt.date | None
    company: dict[str, tuple[FacetValue, ...]]
    """For each kind who and what is named in the same articles, with their number, without the record itself."""
    roles: tuple[Role, ...]
    read: int
    """Articles that the roles were read from; fewer than all where there are very many."""
    decisions: tuple[NameDecision, ...]
    """Those that hold, newest first."""


def dossier(field: str, id_: str, searcher: Searcher, size: int = 16) -> Dossier | None:
    """The record with exactly this identifier; None when no article has it."""
    file = searcher.authority_file()
    columns = file.columns
    rows = _rows(columns, field, id_)
    if not len(rows):
        return None
    days = columns.day[columns.within(rows, 1)]
    days = days[days > 0]
    articles = tuple(_articles(file, field, id_, _spread(rows, columns), searcher))
    names = file.written(field, id_)
    written = {name for name, _ in names} | {file.name(field, id_)}
    return Dossier(
        id=id_,
        name=file.name(field, id_),
        is_verified=file.state.record(field, id_).is_verified,
        names=names,
        known_names=tuple(name for name in file.state.variants(field, id_).values() if name not in written),
        see_also=tuple(_see_also(file, field, id_)),
        first=dt.date.fromordinal(int(days.min())) if len(days) else None,
        last=dt.date.fromordinal(int(days.max())) if len(days) else None,
        company={kind: _company(columns, kind, rows, size, id_ if kind == field else "") for kind in NAMES},
        roles=roles_of(articles) if field == "person" else (),
        read=len(articles),
        decisions=tuple(reversed([one for one in file.decisions if _is_about(file, one, field, id_)])),
    )


def _rows(columns: Columns, field: str, id_: str) -> npt.NDArray[np.int32]:
    column = columns.values[field]
    place = column.ordinal_of.get(id_)
    if place is None:
        return np.zeros(0, np.int32)
    rows = column.owners[column.ordinals == place]
    living: npt.NDArray[np.int32] = rows[columns.alive[rows]]
    return living


def _company(columns: Columns, kind: str, rows: npt.NDArray[np.int32], size: int, own: str) -> tuple[FacetValue, ...]:
    found = facet(columns.values[kind], Counted(rows, len(columns)), Wish(size + 1))
    return tuple(value for value in found if value.id != own)[:size]


def _spread(rows: npt.NDArray[np.int32], columns: Columns) -> list[int]:
    """READ of the rows at most, evenly over time."""
    ordered = rows[np.argsort(columns.day[rows], kind="stable")]
    chosen = np.linspace(0, len(ordered) - 1, min(READ, len(ordered))).astype(np.int64)
    return [int(row) for row in ordered[chosen]]


def _articles(
    file: Catalogue, field: str, id_: str, rows: Sequence[int], searcher: Searcher
) -> Iterator[tuple[Article, tuple[str, ...]]]:
    """Articles with the names that the record has in them."""
    columns, written = file.columns, file.columns.written[field]
    place = columns.values[field].ordinal_of[id_]
    versions = {row: int(columns.version[row]) for row in rows}
    stored = searcher.articles(tuple(versions.values()))
    for row, version in versions.items():
        span = range(int(written.starts[row]), int(written.starts[row + 1]))
        names = tuple(written.names[int(written.ordinals[e])] for e in span if columns.records[field][e] == place)
        if version in stored:
            yield stored[version].article, names


def _see_also(file: Catalogue, field: str, id_: str) -> Iterator[tuple[str, NameRef]]:
    state = file.state
    found = dict.fromkeys((kind, state.root(kind, other)) for kind, other in state.record(field, id_).see_also)
    for split in state.splits:
        pair = [state.root(split.kind, split.record), state.root(split.kind, split.target)]
        if split.kind == field and id_ in pair:
            found |= dict.fromkeys((field, other) for other in pair if other != id_)
    for kind, other in found:
        if len(_rows(file.columns, kind, other)):
            yield kind, NameRef(other, file.name(kind, other))


def _is_about(file: Catalogue, one: NameDecision, field: str, id_: str) -> bool:
    records = {file.state.root(field, one.record)}
    if one.action in ALIKE:
        records.add(file.state.root(field, one.details["target"]))
    return one.kind == field and not one.is_undone and id_ in records
