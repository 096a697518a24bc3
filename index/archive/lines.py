"""The lines that a source's pages say again and again, as people judged them: no part of a story, or part of it.

Rows are only ever added; the last one of a line counts, unless its batch was undone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

import sqlalchemy as sa

from index.archive.archive import Archive
from index.archive.column_types import RowDamaged
from index.archive.rows import seal, sealed
from index.archive.settling import UNDONE
from index.archive.tables import cleanings, lines
from index.errors import WrongCall


class Verdict(Enum):
    """What was decided of a line."""

    ACCEPTED = "accepted"
    """It is no part of a story, and cut out."""
    REJECTED = "rejected"
    """It is part of stories, and not proposed again."""
    WITHDRAWN = "withdrawn"
    """As if nothing had been decided."""


@dataclass(frozen=True, slots=True)
class LineDecision:
    """One line, and what was decided of it."""

    id: int
    source: str
    line: str
    verdict: Verdict
    by: str
    at: dt.datetime
    batch: int


@dataclass(frozen=True, slots=True)
class NewLines:
    """Lines of one source as they are decided about."""

    source: str
    lines: Sequence[str]
    verdict: Verdict
    by: str


def write_lines(archive: Archive, decided: NewLines, batch: int) -> None:
    """Decide of all these lines, or of none; WrongCall where nobody says who decides."""
    by = decided.by.strip()
    if not by:
        raise WrongCall("a decision needs the name of who takes it: --by NAME")
    now = dt.datetime.now(dt.UTC)
    given = {"source": decided.source, "verdict": decided.verdict.value, "by": by, "batch": batch}
    rows = [sealed(given | {"line": line, "at": now.replace(tzinfo=None)}) | {"at": now} for line in decided.lines]
    with archive._writing() as connection:
        connection.execute(lines.insert(), rows)


def line_decisions(archive: Archive) -> tuple[LineDecision, ...]:
    """Those that count, oldest first: of each line of each source the last; ArchiveUnusable when one is damaged."""
    found = {(one.source, one.line): one for one in archive._read(lambda connection: tuple(_decisions(connection)))}
    return tuple(sorted(found.values(), key=lambda one: one.id))


def accepted_lines(archive: Archive) -> dict[str, tuple[str, ...]]:
    """Source -> the lines that are cut out of its articles, in the order of the alphabet."""
    found: dict[str, list[str]] = {}
    for one in line_decisions(archive):
        if one.verdict is Verdict.ACCEPTED:
            found.setdefault(one.source, []).append(one.line)
    return {source: tuple(sorted(accepted)) for source, accepted in sorted(found.items())}


def cleaned_by(archive: Archive) -> str:
    """The rules that all articles were cleaned by last; ``""`` where that was never noted."""
    query = sa.select(cleanings.c.rules).where(cleanings.c.batch.not_in(UNDONE)).order_by(cleanings.c.id.desc())
    return archive._read(lambda connection: connection.scalar(query.limit(1))) or ""


def note_cleaning(archive: Archive, rules: str, batch: int) -> None:
    """Every article is as *rules* have it now."""
    with archive._writing() as connection:
        connection.execute(cleanings.insert(), {"rules": rules, "at": dt.datetime.now(dt.UTC), "batch": batch})


def _decisions(connection: sa.Connection) -> Iterator[LineDecision]:
    query = sa.select(lines).where(lines.c.batch.not_in(UNDONE)).order_by(lines.c.id)
    for row in connection.execute(query).mappings():
        try:
            is_sound = seal({**row, "at": row["at"].replace(tzinfo=None)}) == row["sha256"]
            verdict = Verdict(row["verdict"])
        except (ValueError, TypeError, AttributeError):
            is_sound = False
        if not is_sound:
            raise RowDamaged(f"decision {row['id']} on a line is not what was written")
        yield LineDecision(row["id"], row["source"], row["line"], verdict, row["by"], row["at"], row["batch"])
