"""What people lay down for single articles: edits, decisions and links, each with its batch so that undo finds it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from index.archive import overlay, purging
from index.archive.overlay import Redaction
from index.archive.rows import sealed
from index.archive.rulings import Decision, Edit, Kind, Link, LinkKind, Ruling, Standing
from index.archive.selecting import chunks
from index.archive.settling import UNDONE, Rules, delivered, log, rules_of, settle
from index.archive.tables import articles, decisions, edits, links
from index.archive.values import Event, Status
from index.errors import DoneBefore, WrongCall

ANSWERS = {
    Kind.CORRECTION: LinkKind.CORRECTS,
    Kind.RIGHT_OF_REPLY: LinkKind.RIGHT_OF_REPLY,
    Kind.WITHDRAWAL: LinkKind.WITHDRAWS,
}


def number_of(connection: sa.Connection, key: str) -> int:
    """The article of this key, whatever its status; WrongCall when there is none, or none any more."""
    row = connection.execute(sa.select(articles.c.number, articles.c.status).where(articles.c.key == key)).first()
    if row is None:
        raise WrongCall(f"no article with the id {key!r}")
    if row.status == Status.PURGED.value:
        raise WrongCall(f"the article {key!r} was purged; nothing is left to decide on")
    number: int = row.number
    return number


def edit(connection: sa.Connection, key: str, values: Mapping[str, str | None], by: str, batch: int) -> None:
    """Write fields of an article; None gives a field back to the source."""
    number, now = check_edit(connection, key, values), dt.datetime.now(dt.UTC)
    rows = [
        sealed(
            {
                "article": number,
                "field": field,
                "value": None if value is None else overlay.checked(field, value),
                "by": by,
                "at": now.replace(tzinfo=None),
                "batch": batch,
            }
        )
        for field, value in values.items()
    ]
    connection.execute(edits.insert(), [row | {"at": now} for row in rows])
    log(connection, settle(connection, [number], batch), Event.EDIT, batch)


def check_edit(connection: sa.Connection, key: str, values: Mapping[str, str | None]) -> int:
    """The number of the article, where it can be edited so; else WrongCall."""
    number = number_of(connection, key)
    if not values:
        raise WrongCall("nothing to edit: give FIELD=VALUE, for example title='Harga beras naik'")
    rules = rules_of(connection, [number]).get(number, Rules())
    for field, value in values.items():
        overlay.check_field(field)
        if value is not None:
            overlay.checked(field, value)
        elif field.startswith(overlay.EXTRA) and field not in rules.edits:
            raise WrongCall(f"{field!r} of the article {key!r} is as delivered: no edit of it holds")
    held = {field: value for field, value in (rules.edits | dict(values)).items() if value is not None}
    article = overlay.overlaid(delivered(connection, number), held, ())
    if not (article.title.strip() or article.body.strip()):
        raise WrongCall(f"nothing would be left of the article {key!r}: it needs a title or a body; to hide it, delete")
    return number


def check_decision(connection: sa.Connection, key: str, ruling: Ruling, other: str = "") -> int:
    """The number of the article, where this can be decided; else WrongCall, DoneBefore for a purge that was done."""
    _check(ruling)
    if other:
        link_kind(ruling.kind)
        _linked(connection, other, key)
    if ruling.kind is Kind.PURGE and _is_purged(connection, key):
        raise DoneBefore(f"the article {key!r} was purged before; nothing is left to purge")
    return number_of(connection, key)


def absent(connection: sa.Connection, key: str, names: Sequence[str]) -> tuple[str, ...]:
    """Those of *names* that stand nowhere in the article, as it is delivered and as it was edited."""
    number = number_of(connection, key)
    edits = rules_of(connection, [number]).get(number, Rules()).edits
    article = delivered(connection, number)
    texts = {article, overlay.overlaid(article, edits, ())}
    return tuple(name for name in names if all(overlay.redacted(text, [name], "") == text for text in texts))


def decide(connection: sa.Connection, key: str, ruling: Ruling, batch: int) -> int:
    """Take a decision, and let it have its effect; its number. DoneBefore when a purge was purged already."""
    number = check_decision(connection, key, ruling)
    decision = write_decision(connection, number, ruling, batch, dt.datetime.now(dt.UTC))
    if ruling.kind is Kind.PURGE:
        purging.purge(connection, number, decision, batch)
    else:
        log(connection, settle(connection, [number], batch), Event.DECISION, batch)
    return decision


def write_decision(connection: sa.Connection, number: int, ruling: Ruling, batch: int, at: dt.datetime) -> int:
    """Write it down, without its effect; its number."""
    row = sealed(
        {
            "article": number,
            "kind": ruling.kind.value,
            "basis": ruling.basis,
            "document": ruling.document,
            "by": ruling.by,
            "at": at.astimezone(dt.UTC).replace(tzinfo=None),
            "review_on": ruling.review_on,
            "message": ruling.message,
            "is_silent": ruling.is_silent,
            "names": list(ruling.names),
            "replacement": ruling.replacement,
            "batch": batch,
        }
    )
    decision: int = connection.scalars(decisions.insert().returning(decisions.c.id), row | {"at": at}).one()
    return decision


def _is_purged(connection: sa.Connection, key: str) -> bool:
    status = connection.scalar(sa.select(articles.c.status).where(articles.c.key == key))
    return bool(status == Status.PURGED.value)


def _check(ruling: Ruling) -> None:
    if not ruling.basis.strip():
        raise WrongCall("a decision needs a basis: the rule, request or verdict it rests on")
    if not ruling.by.strip():
        raise WrongCall("a decision needs the name of who takes it")
    names = [name for name in ruling.names if name.strip()]
    if ruling.kind is Kind.REDACTION and not names:
        raise WrongCall("a redaction needs the names to take out, each form that stands in the text: --name 'Budi'")
    if ruling.kind is not Kind.REDACTION and ruling.names:
        raise WrongCall(f"a {ruling.kind.value} takes out no names; to take some out, decide on a redaction")
    if len(names) < len(ruling.names):
        raise WrongCall("a name to take out is empty")


def link(connection: sa.Connection, keys: tuple[str, str], kind: LinkKind, by: str, batch: int) -> None:
    """Say what the first of two articles is to the second."""
    number, other = _linked(connection, *keys)
    row = {"article": number, "kind": kind.value, "target": other, "by": by, "at": dt.datetime.now(dt.UTC)}
    connection.execute(links.insert(), row | {"batch": batch})
    log(connection, settle(connection, [number, other], batch), Event.DECISION, batch)


def _linked(connection: sa.Connection, key: str, target: str) -> tuple[int, int]:
    number, other = number_of(connection, key), number_of(connection, target)
    if number == other:
        raise WrongCall(f"the article {key!r} cannot be linked to itself")
    return number, other


def link_kind(kind: Kind) -> LinkKind:
    """What the other article of such a decision is to the one that is decided on; WrongCall where there is none."""
    if kind not in ANSWERS:
        raise WrongCall(f"a {kind.value} has no other article; a correction, right-of-reply or withdrawal may have one")
    return ANSWERS[kind]


def edits_of(connection: sa.Connection, key: str) -> Iterator[Edit]:
    """Every edit of an article, undone ones too, oldest first."""
    for row in _rows(connection, edits, key):
        yield Edit(key, row.field, row.value, row.by, row.at, row.batch, bool(row.is_undone))


def decisions_of(connection: sa.Connection, key: str) -> Iterator[Decision]:
    """Every decision on an article, undone ones too, oldest first."""
    for row in _rows(connection, decisions, key):
        ruling = Ruling(
            Kind(row.kind),
            row.basis,
            row.by,
            row.document,
            row.review_on,
            row.message,
            row.is_silent,
            tuple(row.names),
            row.replacement,
        )
        yield Decision(row.id, key, ruling, row.at, row.batch, bool(row.is_undone))


def redactions_of(connection: sa.Connection, keys: Iterable[str]) -> dict[str, list[Redaction]]:
    """The redactions that hold, oldest first, of those of the articles that have any."""
    found: dict[str, list[Redaction]] = {}
    query = (
        sa.select(articles.c.key, decisions.c.names, decisions.c.replacement)
        .join_from(decisions, articles, decisions.c.article == articles.c.number)
        .where((decisions.c.kind == Kind.REDACTION.value) & decisions.c.batch.not_in(UNDONE))
        .order_by(decisions.c.id)
    )
    for chunk in chunks(keys):
        for row in connection.execute(query.where(articles.c.key.in_(chunk))):
            found.setdefault(row.key, []).append((row.names, row.replacement))
    return found


def links_of(connection: sa.Connection, key: str) -> Iterator[Link]:
    """The links from and to an article that hold, oldest first."""
    one, other = articles.alias(), articles.alias()
    query = (
        sa.select(one.c.key, links.c.kind, other.c.key.label("target"), links.c.by, links.c.at)
        .join_from(links, one, links.c.article == one.c.number)
        .join(other, links.c.target == other.c.number)
        .where(((one.c.key == key) | (other.c.key == key)) & links.c.batch.not_in(UNDONE))
        .order_by(links.c.id)
    )
    for row in connection.execute(query):
        yield Link(row.key, LinkKind(row.kind), row.target, row.by, row.at)


def standing_of(connection: sa.Connection, key: str) -> Standing | None:
    """Whether an article may be shown; None where there never was one."""
    row = connection.execute(sa.select(articles).where(articles.c.key == key)).first()
    if row is None:
        return None
    holding = tuple(_for_readers(decision) for decision in decisions_of(connection, key) if not decision.is_undone)
    return Standing(key, Status(row.status), row.version, row.access, row.embargo_until, holding)


def _for_readers(decision: Decision) -> Decision:
    """Without the names that it takes out."""
    return replace(decision, ruling=replace(decision.ruling, names=()))


def release_due(connection: sa.Connection, now: dt.datetime, batch: int) -> int:
    """Publish what an embargo kept back until *now*; how many articles that were."""
    numbers = due(connection, now)
    log(connection, settle(connection, numbers, batch, now), Event.RELEASE, batch)
    return len(numbers)


def due(connection: sa.Connection, now: dt.datetime) -> list[int]:
    """The articles whose embargo is over, and who do not know yet."""
    is_over = (articles.c.status == Status.EMBARGOED.value) & (articles.c.embargo_until <= now)
    return list(connection.scalars(sa.select(articles.c.number).where(is_over)))


def _rows(connection: sa.Connection, table: sa.Table, key: str) -> sa.Result[Any]:
    is_undone = table.c.batch.in_(UNDONE).label("is_undone")
    query = sa.select(table, is_undone).join_from(table, articles, table.c.article == articles.c.number)
    return connection.execute(query.where(articles.c.key == key).order_by(table.c.id))
