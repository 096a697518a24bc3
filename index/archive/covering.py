"""Which days of which source the archive holds."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa

from index.archive.archive import Archive
from index.archive.tables import articles, versions
from index.archive.values import Coverage, Status


def coverage(archive: Archive) -> tuple[Coverage, ...]:
    """Of each source, by name, the published articles of each day; reads every article's row once."""
    return archive._read(_coverage)


def _coverage(connection: sa.Connection) -> tuple[Coverage, ...]:
    query = (
        sa.select(articles.c.source, versions.c.day, sa.func.count().label("n"))
        .join_from(articles, versions, articles.c.version == versions.c.id)
        .where(articles.c.status == Status.PUBLISHED.value)
        .group_by(articles.c.source, versions.c.day)
        .order_by(articles.c.source, versions.c.day)
    )
    days: dict[str, list[tuple[dt.date, int]]] = {}
    undated: dict[str, int] = {}
    for source, day, n in connection.execute(query):
        days.setdefault(source, [])
        if day is None:
            undated[source] = n
        else:
            days[source].append((day, n))
    return tuple(Coverage(source, tuple(counted), undated.get(source, 0)) for source, counted in days.items())
