"""Articles cleaned anew from the records they came from: a version like any that a source delivers, of the same record.

What people decided about an article holds on top of it, as it does after any delivery.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa

from index.archive.archive import Archive
from index.archive.rows import provenance, unpacked, version_row
from index.archive.storing import deliver, inserted
from index.archive.tables import articles, versions
from index.archive.values import Entry, Status
from index.article import Article, Provenance, RawArticle

READ = 200
"""Articles read at a time."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """The record of an article as its source delivered it last."""

    number: int
    key: str
    raw: RawArticle
    provenance: Provenance
    cleaning: str
    """The rules that it was cleaned by."""
    received: dt.date
    """When the archive first had the article."""
    version: int
    article_sha256: str
    source_id: str
    source: str


def delivered(archive: Archive) -> Iterator[Sequence[Delivered]]:
    """Of every article that is not deleted or purged, some at a time, by number."""
    last = 0
    while found := archive._read(lambda connection, last=last: _after(connection, last)):  # type: ignore[misc]
        yield found
        last = found[-1].number


def replace_cleaned(archive: Archive, cleaned: Sequence[tuple[Delivered, Article, str]], batch: int) -> int:
    """Keep what *cleaned* says, with the rules that made it; how many articles read otherwise than before.

    What reads as it did keeps its version, and only the rules are noted.
    """
    rows = []
    with archive._writing() as connection:
        for was, article, rules in cleaned:
            named = replace(article, id=was.source_id, source=was.source)
            row = version_row(Entry(was.raw, named, was.provenance, rules), was.number, was.key)
            if row["article_sha256"] == was.article_sha256:
                same = versions.c.id == was.version
                connection.execute(versions.update().where(same).values(cleaning=rules))
                continue
            raw_sha256 = sa.select(versions.c.raw_sha256).where(versions.c.id == was.version).scalar_subquery()
            sha256 = connection.scalar(sa.select(raw_sha256))
            rows.append(row | {"batch": batch, "stored_at": dt.datetime.now(dt.UTC), "raw_sha256": sha256})
        if rows:
            ids = inserted(connection, versions.c.id, rows)
            deliver(connection, [(row["article"], id_) for row, id_ in zip(rows, ids, strict=True)], batch)
    return len(rows)


def _after(connection: sa.Connection, number: int) -> tuple[Delivered, ...]:
    first = sa.select(sa.func.min(versions.c.stored_at)).where(versions.c.article == articles.c.number)
    query = (
        sa.select(versions, articles.c.key, articles.c.source_id, articles.c.source)
        .add_columns(first.correlate(articles).scalar_subquery().label("received"))
        .join_from(articles, versions, articles.c.given == versions.c.id)
        .where(articles.c.number > number)
        .where(articles.c.is_deleted.is_(False) & (articles.c.status != Status.PURGED.value))
        .order_by(articles.c.number)
        .limit(READ)
    )
    return tuple(
        Delivered(
            number=row["article"],
            key=row["key"],
            raw=unpacked(row["raw"], row["raw_sha256"]),
            provenance=provenance(row),
            cleaning=row["cleaning"],
            received=row["received"].date(),
            version=row["id"],
            article_sha256=row["article_sha256"],
            source_id=row["source_id"],
            source=row["source"],
        )
        for row in connection.execute(query).mappings()
    )
