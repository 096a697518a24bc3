"""What each record means to the archive, and the bulk statements that write it. The caller holds the transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

import sqlalchemy as sa

from index.archive.rows import raw_sha256, version_row
from index.archive.selecting import PUBLISHED, chunks
from index.archive.settling import log, settle
from index.archive.tables import articles, changes, purged, versions
from index.archive.values import Entry, Event, Outcome, Status

Ref = tuple[str, str]
"""An article as its source knows it: source, id."""
Delivery = tuple[Ref, int, str, str, int]
"""One record that became a version: article, batch, content hash, file, line."""


@dataclass(frozen=True, slots=True)
class Address:
    """An article as the archive knows it."""

    number: int
    key: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the archive knows of an article: its current content, who brought that, and whether it was deleted since."""

    sha256: str
    batch: int
    is_here: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """What storing some entries will write."""

    outcomes: list[Outcome] = field(default_factory=list)
    added: list[Ref] = field(default_factory=list)
    republished: list[Ref] = field(default_factory=list)
    versions: list[tuple[Entry, str]] = field(default_factory=list)


def store(connection: sa.Connection, entries: Sequence[Entry], batch: int) -> tuple[Outcome, ...]:
    """Write what is new among the entries."""
    contents = [(entry, raw_sha256(entry.raw)) for entry in entries]
    refs = [_ref(entry) for entry in entries]
    addresses, known = _known(connection, refs)
    differing = [entry for entry, sha in contents if (now := known.get(_ref(entry))) and now.sha256 != sha]
    deliveries = _deliveries(connection, {addresses[_ref(entry)].number: _ref(entry) for entry in differing})
    plan = planned(contents, batch, known, deliveries, _purged(connection, refs))
    addresses |= _add_articles(connection, plan.added, batch)
    delivered = [(addresses[ref].number, None) for ref in plan.republished]
    deliver(connection, [*delivered, *_add_versions(connection, plan.versions, addresses, batch)], batch)
    return tuple(plan.outcomes)


def planned(
    contents: Sequence[tuple[Entry, str]],
    batch: int,
    known: dict[Ref, Known],
    deliveries: set[Delivery],
    purged: Set[Ref] = frozenset(),
) -> Plan:
    """Decide record by record, in order, as if each were stored before the next is looked at.

    The last content wins. A file that holds one article twice would therefore change it back and forth each time
    it is read: a record that the batch behind the current version had brought already, from the same line, is old news.
    """
    plan, known, deliveries = Plan(), dict(known), set(deliveries)
    for entry, sha256 in contents:
        ref, provenance = _ref(entry), entry.provenance
        if ref in purged:
            plan.outcomes.append(Outcome.REFUSED)
            continue
        now = known.get(ref)
        if now and now.is_here:
            delivery = (ref, now.batch, sha256, provenance.file, provenance.line)
            if sha256 == now.sha256 or delivery in deliveries:
                plan.outcomes.append(Outcome.DUPLICATE if now.batch == batch else Outcome.UNCHANGED)
                continue
        plan.outcomes.append(Outcome.UPDATED if now else Outcome.STORED)
        if now and sha256 == now.sha256:
            plan.republished.append(ref)
            known[ref] = replace(now, is_here=True)
            continue
        if not now:
            plan.added.append(ref)
        plan.versions.append((entry, sha256))
        known[ref] = Known(sha256, batch)
        deliveries.add((ref, batch, sha256, provenance.file, provenance.line))
    return plan


def delete(connection: sa.Connection, keys: Sequence[str], batch: int) -> tuple[str, ...]:
    """Hide articles from readers; their versions stay. Returns the keys of which there is none."""
    found = undeleted(connection, keys)
    for numbers in chunks(found.values()):
        connection.execute(articles.update().where(articles.c.number.in_(numbers)).values(is_deleted=True))
    log(connection, settle(connection, found.values(), batch), Event.STATUS, batch)
    return tuple(key for key in dict.fromkeys(keys) if key not in found)


def undeleted(connection: sa.Connection, keys: Sequence[str]) -> dict[str, int]:
    """The numbers of those of these articles that are neither deleted nor purged."""
    found: dict[str, int] = {}
    for chunk in chunks(keys):
        is_here = articles.c.is_deleted.is_(False) & (articles.c.status != Status.PURGED.value)
        query = sa.select(articles.c.key, articles.c.number).where(articles.c.key.in_(chunk) & is_here)
        found |= {row.key: row.number for row in connection.execute(query)}
    return found


def _ref(entry: Entry) -> Ref:
    return entry.article.source, entry.article.id


def _known(connection: sa.Connection, refs: Sequence[Ref]) -> tuple[dict[Ref, Address], dict[Ref, Known]]:
    wanted = set(refs)
    addresses: dict[Ref, Address] = {}
    known: dict[Ref, Known] = {}
    query = sa.select(
        articles.c.number,
        articles.c.key,
        articles.c.source,
        articles.c.source_id,
        articles.c.is_deleted,
        versions.c.raw_sha256,
        versions.c.batch,
    ).join_from(articles, versions, articles.c.given == versions.c.id)
    for chunk in chunks([source_id for _, source_id in refs]):
        for row in connection.execute(query.where(articles.c.source_id.in_(chunk))):
            ref = (row.source, row.source_id)
            if ref in wanted:
                addresses[ref] = Address(row.number, row.key)
                known[ref] = Known(row.raw_sha256, row.batch, not row.is_deleted)
    return addresses, known


