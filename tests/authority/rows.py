"""Columns made short: articles as lists of names, decisions as the ledger would give them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from index import columns
from index.archive import Action, NameDecision, NewDecision, StoredArticle
from index.authority.applying import groupings
from index.authority.catalogue import Catalogue
from index.authority.folding import State, folded
from index.authority.seed import Known
from index.columns import Columns, ColumnsBuilder, Row, regrouped
from index.document import UNTIMED
from index.entities import identifier
from index.reprints import EMPTY
from index.schema import FILTERS

Article = Mapping[str, Sequence[str]]
"""Kind, or ``source`` -> names."""
NOBODY: tuple[Known, ...] = ()


def columns_of(articles: Sequence[Article], keys: Sequence[str] = ()) -> Columns:
    """One row an article, called ``a0``, ``a1``, ... or as *keys* say, each a day after the one before."""
    builder = ColumnsBuilder(columns.empty())
    for number, article in enumerate(articles):
        key = keys[number] if keys else f"a{number}"
        values = tuple(_values(field, article.get(field, ())) for field in FILTERS)
        day = dt.date(2020, 1, 1).toordinal() + number
        builder.append(Row(number + 1, number + 1, key, day, UNTIMED, 3, 9, values, EMPTY))
    return builder.build()


def decided(decisions: Iterable[NewDecision], undone: Sequence[int] = ()) -> tuple[NameDecision, ...]:
    """As they come out of the ledger, each in a batch of its own; *undone* are the places of those taken back."""
    now = dt.datetime(2026, 11, 30, tzinfo=dt.UTC)
    return tuple(
        NameDecision(n, d.kind, d.record, d.action, d.details, "Sari", now, n, n in undone)
        for n, d in enumerate(decisions)
    )


def applied(rows: Columns, state: State) -> Columns:
    return regrouped(rows, groupings(state, rows, no_texts))


def catalogue(rows: Columns, *decisions: NewDecision, seed: Iterable[Known] = NOBODY) -> Catalogue:
    state = folded(seed, decided(decisions))
    return Catalogue(state, applied(rows, state))


def shown(rows: Columns, kind: str = "person") -> dict[str, list[tuple[str, str]]]:
    """Key -> records of that article."""
    return {rows.keys[row]: list(rows.values[kind].of(row)) for row in range(len(rows))}


def ids(rows: Columns, kind: str = "person") -> dict[str, list[str]]:
    return {key: [id_ for id_, _ in records] for key, records in shown(rows, kind).items()}


def no_texts(_versions: Sequence[int]) -> Mapping[int, StoredArticle]:
    return {}


def merge(source: str, target: str, kind: str = "person") -> NewDecision:
    details = {"label": source, "target": identifier(target), "name": target}
    return NewDecision(kind, identifier(source), Action.MERGE, details)


def dead(rows: Columns, *which: int) -> Columns:
    alive = np.ones(len(rows), np.bool_)
    alive[list(which)] = False
    return columns.regrouped(_with(rows, alive), rows.groupings)


def _with(rows: Columns, alive: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Columns:
    from dataclasses import replace  # noqa: PLC0415

    return replace(rows, alive=alive)


def _values(field: str, names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    if field in ("source", "section", "author"):
        return tuple((name, name) for name in names)
    return tuple({identifier(name): (identifier(name), name) for name in reversed(names)}.values())[::-1]
