"""The ledger of names: each decision about a person, place or organisation, with who and when, in its batch.

Rows are only ever added; one counts unless its batch was undone. What they come to is worked out in `index.authority`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

import sqlalchemy as sa

from index.archive.column_types import RowDamaged
from index.archive.rows import seal, sealed
from index.archive.settling import UNDONE
from index.archive.tables import authority
from index.errors import WrongCall

Transaction = Callable[[], AbstractContextManager[sa.Connection]]
Details = Mapping[str, Any]
"""What an action needs beside the record, as JSON; its keys are told with `Action`."""


class Action(Enum):
    """What a decision does to a record. Each has a `label` among its details: the record's name at that time."""

    MERGE = "merge"
    """Into `target` (called `name`): every name of the record leads there from now on."""
    RENAME = "rename"
    """The record is shown as `name`; its identifier stays."""
    HIDE = "hide"
    """It is no person, place or organisation, and shown nowhere."""
    SHOW = "show"
    """It is one after all."""
    VERIFY = "verify"
    """A person has looked at it."""
    VARIANT = "variant"
    """`name`, whose automatic identifier is `id`, means this record."""
    SPLIT = "split"
    """Articles that `rule` fits speak of `target`, called `name`."""
    MOVE = "move"
    """In `article`, `id` (written `written`) means `target`, called `name`."""
    SEE_ALSO = "see-also"
    """The record `target`, called `name`, is worth a look as well."""
    APART = "apart"
    """`target`, called `name`, is somebody else, though the names are alike."""


@dataclass(frozen=True, slots=True)
class NewDecision:
    """A decision as it is taken."""

    kind: str
    """``person``, ``place`` or ``organisation``."""
    record: str
    action: Action
    details: Details = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NameDecision:
    """A decision as it was taken."""

    id: int
    kind: str
    record: str
    action: Action
    details: Details
    by: str
    at: dt.datetime
    batch: int
    is_undone: bool


@dataclass(frozen=True, slots=True)
class Ledger:
    """The decisions of one archive, oldest first."""

    reading: Transaction
    writing: Transaction

    def write(self, decisions: Sequence[NewDecision], by: str, batch: int) -> None:
        """All of them or none; WrongCall where nobody says who takes them."""
        if not by.strip():
            raise WrongCall("a decision needs the name of who takes it: --by NAME")
        now = dt.datetime.now(dt.UTC)
        rows = [
            sealed(
                {
                    "kind": decision.kind,
                    "record": decision.record,
                    "action": decision.action.value,
                    "details": dict(decision.details),
                    "by": by.strip(),
                    "at": now.replace(tzinfo=None),
                    "batch": batch,
                }
            )
            for decision in decisions
        ]
        with self.writing() as connection:
            connection.execute(authority.insert(), [row | {"at": now} for row in rows])

    def decisions(self) -> tuple[NameDecision, ...]:
        """Every decision, undone ones too; ArchiveUnusable when one is not what was written."""
        with self.reading() as connection:
            return tuple(_decisions(connection))

    def state(self) -> str:
        """A digest of the decisions that count: another one means that names may stand for others now."""
        with self.reading() as connection:
            ids = connection.scalars(sa.select(authority.c.id).where(authority.c.batch.not_in(UNDONE)).order_by("id"))
            return hashlib.sha256(" ".join(map(str, ids)).encode()).hexdigest()[:16]


def _decisions(connection: sa.Connection) -> Iterator[NameDecision]:
    query = sa.select(authority, authority.c.batch.in_(UNDONE).label("is_undone")).order_by(authority.c.id)
    for row in connection.execute(query).mappings():
        written = {column.name: row[column.name] for column in authority.columns}
        try:
            is_sound = seal(written | {"at": row["at"].replace(tzinfo=None)}) == row["sha256"]
            action = Action(row["action"])
        except (ValueError, TypeError, AttributeError):
            is_sound = False
        if not is_sound:
            raise RowDamaged(f"decision {row['id']} on a name is not what was written")
        yield NameDecision(
            row["id"],
            row["kind"],
            row["record"],
            action,
            row["details"],
            row["by"],
            row["at"],
            row["batch"],
            bool(row["is_undone"]),
        )
