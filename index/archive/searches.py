"""Readers' saved searches, each of one owner, and what each found the last time it was looked at.

What was found is remembered as the numbers of the versions, packed: what an article is called, and whether it may still
be read, is looked up when it is asked for.
"""

from __future__ import annotations

import datetime as dt
import sys
import zlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from index.archive import owned
from index.archive.owned import Transaction
from index.archive.tables import articles, search_marks, searches, versions

AT_ONCE = 500
"""Versions looked up by one statement."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search of one owner, as its address has it."""

    name: str
    query: str
    created: dt.datetime


@dataclass(frozen=True, slots=True)
class Mark:
    """What a search had found when its owner last said that it was seen."""

    at: dt.datetime
    versions: tuple[int, ...]
    """In ascending order."""


@dataclass(frozen=True, slots=True)
class Searches:
    """Saved searches by owner and name; WrongCall says which is missing or taken."""

    reading: Transaction
    writing: Transaction

    def create(self, owner: str, name: str, query: str) -> None:
        """Keep a search."""
        with self.writing() as connection:
            owned.add(connection, searches, owner, name, {"query": query})

    def rename(self, owner: str, name: str, new: str) -> None:
        """Give it another name."""
        with self.writing() as connection:
            owned.rename(connection, searches, owner, name, new)

    def remove(self, owner: str, name: str) -> None:
        """Keep it no longer, nor what it had found."""
        with self.writing() as connection:
            row = owned.number_of(connection, searches, owner, name)
            connection.execute(search_marks.delete().where(search_marks.c.search == row))
            connection.execute(searches.delete().where(searches.c.id == row))

    def list(self, owner: str) -> tuple[SavedSearch, ...]:
        """Those of one owner, by name."""
        query = sa.select(searches.c.name, searches.c.query, searches.c.created).where(searches.c.owner == owner)
        with self.reading() as connection:
            return tuple(SavedSearch(*row) for row in connection.execute(query.order_by(searches.c.name)))

    def mark(self, owner: str, name: str, found: Iterable[int]) -> None:
        """Remember the versions that it found now, in place of what it had found before."""
        values = {"at": dt.datetime.now(dt.UTC), "versions": _packed(found)}
        with self.writing() as connection:
            row = owned.number_of(connection, searches, owner, name)
            connection.execute(search_marks.delete().where(search_marks.c.search == row))
            connection.execute(search_marks.insert(), {"search": row} | values)

    def marked(self, owner: str, name: str) -> Mark | None:
        """What was remembered the last time; None where nothing was."""
        with self.reading() as connection:
            row = owned.number_of(connection, searches, owner, name)
            query = sa.select(search_marks.c.at, search_marks.c.versions).where(search_marks.c.search == row)
            found = connection.execute(query).one_or_none()
        return None if found is None else Mark(found.at, _unpacked(found.versions))

    def keys(self, ids: Sequence[int]) -> dict[int, str]:
        """Version -> the public identifier of its article, whether it may be read or not; purged ones are missing."""
        found: dict[int, str] = {}
        with self.reading() as connection:
            for start in range(0, len(ids), AT_ONCE):
                query = sa.select(versions.c.id, articles.c.key).join_from(
                    versions, articles, articles.c.number == versions.c.article
                )
                rows = connection.execute(query.where(versions.c.id.in_(ids[start : start + AT_ONCE])))
                found.update((row.id, row.key) for row in rows)
        return found


def _packed(found: Iterable[int]) -> bytes:
    """Differences from each to the next, as 8 bytes little-endian, deflated: mostly ones and small numbers."""
    ordered = sorted({*found})
    steps = array("q", (b - a for a, b in zip([0, *ordered], ordered, strict=False)))
    if sys.byteorder == "big":
        steps.byteswap()
    return zlib.compress(steps.tobytes(), 6)


def _unpacked(packed: bytes) -> tuple[int, ...]:
    steps = array("q")
    steps.frombytes(zlib.decompress(packed))
    if sys.byteorder == "big":
        steps.byteswap()
    total, found = 0, []
    for step in steps:
        total += step
        found.append(total)
    return tuple(found)
