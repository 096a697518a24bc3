"""Purges again, in an archive from before, what was purged since."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from index.archive import deciding, purging
from index.archive.rulings import Kind, Purge, Ruling
from index.archive.tables import articles, purged
from index.archive.values import Status


def repurge(connection: sa.Connection, purges: Sequence[Purge], batch: int) -> int:
    """Purge those of the articles that are here, and remember the others, so that none can be added again."""
    done = 0
    for purge in purges:
        is_it = (articles.c.source == purge.source) & (articles.c.source_id == purge.source_id)
        row = connection.execute(sa.select(articles).where(is_it)).first()
        if row is None:
            row = _placeholder(connection, purge, batch)
        if row.status != Status.PURGED.value or not _is_listed(connection, row.number):
            ruling = Ruling(Kind.PURGE, purge.basis, purge.by, purge.document)
            decision = deciding.write_decision(connection, row.number, ruling, batch, purge.at)
            purging.purge(connection, row.number, decision, batch, purge.hashes)
            done += 1
    return done


def _placeholder(connection: sa.Connection, purge: Purge, batch: int) -> sa.Row[tuple[object, ...]]:
    key = purge.key
    while connection.scalar(sa.select(articles.c.number).where(articles.c.key == key)) is not None:
        key += "~purged"
    row = {"key": key, "source": purge.source, "source_id": purge.source_id, "batch": batch, "access": "public"}
    insert = articles.insert().returning(articles)
    return connection.execute(insert, row | {"status": Status.PURGED.value, "is_deleted": True}).one()


def _is_listed(connection: sa.Connection, number: int) -> bool:
    return connection.scalar(sa.select(purged.c.number).where(purged.c.number == number)) is not None
