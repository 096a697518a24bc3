"""What is wrong with articles.db, in words for people; an empty answer means that everything is as it was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import sqlalchemy as sa

from index.archive import sealing
from index.archive.column_types import RowDamaged
from index.archive.rows import STORED, Row, seal, stored_article, unpacked
from index.archive.selecting import PUBLISHED, chunks
from index.archive.sqlite import driver, physical_findings
from index.archive.tables import articles, authority, changes, decisions, edits, purged, versions
from index.archive.values import Status

Damage = tuple[str, str]
"""The table, and what is wrong in it."""


def findings(connection: sa.Connection, *, deep: bool) -> Iterator[str]:
    """SQLite's own check, tables against their seals, articles against changes.

    *deep* reads every row for the seal of its table, and says of versions, edits and decisions which one is damaged.
    """
    physical = list(physical_findings(connection, deep=deep))
    yield from physical
    if not physical:
        yield from _unlike_their_changes(connection)
        yield from _left_of_purged(connection)
    named: set[str] = set()
    for table, what in chain(_damaged_versions(connection), _damaged_rulings(connection)) if deep else ():
        named.add(table)
        yield what
    yield from (what for table, what in sealing.differences(driver(connection), deep=deep) if table not in named)


def _unlike_their_changes(connection: sa.Connection) -> Iterator[str]:
    last = sa.select(sa.func.max(changes.c.seq).label("seq")).group_by(changes.c.article).subquery()
    shown = sa.case((articles.c.status == PUBLISHED, articles.c.version))
    query = (
        sa.select(articles.c.key)
        .join_from(articles, changes, changes.c.article == articles.c.number, isouter=True)
        .where(changes.c.seq.is_(None) | changes.c.seq.in_(sa.select(last.c.seq)))
        .where(changes.c.seq.is_(None) | changes.c.version.is_distinct_from(shown))
    )
    for key in connection.scalars(query.order_by(articles.c.number)):
        yield f"article {key!r} is not in the state that its last change brought it to"
    known = [status.value for status in Status]
    lost = articles.c.status.not_in(known) | (
        (articles.c.status != Status.PURGED.value) & (articles.c.version.is_(None) | articles.c.given.is_(None))
    )
    for key in connection.scalars(sa.select(articles.c.key).where(lost)):
        yield f"article {key!r} has a status or a version that cannot be"


def _left_of_purged(connection: sa.Connection) -> Iterator[str]:
    query = (
        sa.select(articles.c.key).join_from(purged, articles).join(versions, versions.c.article == articles.c.number)
    )
    for key in connection.scalars(query.distinct()):
        yield f"article {key!r} was purged, but a version of it is still there"


def _damaged_versions(connection: sa.Connection) -> Iterator[Damage]:
    query = STORED.add_columns(versions.c.raw, versions.c.raw_sha256)
    joined = query.join_from(versions, articles, versions.c.article == articles.c.number, isouter=True)
    ids = connection.scalars(sa.select(versions.c.id).order_by(versions.c.id)).all()
    for chunk in chunks(ids):
        try:
            rows = connection.execute(joined.where(versions.c.id.in_(chunk)).order_by(versions.c.id)).mappings().all()
            yield from _damaged(rows)
        except (ValueError, TypeError):  # one bad date spoils the whole answer: one by one
            for id_ in chunk:
                yield from _damaged_version(connection, joined.where(versions.c.id == id_), id_)


def _damaged_version(connection: sa.Connection, query: sa.Select[Any], id_: int) -> Iterator[Damage]:
    try:
        yield from _damaged([connection.execute(query).mappings().one()])
    except (ValueError, TypeError) as error:
        yield versions.name, f"version {id_} cannot be read ({error})"


def _damaged(rows: Iterable[Row]) -> Iterator[Damage]:
    for row in rows:
        try:
            stored_article(row)
            unpacked(row["raw"], row["raw_sha256"])
        except RowDamaged as damage:
            yield versions.name, f"version {row['version']}: {damage}"
        except (ValueError, TypeError) as error:
            yield versions.name, f"version {row['version']} cannot be read ({error})"


def _damaged_rulings(connection: sa.Connection) -> Iterator[Damage]:
    for table in (edits, decisions, authority):
        for id_ in connection.scalars(sa.select(table.c.id)).all():
            try:
                row = dict(connection.execute(sa.select(table).where(table.c.id == id_)).mappings().one())
                is_sound = seal(row | {"at": row["at"].replace(tzinfo=None)}) == row["sha256"]
            except (ValueError, TypeError, AttributeError):
                is_sound = False
            if not is_sound:
                yield table.name, f"{table.name} {id_} is not what was written"
