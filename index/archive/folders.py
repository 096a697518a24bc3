"""What readers keep: folders of articles ("kliping") and saved searches, each with an owner."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

import sqlalchemy as sa

from index.archive.deciding import number_of
from index.archive.tables import articles, folder_items, folders, searches
from index.errors import WrongCall

Transaction = Callable[[], AbstractContextManager[sa.Connection]]


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of one owner."""

    name: str
    note: str
    created: dt.datetime
    articles: int


@dataclass(frozen=True, slots=True)
class Item:
    """An article in a folder; whether readers may find it is not asked."""

    key: str
    note: str
    added: dt.datetime


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search of one owner, as its address has it."""

    name: str
    query: str
    created: dt.datetime


@dataclass(frozen=True, slots=True)
class Folders:
    """Folders by owner and name; WrongCall says which is missing or taken."""

    reading: Transaction
    writing: Transaction

    def create(self, owner: str, name: str, note: str = "") -> None:
        """A new, empty folder."""
        with self.writing() as connection:
            _add(connection, folders, owner, name, {"note": note})

    def rename(self, owner: str, name: str, new: str) -> None:
        """Give it another name."""
        with self.writing() as connection:
            _rename(connection, folders, owner, name, new)

    def remove(self, owner: str, name: str) -> None:
        """The folder goes, its articles stay in the archive."""
        with self.writing() as connection:
            folder = _id(connection, folders, owner, name)
            connection.execute(folder_items.delete().where(folder_items.c.folder == folder))
            connection.execute(folders.delete().where(folders.c.id == folder))

    def put(self, owner: str, name: str, key: str, note: str = "") -> None:
        """Put an article into it, or write another note where it is in it already."""
        with self.writing() as connection:
            place = {"folder": _id(connection, folders, owner, name), "article": number_of(connection, key)}
            is_it = (folder_items.c.folder == place["folder"]) & (folder_items.c.article == place["article"])
            if not connection.execute(folder_items.update().where(is_it).values(note=note)).rowcount:
                row = place | {"note": note, "added": dt.datetime.now(dt.UTC)}
                connection.execute(folder_items.insert(), row)

    def take(self, owner: str, name: str, key: str) -> None:
        """Take an article out of it."""
        with self.writing() as connection:
            folder = _id(connection, folders, owner, name)
            number = sa.select(articles.c.number).where(articles.c.key == key).scalar_subquery()
            is_it = (folder_items.c.folder == folder) & (folder_items.c.article == number)
            if not connection.execute(folder_items.delete().where(is_it)).rowcount:
                raise WrongCall(f"the article {key!r} is not in the folder {name!r}")

    def list(self, owner: str) -> tuple[Folder, ...]:
        """Those of one owner, by name."""
        count = sa.func.count(folder_items.c.article)
        query = (
            sa.select(folders.c.name, folders.c.note, folders.c.created, count)
            .join_from(folders, folder_items, isouter=True)
            .where(folders.c.owner == owner)
            .group_by(folders.c.id)
            .order_by(folders.c.name)
        )
        with self.reading() as connection:
            return tuple(Folder(*row) for row in connection.execute(query))

    def items(self, owner: str, name: str) -> tuple[Item, ...]:
        """What is in it, in the order it was put there."""
        with self.reading() as connection:
            folder = _id(connection, folders, owner, name)
            query = sa.select(articles.c.key, folder_items.c.note, folder_items.c.added).join_from(
                folder_items, articles
            )
            ordered = query.where(folder_items.c.folder == folder).order_by(folder_items.c.added, articles.c.number)
            return tuple(Item(*row) for row in connection.execute(ordered))


@dataclass(frozen=True, slots=True)
class Searches:
    """Saved searches by owner and name; WrongCall says which is missing or taken."""

    reading: Transaction
    writing: Transaction

    def create(self, owner: str, name: str, query: str) -> None:
        """Keep a search."""
        with self.writing() as connection:
            _add(connection, searches, owner, name, {"query": query})

    def rename(self, owner: str, name: str, new: str) -> None:
        """Give it another name."""
        with self.writing() as connection:
            _rename(connection, searches, owner, name, new)

    def remove(self, owner: str, name: str) -> None:
        """Keep it no longer."""
        with self.writing() as connection:
            row = _id(connection, searches, owner, name)
            connection.execute(searches.delete().where(searches.c.id == row))

    def list(self, owner: str) -> tuple[SavedSearch, ...]:
        """Those of one owner, by name."""
        query = sa.select(searches.c.name, searches.c.query, searches.c.created).where(searches.c.owner == owner)
        with self.reading() as connection:
            return tuple(SavedSearch(*row) for row in connection.execute(query.order_by(searches.c.name)))


def _add(connection: sa.Connection, table: sa.Table, owner: str, name: str, values: dict[str, str]) -> None:
    _check_free(connection, table, owner, name)
    row = {"owner": owner, "name": name, "created": dt.datetime.now(dt.UTC)} | values
    connection.execute(table.insert(), row)


def _rename(connection: sa.Connection, table: sa.Table, owner: str, name: str, new: str) -> None:
    row = _id(connection, table, owner, name)
    if new != name:
        _check_free(connection, table, owner, new)
    connection.execute(table.update().where(table.c.id == row).values(name=new))


def _check_free(connection: sa.Connection, table: sa.Table, owner: str, name: str) -> None:
    if not (owner.strip() and name.strip()):
        raise WrongCall(f"{table.name}: an owner and a name are needed, got {owner!r} and {name!r}")
    if _find(connection, table, owner, name) is not None:
        raise WrongCall(f"{table.name}: {owner!r} has one called {name!r} already; choose another name")


def _id(connection: sa.Connection, table: sa.Table, owner: str, name: str) -> int:
    found = _find(connection, table, owner, name)
    if found is None:
        raise WrongCall(f"{table.name}: {owner!r} has none called {name!r}")
    return found


def _find(connection: sa.Connection, table: sa.Table, owner: str, name: str) -> int | None:
    return connection.scalar(sa.select(table.c.id).where((table.c.owner == owner) & (table.c.name == name)))
