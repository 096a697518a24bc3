"""The authority file of one archive: what holds, and what of it a generation or a searcher groups by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from index.archive import Archive, NameDecision
from index.authority import seed as seeds
from index.authority.applying import groupings
from index.authority.folding import Record, State, folded
from index.columns import Columns, Grouping
from index.entities import identifier


@dataclass(frozen=True, slots=True)
class Authority:
    """Read at one moment."""

    state: State
    decisions: tuple[NameDecision, ...]
    """All of the ledger, undone ones too, oldest first."""


def authority_of(archive: Archive) -> Authority:
    """The seed and the ledger of *archive*."""
    decisions = archive.names.decisions()
    return Authority(folded(seeds.seed(), decisions), decisions)


def reviewed(kind: str, name: str) -> Record | None:
    """The record of the seed that a name means; None where it has none. For what is no archive's."""
    state = _seeded()
    return state.records.get((kind, state.meant(kind, identifier(name))))


@cache
def _seeded() -> State:
    return folded(seeds.seed(), ())


def fingerprint(archive: Archive) -> str:
    """What decides which names stand for which records: seed and decisions that count; kept in a manifest."""
    return f"{seeds.digest()}-{archive.names.state()}"


def current_groupings(archive: Archive, columns: Columns) -> dict[str, Grouping]:
    """What the names in *columns* stand for by now; the texts of articles are asked for where a role decides."""
    return groupings(authority_of(archive).state, columns, archive.versions_for_staff)
