"""Which days of which source the archive holds."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import sqlalchemy as sa

from index.archive.archive import Archive
from index.archive.tables import articles, versions
from index.archive.values import Coverage, Status


def coverage(archive: Archive) -> tuple[Coverage, ...]:
    """Of each source, by name, the published articles of each day; reads every article's row once."""
    return archive._read(_coverage)


def _coverage(connection: sa.Connection) -> tuple[Coverage, ...]:
    query = (
        sa.select(articles.c.source, versions.c.day, versions.c.known, versions.c.doubt, sa.func.count().label("n"))
        .join_from(articles, versions, articles.c.version == versions.c.id)
        .where(articles.c.status == Status.PUBLISHED.value)
        .group_by(articles.c.source, versions.c.day, versions.c.known, versions.c.doubt)
        .order_by(articles.c.source, versions.c.day)
    )
    days: dict[str, Counter[dt.date]] = {}
    others: Counter[tuple[str, str]] = Counter()
    for source, day, known, doubt, n in connection.execute(query):
        counted = days.setdefault(source, Counter())
        if day is not None:
            counted[day] += n
        else:
            others[source, "vague" if known else "undated"] += n
        others[source, "doubted"] += n if doubt else 0
    return tuple(
        Coverage(
            source,
            tuple(counted.items()),
            undated=others[source, "undated"],
            vague=others[source, "vague"],
            doubted=others[source, "doubted"],
        )
        for source, counted in days.items()
    )
