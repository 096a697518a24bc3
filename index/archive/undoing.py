"""Undoing a batch: what it did counts no more, as if it had never been, and what came later stays.

The changes are a log. What counts of an article is the last delivery in it, leaving out the batches that were undone;
so it does not matter in which order batches are undone, or whether others came between.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa

from index.archive.selecting import PUBLISHED, chunks
from index.archive.settling import UNDONE, log, settle
from index.archive.tables import articles, authority, batches, changes, checkpoints, lines, purged
from index.archive.values import Event, Undone
from index.errors import DoneBefore, WrongCall

DELIVERIES = (Event.VERSION.value, Event.STATUS.value)


def undo(connection: sa.Connection, batch: int) -> Undone:
    """Undo it, as a batch of its own; WrongCall when that cannot be, DoneBefore when it was undone already."""
    _check(connection, batch)
    row = {
        "description": f"undo {batch}",
        "started": dt.datetime.now(dt.UTC),
        "finished": dt.datetime.now(dt.UTC),
        "counts": {},
        "rejects_file": "",
        "undoes": batch,
    }
    undoing: int = connection.scalars(batches.insert().returning(batches.c.id), row).one()
    connection.execute(checkpoints.delete().where(checkpoints.c.batch == batch))
    numbers = list(connection.scalars(sa.select(changes.c.article).where(changes.c.batch == batch).distinct()))
    gone = set(connection.scalars(sa.select(purged.c.number)))
    undone = _undo(connection, batch, undoing, [number for number in numbers if number not in gone])
    counts = {name: len(getattr(undone, name)) for name in ("removed", "restored", "kept")}
    connection.execute(batches.update().where(batches.c.id == undoing).values(counts=counts))
    return undone


def _check(connection: sa.Connection, batch: int) -> None:
    row = connection.execute(sa.select(batches).where(batches.c.id == batch)).first()
    if row is None:
        raise WrongCall(f"there is no batch {batch}; python -m index status lists the last ones")
    if row.undoes is not None:
        raise WrongCall(f"batch {batch} undid batch {row.undoes} and cannot be undone; run that command again instead")
    by = connection.scalar(sa.select(batches.c.id).where(batches.c.undoes == batch))
    if by is not None:
        raise DoneBefore(f"batch {batch} was undone before, by batch {by}; nothing is left to undo")
    kinds = set(connection.scalars(sa.select(changes.c.kind).where(changes.c.batch == batch).distinct()))
    if Event.PURGE.value in kinds:
        raise WrongCall(f"batch {batch} purged an article: its text is gone and cannot come back")
    is_of_names = connection.scalar(sa.select(authority.c.id).where(authority.c.batch == batch).limit(1)) is not None
    is_of_lines = connection.scalar(sa.select(lines.c.id).where(lines.c.batch == batch).limit(1)) is not None
    if not kinds - {Event.RELEASE.value} and not is_of_names and not is_of_lines:
        raise WrongCall(f"batch {batch} changed no article, no name and no line; nothing is to be undone")


def _undo(connection: sa.Connection, batch: int, undoing: int, numbers: Sequence[int]) -> Undone:
    before = _seen(connection, numbers)
    for chunk in chunks(numbers):
        _redeliver(connection, chunk)
    log(connection, settle(connection, numbers, undoing), Event.UNDO, undoing)
    after = _seen(connection, numbers)
    later = _changed_later(connection, batch, undoing, numbers)
    removed = [after[n][0] for n in numbers if before[n][1] and not after[n][1]]
    kept = [after[n][0] for n in numbers if before[n] == after[n] and n in later]
    left = {*removed, *kept}
    restored = [after[n][0] for n in numbers if after[n][0] not in left]
    return Undone(undoing, tuple(removed), tuple(restored), tuple(kept))


def _redeliver(connection: sa.Connection, numbers: Sequence[int]) -> None:
    """Let the last delivery count that holds; where there is none, the article is as good as deleted."""
    is_delivery = changes.c.article.in_(numbers) & changes.c.kind.in_(DELIVERIES) & changes.c.batch.not_in(UNDONE)
    last = sa.select(sa.func.max(changes.c.seq).label("seq")).where(is_delivery).group_by(changes.c.article).subquery()
    query = sa.select(changes.c.article, changes.c.given).join_from(last, changes, changes.c.seq == last.c.seq)
    given = {row.article: row.given for row in connection.execute(query)}
    rows = [{"article": number, "new": given.get(number)} for number in numbers]
    new = sa.bindparam("new", type_=sa.Integer)
    connection.execute(
        articles.update()
        .where(articles.c.number == sa.bindparam("article"))
        .values(given=sa.func.coalesce(new, articles.c.given), is_deleted=sa.case((new.is_(None), True), else_=False)),
        rows,
    )


def _seen(connection: sa.Connection, numbers: Sequence[int]) -> dict[int, tuple[str, int | None]]:
    """Key, and the version that readers find."""
    query = sa.select(articles.c.number, articles.c.key, articles.c.status, articles.c.version)
    return {
        number: (key, version if status == PUBLISHED else None)
        for chunk in chunks(numbers)
        for number, key, status, version in connection.execute(query.where(articles.c.number.in_(chunk)))
    }


def _changed_later(connection: sa.Connection, batch: int, undoing: int, numbers: Sequence[int]) -> set[int]:
    is_later = (changes.c.batch > batch) & (changes.c.batch != undoing) & changes.c.batch.not_in(UNDONE)
    query = sa.select(changes.c.article).where(is_later)
    return {n for chunk in chunks(numbers) for n in connection.scalars(query.where(changes.c.article.in_(chunk)))}
