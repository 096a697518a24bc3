"""Readers' folders of articles ("kliping"), each of one owner, with notes and tags."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from index.archive import owned
from index.archive.deciding import number_of
from index.archive.owned import Transaction
from index.archive.tables import articles, folder_items, folder_tags, folders
from index.errors import WrongCall

MOST_TAGS = 20
LONGEST_TAG = 60


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
    tags: tuple[str, ...] = ()
    """In alphabetical order."""


@dataclass(frozen=True, slots=True)
class Folders:
    """Folders by owner and name; WrongCall says which is missing or taken."""

    reading: Transaction
    writing: Transaction

    def create(self, owner: str, name: str, note: str = "") -> None:
        """A new, empty folder."""
        owned.check_note("folders", note)
        with self.writing() as connection:
            owned.add(connection, folders, owner, name, {"note": note})

    def rename(self, owner: str, name: str, new: str) -> None:
        """Give it another name."""
        with self.writing() as connection:
            owned.rename(connection, folders, owner, name, new)

    def describe(self, owner: str, name: str, note: str) -> None:
        """Write another note on the folder itself."""
        owned.check_note("folders", note)
        with self.writing() as connection:
            folder = owned.number_of(connection, folders, owner, name)
            connection.execute(folders.update().where(folders.c.id == folder).values(note=note))

    def remove(self, owner: str, name: str) -> None:
        """The folder goes, its articles stay in the archive."""
        with self.writing() as connection:
            folder = owned.number_of(connection, folders, owner, name)
            for table in (folder_tags, folder_items):
                connection.execute(table.delete().where(table.c.folder == folder))
            connection.execute(folders.delete().where(folders.c.id == folder))

    def put(self, owner: str, name: str, key: str, note: str = "", tags: Sequence[str] = ()) -> None:
        """Put an article into it, or write another note and other tags where it is in it already."""
        owned.check_note("folder_items", note)
        wanted = clean_tags(tags)
        with self.writing() as connection:
            folder = owned.number_of(connection, folders, owner, name)
            place = {"folder": folder, "article": number_of(connection, key)}
            if not connection.execute(folder_items.update().where(_is(folder_items, place)).values(note=note)).rowcount:
                row = place | {"note": note, "added": dt.datetime.now(dt.UTC)}
                connection.execute(folder_items.insert(), row)
            connection.execute(folder_tags.delete().where(_is(folder_tags, place)))
            for tag in wanted:
                connection.execute(folder_tags.insert(), place | {"tag": tag})

    def take(self, owner: str, name: str, key: str) -> None:
        """Take an article out of it."""
        with self.writing() as connection:
            folder = owned.number_of(connection, folders, owner, name)
            number = connection.scalar(sa.select(articles.c.number).where(articles.c.key == key))
            place = {"folder": folder, "article": number or 0}
            connection.execute(folder_tags.delete().where(_is(folder_tags, place)))
            if not connection.execute(folder_items.delete().where(_is(folder_items, place))).rowcount:
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
            folder = owned.number_of(connection, folders, owner, name)
            tags = _tags(connection, folder)
            query = sa.select(
                folder_items.c.article, articles.c.key, folder_items.c.note, folder_items.c.added
            ).join_from(folder_items, articles)
            ordered = query.where(folder_items.c.folder == folder).order_by(folder_items.c.added, articles.c.number)
            rows = connection.execute(ordered).all()
        return tuple(Item(key, note, added, tuple(tags[number])) for number, key, note, added in rows)

    def holding(self, owner: str, key: str) -> tuple[str, ...]:
        """Names of the folders that hold the article."""
        query = (
            sa.select(folders.c.name)
            .join_from(folders, folder_items)
            .join(articles, articles.c.number == folder_items.c.article)
            .where((folders.c.owner == owner) & (articles.c.key == key))
            .order_by(folders.c.name)
        )
        with self.reading() as connection:
            return tuple(connection.scalars(query))


def clean_tags(tags: Sequence[str]) -> tuple[str, ...]:
    """Without blanks around and repetitions, whatever their case; WrongCall for too many, or one too long."""
    found = {tag.casefold(): tag for one in reversed(tags) if (tag := " ".join(one.split()))}
    if len(found) > MOST_TAGS:
        raise WrongCall(f"an article may have {MOST_TAGS} tags in a folder, got {len(found)}")
    for tag in found.values():
        if len(tag) > LONGEST_TAG:
            raise WrongCall(f"a tag may have {LONGEST_TAG} characters, this one has {len(tag)}: {tag[:40]!r}…")
    return tuple(sorted(found.values(), key=str.casefold))


def _tags(connection: sa.Connection, folder: int) -> defaultdict[int, list[str]]:
    query = sa.select(folder_tags.c.article, folder_tags.c.tag).where(folder_tags.c.folder == folder)
    found: defaultdict[int, list[str]] = defaultdict(list)
    for article, tag in connection.execute(query.order_by(folder_tags.c.tag)):
        found[article].append(tag)
    return found


def _is(table: sa.Table, place: dict[str, int]) -> sa.ColumnElement[bool]:
    return (table.c.folder == place["folder"]) & (table.c.article == place["article"])
