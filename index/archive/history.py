"""Every text of an article that readers could find, and where each came from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from index.archive.rows import provenance
from index.archive.settling import UNDONE
from index.archive.tables import articles, changes, versions
from index.article import Provenance


@dataclass(frozen=True, slots=True)
class Version:
    """One text of an article."""

    id: int
    stored_at: dt.datetime
    provenance: Provenance
    batch: int
    is_delivered: bool
    """As a source brought it; False when an edit or a redaction made it of such a one."""


def history_of(connection: sa.Connection, key: str) -> Iterator[Version]:
    """The versions that readers could find, oldest first; not those that an undone batch brought."""
    first = (
        sa.select(changes.c.version, sa.func.min(changes.c.seq).label("seq"))
        .join_from(changes, articles, changes.c.article == articles.c.number)
        .where((articles.c.key == key) & changes.c.version.is_not(None) & changes.c.batch.not_in(UNDONE))
        .group_by(changes.c.version)
        .subquery()
    )
    query = sa.select(versions).join_from(first, versions, first.c.version == versions.c.id).order_by(first.c.seq)
    for row in connection.execute(query).mappings():
        yield Version(row["id"], row["stored_at"], provenance(row), row["batch"], row["base"] is None)
