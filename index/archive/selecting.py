"""Questions to the archive. Each is one statement or one transaction, so that its answer is of one moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

import sqlalchemy as sa

from index.archive.column_types import RowDamaged
from index.archive.rows import STORED, Row, provenance, stored_article, unpacked
from index.archive.tables import articles, batches, changes, versions
from index.archive.values import Batch, Change, Counts, Status, StoredArticle
from index.article import Provenance, RawArticle

PUBLISHED = Status.PUBLISHED.value

_CHUNK = 500  # values to one IN, far below the limit of every database
_ROWS_HELD = 500  # of a streamed answer, in memory

_CURRENT = STORED.join_from(articles, versions, articles.c.version == versions.c.id).where(
    articles.c.status == PUBLISHED
)

T = TypeVar("T")


def chunks(values: Iterable[T]) -> Iterator[list[T]]:
    """The distinct values, in pieces fit for one IN."""
    distinct = list(dict.fromkeys(values))
    return (distinct[start : start + _CHUNK] for start in range(0, len(distinct), _CHUNK))


def current_articles(connection: sa.Connection) -> Iterator[StoredArticle]:
    """Every published article, by number, without holding them.

    A damaged row can drop out of a join without a word, or name a former version; the changes, kept apart, tell how
    many there must be and what their versions add up to.
    """
    (expected, versions_expected), given, versions_given = _published_by_changes(connection), 0, 0
    for stored in _stored(_streamed(connection, _CURRENT.order_by(articles.c.number))):
        given += 1
        versions_given += stored.version
        yield stored
    if given != expected:
        raise RowDamaged(f"of {expected} published articles only {given} can be found")
    if versions_given != versions_expected:
        raise RowDamaged("a published article is not in the version that its last change brought it to")


def article_by_key(connection: sa.Connection, key: str) -> StoredArticle | None:
    """The published article of that key."""
    return next(_stored(connection.execute(_CURRENT.where(articles.c.key == key))), None)


def articles_by_number(connection: sa.Connection, numbers: Sequence[int]) -> Iterator[StoredArticle]:
    """The published ones among those numbers."""
    for chunk in chunks(numbers):
        yield from _stored(connection.execute(_CURRENT.where(articles.c.number.in_(chunk))))


def articles_by_version(connection: sa.Connection, ids: Sequence[int]) -> Iterator[StoredArticle]:
    """The articles as those versions have them, published or not."""
    query = STORED.join_from(versions, articles, versions.c.article == articles.c.number)
    for chunk in chunks(ids):
        yield from _stored(connection.execute(query.where(versions.c.id.in_(chunk))))


def shown_now(connection: sa.Connection, numbers: Iterable[int]) -> dict[int, int]:
    """Number -> version of those of the articles that are published; rows must say what last changes say."""
    shown: dict[int, int] = {}
    for chunk in chunks(numbers):
        last = _last_changes(changes.c.article.in_(chunk))
        query = (
            sa.select(articles.c.number, articles.c.status, articles.c.version, changes.c.version.label("known"))
            .join_from(last, changes, changes.c.seq == last.c.seq)
            .join(articles, articles.c.number == changes.c.article)
        )
        for row in connection.execute(query):
            if row.known != (row.version if row.status == PUBLISHED else None):
                raise RowDamaged(f"article {row.number} is not as its last change left it")
            if row.known:
                shown[row.number] = row.known
    return shown


def check_purged(connection: sa.Connection, missing: Iterable[int]) -> None:
    """RowDamaged when one of the *missing* versions was not purged: a purge takes it out of the changes too."""
    for chunk in chunks(missing):
        version = connection.scalar(sa.select(changes.c.version).where(changes.c.version.in_(chunk)).limit(1))
        if version is not None:
            raise RowDamaged(f"version {version} cannot be found")


def changes_between(connection: sa.Connection, since: int, until: int) -> Iterator[Change]:
    """The last change of each article with since < seq <= until, in order."""
    last = _last_changes((changes.c.seq > since) & (changes.c.seq <= until))
    query = (
        sa.select(changes.c.seq, articles.c.number, articles.c.key, changes.c.version)
        .join_from(last, changes, changes.c.seq == last.c.seq)
        .join(articles, articles.c.number == changes.c.article)
        .order_by(changes.c.seq)
    )
    rows = _streamed(connection, query)
    return (Change(seq, number, key, version) for seq, number, key, version in rows)


def last_seq(connection: sa.Connection) -> int:
    """The newest change; 0 before the first."""
    return connection.scalar(sa.select(sa.func.max(changes.c.seq))) or 0


def raw_of(connection: sa.Connection, version: int) -> RawArticle:
    """The record behind a version; KeyError when there is no such version."""
    row = _version(connection, version, versions.c.raw, versions.c.raw_sha256)
    try:
        return unpacked(row["raw"], row["raw_sha256"])
    except RowDamaged as damage:
        raise RowDamaged(f"version {version} is not what was stored: {damage}") from damage


def provenance_of(connection: sa.Connection, version: int) -> Provenance:
    """Where a version came from; KeyError when there is no such version."""
    columns = (versions.c.file, versions.c.line, versions.c.offset, versions.c.reader, versions.c.record_sha256)
    return provenance(_version(connection, version, *columns))


def counts_of(connection: sa.Connection) -> Counts:
    """How much there is."""
    query = sa.select(articles.c.status, sa.func.count().label("n")).group_by(articles.c.status)
    by_status = {row.status: row.n for row in connection.execute(query)}
    finished = connection.scalars(sa.select(batches.c.counts)).all()
    return Counts(
        articles=by_status.get(PUBLISHED, 0),
        deleted=by_status.get(Status.DELETED.value, 0),
        versions=connection.scalar(sa.select(sa.func.count()).select_from(versions)) or 0,
        batches=len(finished),
        rejected=sum(counts.get("rejected", 0) for counts in finished),
        by_status=by_status,
    )


def newest_batches(connection: sa.Connection, limit: int) -> Iterator[Batch]:
    """The last batches, newest first."""
    query = sa.select(
        batches.c.id,
        batches.c.description,
        batches.c.started,
        batches.c.finished,
        batches.c.counts,
        batches.c.rejects_file,
        batches.c.interrupted,
        batches.c.undoes,
    )
    return (Batch(*row) for row in connection.execute(query.order_by(batches.c.id.desc()).limit(limit)))


def _last_changes(span: sa.ColumnElement[bool]) -> sa.Subquery:
    return sa.select(sa.func.max(changes.c.seq).label("seq")).where(span).group_by(changes.c.article).subquery()


def _published_by_changes(connection: sa.Connection) -> tuple[int, int]:
    """How many articles, and the sum of their versions."""
    last = _last_changes(sa.true())
    numbers = (sa.func.count(changes.c.version), sa.func.coalesce(sa.func.sum(changes.c.version), 0))
    count, total = connection.execute(sa.select(*numbers).join_from(last, changes, changes.c.seq == last.c.seq)).one()
    return count, total


def _streamed(connection: sa.Connection, query: sa.Select[*tuple[Any, ...]]) -> sa.Result[*tuple[Any, ...]]:
    return connection.execution_options(stream_results=True, yield_per=_ROWS_HELD).execute(query)


def _stored(result: sa.Result[*tuple[Any, ...]]) -> Iterator[StoredArticle]:
    try:
        yield from map(stored_article, result.mappings())
    except (ValueError, TypeError) as error:
        raise RowDamaged(f"a version cannot be read ({error})") from error


def _version(connection: sa.Connection, version: int, *columns: sa.Column[Any]) -> Row:
    row = connection.execute(sa.select(*columns).where(versions.c.id == version)).mappings().first()
    if row is None:
        raise KeyError(version)
    return row
