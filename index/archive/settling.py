"""What readers see of an article follows from what was delivered, edited and decided; here alone it is worked out.

    version = the delivered version that counts + the edits that hold + the redactions that hold
    status  = purged | withdrawn | delisted | deleted | embargoed | restricted | published

An edit or a decision holds unless its batch was undone. Whoever changes any of these settles the articles and
writes a change for each, in the same transaction.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import sqlalchemy as sa

from index.archive import overlay
from index.archive.rows import STORED, derived_row, stored_article
from index.archive.rulings import HIDING, Kind
from index.archive.selecting import PUBLISHED, articles_by_version, check_purged, chunks, shown_now
from index.archive.tables import articles, batches, changes, decisions, edits, versions
from index.archive.values import Event, Status, StoredArticle
from index.article import Article

UNDONE = sa.select(batches.c.undoes).where(batches.c.undoes.is_not(None))
"""Batches that count no more."""


@dataclass(slots=True)
class Rules:
    """What people laid down for one article."""

    edits: dict[str, str] = field(default_factory=dict)
    redactions: list[overlay.Redaction] = field(default_factory=list)
    status: Status | None = None
    """The hardest that a decision demands."""


def settle(
    connection: sa.Connection, numbers: Iterable[int], batch: int, now: dt.datetime | None = None
) -> dict[int, int | None]:
    """Work out version and status of these articles; what readers may find of each, None for nothing."""
    shown: dict[int, int | None] = {}
    for chunk in chunks(numbers):
        rules = rules_of(connection, chunk)
        _settle_plain(connection, [number for number in chunk if number not in rules])
        for number, ruled in rules.items():
            _settle_ruled(connection, number, ruled, batch, now or dt.datetime.now(dt.UTC))
        query = sa.select(articles.c.number, articles.c.status, articles.c.version)
        for number, status, version in connection.execute(query.where(articles.c.number.in_(chunk))):
            shown[number] = version if status == PUBLISHED else None
    return shown


def log(connection: sa.Connection, shown: Mapping[int, int | None], event: Event, batch: int) -> None:
    """Write one change for each article; of events that deliver nothing."""
    rows = [
        {"article": number, "kind": event.value, "version": version, "batch": batch, "given": None}
        for number, version in shown.items()
    ]
    if rows:
        connection.execute(changes.insert(), rows)


def rules_of(connection: sa.Connection, numbers: Sequence[int]) -> dict[int, Rules]:
    """The rules of those articles that have any that hold."""
    rules: dict[int, Rules] = {}
    written = sa.select(edits.c.article, edits.c.field, edits.c.value).where(
        edits.c.article.in_(numbers) & edits.c.batch.not_in(UNDONE)
    )
    for number, name, value in connection.execute(written.order_by(edits.c.id)):
        fields = rules.setdefault(number, Rules()).edits
        if value is None:
            fields.pop(name, None)
        else:
            fields[name] = value
    query = sa.select(decisions.c.article, decisions.c.kind, decisions.c.names, decisions.c.replacement).where(
        decisions.c.article.in_(numbers) & decisions.c.batch.not_in(UNDONE)
    )
    for number, kind, names, replacement in connection.execute(query.order_by(decisions.c.id)):
        ruled = rules.setdefault(number, Rules())
        if kind == Kind.REDACTION.value:
            ruled.redactions.append((names, replacement))
        ruled.status = _harder(ruled.status, HIDING.get(Kind(kind)))
    return rules


def delivered(connection: sa.Connection, number: int) -> Article:
    """The article as its source has it, whatever people made of it."""
    given = connection.scalars(sa.select(articles.c.given).where(articles.c.number == number)).one()
    return _stored(connection, given).article


def articles_for_readers(connection: sa.Connection, ids: Sequence[int]) -> Iterator[StoredArticle]:
    """Those of the versions whose article is published, without the names that are taken out by now.

    An index may know a version from before a decision: the text of that time, under the rules of today.
    """
    found = list(articles_by_version(connection, ids))
    check_purged(connection, {*ids} - {stored.version for stored in found})
    shown = shown_now(connection, [stored.number for stored in found])
    former = [stored.number for stored in found if shown.get(stored.number, stored.version) != stored.version]
    rules = {number: rule for chunk in chunks(former) for number, rule in rules_of(connection, chunk).items()}
    for stored in found:
        if stored.number in shown:
            redactions = rules.get(stored.number, Rules()).redactions
            yield replace(stored, article=overlay.overlaid(stored.article, {}, redactions))


def _harder(one: Status | None, other: Status | None) -> Status | None:
    order = [None, *Status]
    return max(one, other, key=order.index)


def _settle_plain(connection: sa.Connection, numbers: Sequence[int]) -> None:
    if not numbers:
        return
    deleted = sa.case((articles.c.is_deleted, Status.DELETED.value), else_=PUBLISHED)
    values = {"version": articles.c.given, "status": deleted, "access": overlay.PUBLIC, "embargo_until": None}
    is_here = articles.c.number.in_(numbers) & (articles.c.status != Status.PURGED.value)
    differs = sa.or_(*(articles.c[name].is_distinct_from(value) for name, value in values.items()))
    connection.execute(articles.update().where(is_here & differs).values(values))


def _settle_ruled(connection: sa.Connection, number: int, rules: Rules, batch: int, now: dt.datetime) -> None:
    row = connection.execute(sa.select(articles).where(articles.c.number == number)).one()
    if row.given is None:
        return
    access, embargo = overlay.access(rules.edits), overlay.embargo(rules.edits)
    is_embargoed = embargo is not None and embargo > now
    status = _status(rules, access, is_embargoed=is_embargoed, is_deleted=row.is_deleted)
    version = _version(connection, row.given, row.version, rules, batch)
    values = {"version": version, "status": status.value, "access": access, "embargo_until": embargo}
    connection.execute(articles.update().where(articles.c.number == number).values(values))


def _status(rules: Rules, access: str, *, is_embargoed: bool, is_deleted: bool) -> Status:
    if rules.status:
        return rules.status
    if is_deleted:
        return Status.DELETED
    if is_embargoed:
        return Status.EMBARGOED
    return Status.PUBLISHED if access == overlay.PUBLIC else Status.RESTRICTED


def _version(connection: sa.Connection, given: int, current: int | None, rules: Rules, batch: int) -> int:
    """The version that says what readers are to see: the delivered one, the current one, or a new one."""
    base = _stored(connection, given)
    article = overlay.overlaid(base.article, rules.edits, rules.redactions)
    if article == base.article:
        return given
    if current is not None and current != given and _stored(connection, current).article == article:
        return current
    columns = connection.execute(sa.select(versions).where(versions.c.id == given)).mappings().one()
    row = derived_row(columns, base.number, base.key, article) | {"batch": batch, "stored_at": dt.datetime.now(dt.UTC)}
    new: int = connection.scalars(versions.insert().returning(versions.c.id), row).one()
    return new


def _stored(connection: sa.Connection, version: int) -> StoredArticle:
    query = STORED.join_from(versions, articles, versions.c.article == articles.c.number)
    return stored_article(connection.execute(query.where(versions.c.id == version)).mappings().one())
