"""Purging an article: its text goes from every version, then its bytes from the file; the decision stays.

The rows go in the transaction of the decision. The bytes follow: SQLite keeps what was deleted in free pages and in
the log beside the database until both are written anew, which `erase` does, and does again where it was cut short.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import sqlalchemy as sa

from index.archive.rows import seal
from index.archive.rulings import Purge
from index.archive.tables import articles, changes, decisions, edits, folder_items, purged, versions
from index.archive.values import Event, Status


def purge(connection: sa.Connection, number: int, decision: int, batch: int, hashes: Iterable[str] = ()) -> None:
    """Remove the text of an article: versions, edits, and the names that former redactions took out."""
    connection.exec_driver_sql("PRAGMA secure_delete=ON")
    here = connection.scalars(sa.select(versions.c.raw_sha256).where(versions.c.article == number).distinct())
    known = sorted({*hashes, *here})
    values = {"status": Status.PURGED.value, "version": None, "given": None, "is_deleted": True}
    connection.execute(articles.update().where(articles.c.number == number).values(values))
    connection.execute(changes.update().where(changes.c.article == number).values(version=None, given=None))
    connection.execute(versions.delete().where((versions.c.article == number) & versions.c.base.is_not(None)))
    connection.execute(versions.delete().where(versions.c.article == number))
    connection.execute(edits.delete().where(edits.c.article == number))
    connection.execute(folder_items.update().where(folder_items.c.article == number).values(note=""))
    _forget_names(connection, number)
    change = {"article": number, "kind": Event.PURGE.value, "version": None, "given": None, "batch": batch}
    seq = connection.scalars(changes.insert().returning(changes.c.seq), change).one()
    connection.execute(purged.insert(), {"number": number, "decision": decision, "seq": seq, "hashes": known})


def purges_since(connection: sa.Connection, change: int) -> Iterator[Purge]:
    """The articles purged after that change, oldest first."""
    query = (
        sa.select(purged, articles.c.key, articles.c.source, articles.c.source_id, decisions)
        .join_from(purged, articles, purged.c.number == articles.c.number)
        .join(decisions, purged.c.decision == decisions.c.id)
        .where(purged.c.seq > change)
        .order_by(purged.c.seq)
    )
    for row in connection.execute(query):
        yield Purge(
            row.key,
            row.source,
            row.source_id,
            row.seq,
            tuple(row.hashes),
            row.basis,
            row.document,
            row.by,
            row.at,
            row.erased is not None,
        )


def is_pending(connection: sa.Connection) -> bool:
    """Whether bytes of a purged article may still be in the file."""
    return connection.scalar(sa.select(sa.func.count()).where(purged.c.erased.is_(None))) != 0


def note_erased(connection: sa.Connection) -> None:
    """Their bytes are gone."""
    now = dt.datetime.now(dt.UTC)
    connection.execute(purged.update().where(purged.c.erased.is_(None)).values(erased=now))


def _forget_names(connection: sa.Connection, number: int) -> None:
    query = sa.select(decisions).where((decisions.c.article == number) & (decisions.c.kind == "redaction"))
    for row in connection.execute(query).mappings().all():
        emptied = {**row, "names": []}
        emptied["sha256"] = seal(emptied | {"at": row["at"].replace(tzinfo=None)})
        connection.execute(decisions.update().where(decisions.c.id == row["id"]).values(emptied))