def _purged(connection: sa.Connection, refs: Sequence[Ref]) -> set[Ref]:
    query = sa.select(articles.c.source, articles.c.source_id).join_from(purged, articles)
    return {(source, source_id) for source, source_id in connection.execute(query)}.intersection(refs)


def _deliveries(connection: sa.Connection, refs: dict[int, Ref]) -> set[Delivery]:
    columns = (versions.c.article, versions.c.batch, versions.c.raw_sha256, versions.c.file, versions.c.line)
    return {
        (refs[article], *delivery)
        for chunk in chunks(list(refs))
        for article, *delivery in connection.execute(
            sa.select(*columns).where(versions.c.article.in_(chunk) & versions.c.base.is_(None))
        )
    }


def _add_articles(connection: sa.Connection, refs: Sequence[Ref], batch: int) -> dict[Ref, Address]:
    if not refs:
        return {}
    keys = _keys(connection, refs)
    rows = [
        {"key": key, "source_id": source_id, "source": source, "status": PUBLISHED, "access": "public", "batch": batch}
        for (source, source_id), key in zip(refs, keys, strict=True)
    ]
    return dict(zip(refs, map(Address, inserted(connection, articles.c.number, rows), keys), strict=True))


def inserted(connection: sa.Connection, number: sa.Column[int], rows: Sequence[dict[str, Any]]) -> list[int]:
    """Insert rows, and say the numbers they got: only one writes, and numbers grow. RETURNING would go row by row."""
    last = connection.scalar(sa.select(sa.func.max(number))) or 0
    connection.execute(number.table.insert(), rows)
    return list(connection.scalars(sa.select(number).where(number > last).order_by(number)))


def _keys(connection: sa.Connection, refs: Sequence[Ref]) -> list[str]:
    """The source's id where no other article has it, else the id with its source, else with a number too."""
    taken = _taken(connection, [key for source, id_ in refs for key in (id_, f"{id_}~{source}")])
    keys: list[str] = []
    for source, id_ in refs:
        candidates = (id_, f"{id_}~{source}")
        key = next((key for key in candidates if key not in taken), None)
        if key is None:
            numbered = (f"{id_}~{source}~{n}" for n in count(2))
            key = next(key for key in numbered if key not in taken and not _taken(connection, [key]))
        taken.add(key)
        keys.append(key)
    return keys


def _taken(connection: sa.Connection, keys: Sequence[str]) -> set[str]:
    return {
        key
        for chunk in chunks(keys)
        for key in connection.scalars(sa.select(articles.c.key).where(articles.c.key.in_(chunk)))
    }


def _add_versions(
    connection: sa.Connection, contents: Sequence[tuple[Entry, str]], addresses: dict[Ref, Address], batch: int
) -> list[tuple[int, int]]:
    """The articles with their new versions, in order."""
    if not contents:
        return []
    now = dt.datetime.now(dt.UTC)
    rows = []
    for entry, sha256 in contents:
        address = addresses[_ref(entry)]
        row = version_row(entry, address.number, address.key)
        rows.append(row | {"batch": batch, "stored_at": now, "raw_sha256": sha256})
    ids = inserted(connection, versions.c.id, rows)
    return [(row["article"], id_) for row, id_ in zip(rows, ids, strict=True)]


def deliver(connection: sa.Connection, delivered: Sequence[tuple[int, int | None]], batch: int) -> None:
    """Let these versions count, the last of each article; None: the one it had, which was deleted."""
    if not delivered:
        return
    former = _given(connection, [number for number, version in delivered if version is None])
    given = {number: version or former[number] for number, version in delivered}
    new = sa.bindparam("new", type_=sa.Integer)
    connection.execute(
        articles.update()
        .where(articles.c.number == sa.bindparam("article"))
        # What nobody had before has no rules: what was delivered is what readers see, and is written at once.
        .values(given=new, is_deleted=False, version=sa.func.coalesce(articles.c.version, new)),
        [{"article": number, "new": version} for number, version in given.items()],
    )
    shown = settle(connection, given, batch)
    rows = []
    for number, version in delivered:
        # Where nobody laid a hand on the article, each version was what readers would have seen.
        seen = version if version and shown[number] == given[number] else shown[number]
        kind = Event.STATUS if version is None else Event.VERSION
        given_version = former[number] if version is None else version
        rows.append({"article": number, "kind": kind.value, "version": seen, "batch": batch, "given": given_version})
    connection.execute(changes.insert(), rows)


def _given(connection: sa.Connection, numbers: Sequence[int]) -> dict[int, int]:
    """The versions that counted before: a deleted article that came again as it was has been delivered that one."""
    query = sa.select(articles.c.number, articles.c.given)
    return {
        number: given
        for chunk in chunks(numbers)
        for number, given in connection.execute(query.where(articles.c.number.in_(chunk)))
    }
