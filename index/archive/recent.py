"""What a reader searched for lately, kept only for those who asked for it, and forgotten when they say so."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa

from index.archive.owned import Transaction
from index.archive.tables import recent
from index.errors import WrongCall

MOST = 500
"""Searches kept of one owner; the oldest go first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A search, as its address has it, and when it was last asked."""

    query: str
    at: dt.datetime
    total: int
    """Articles that it found then."""


@dataclass(frozen=True, slots=True)
class Recent:
    """The last searches of each owner; one asked again is kept once."""

    reading: Transaction
    writing: Transaction

    def note(self, owner: str, query: str, total: int) -> None:
        """Keep a search."""
        if not owner.strip():
            raise WrongCall(f"recent: an owner is needed, got {owner!r}")
        own = recent.c.owner == owner
        row = {"owner": owner, "query": query, "at": dt.datetime.now(dt.UTC), "total": total}
        with self.writing() as connection:
            connection.execute(recent.delete().where(own & (recent.c.query == query)))
            connection.execute(recent.insert(), row)
            kept = sa.select(recent.c.id).where(own).order_by(recent.c.id.desc()).limit(MOST)
            connection.execute(recent.delete().where(own & recent.c.id.not_in(kept)))

    def list(self, owner: str, limit: int = MOST) -> tuple[Asked, ...]:
        """Those of one owner, the newest first."""
        query = sa.select(recent.c.query, recent.c.at, recent.c.total).where(recent.c.owner == owner)
        with self.reading() as connection:
            return tuple(Asked(*row) for row in connection.execute(query.order_by(recent.c.id.desc()).limit(limit)))

    def forget(self, owner: str, query: str) -> None:
        """Keep this one no longer."""
        with self.writing() as connection:
            connection.execute(recent.delete().where((recent.c.owner == owner) & (recent.c.query == query)))

    def clear(self, owner: str) -> int:
        """Keep none of them; how many there were."""
        with self.writing() as connection:
            return connection.execute(recent.delete().where(recent.c.owner == owner)).rowcount
