"""Rows that belong to a reader, each under a name that is theirs alone; WrongCall says which is missing or taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager

import sqlalchemy as sa

from index.errors import WrongCall

Transaction = Callable[[], AbstractContextManager[sa.Connection]]

LONGEST_NAME = 120
LONGEST_NOTE = 4_000


def add(connection: sa.Connection, table: sa.Table, owner: str, name: str, values: Mapping[str, str]) -> int:
    """A new row; its number."""
    _check_free(connection, table, owner, name)
    row = {"owner": owner, "name": name, "created": dt.datetime.now(dt.UTC)} | dict(values)
    return int(connection.scalars(table.insert().returning(table.c.id), row).one())


def rename(connection: sa.Connection, table: sa.Table, owner: str, name: str, new: str) -> None:
    """Give it another name."""
    row = number_of(connection, table, owner, name)
    if new != name:
        _check_free(connection, table, owner, new)
    connection.execute(table.update().where(table.c.id == row).values(name=new))


def number_of(connection: sa.Connection, table: sa.Table, owner: str, name: str) -> int:
    """The number of the row."""
    found = _find(connection, table, owner, name)
    if found is None:
        raise WrongCall(f"{table.name}: {owner!r} has none called {name!r}")
    return found


def check_note(table: str, note: str) -> None:
    """WrongCall where a note is longer than one that is kept."""
    if len(note) > LONGEST_NOTE:
        raise WrongCall(f"{table}: a note may have {LONGEST_NOTE} characters, this one has {len(note)}: shorten it")


def _check_free(connection: sa.Connection, table: sa.Table, owner: str, name: str) -> None:
    if not (owner.strip() and name.strip()):
        raise WrongCall(f"{table.name}: an owner and a name are needed, got {owner!r} and {name!r}")
    if len(name) > LONGEST_NAME:
        raise WrongCall(
            f"{table.name}: a name may have {LONGEST_NAME} characters, this one has {len(name)}: {name[:40]!r}…"
        )
    if _find(connection, table, owner, name) is not None:
        raise WrongCall(f"{table.name}: {owner!r} has one called {name!r} already; choose another name")


def _find(connection: sa.Connection, table: sa.Table, owner: str, name: str) -> int | None:
    return connection.scalar(sa.select(table.c.id).where((table.c.owner == owner) & (table.c.name == name)))
