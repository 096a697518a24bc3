"""Names and the records they stand for: by the decisions of this moment, which may be newer than the index."""

from __future__ import annotations

import numpy as np

from index import authority, columns
from index.archive import Archive
from index.authority import Catalogue
from index.columns import Columns
from index.columns.texts import Ints
from index.manifest import Manifest
from search.evaluate.names import NameIndex


def with_decisions(whole: Columns, made: Manifest, archive: Archive, known: str) -> Columns:
    """The names as *known*, the state of seed and ledger, says; nothing is done where the index was made by it."""
    if made.authority == known:
        return whole
    return columns.regrouped(whole, authority.current_groupings(archive, whole))


def file_of(archive: Archive, whole: Columns) -> Catalogue:
    """The authority file beside these columns."""
    known = authority.authority_of(archive)
    return Catalogue(known.state, whole, known.decisions)


def meant(whole: Columns, names: NameIndex, field: str, text: str) -> tuple[str, str] | None:
    """The value that *text* means, by id, else by any of its names; of several, that of the most articles."""
    column = whole.values[field]
    wanted = _with_id(whole, field, text)
    if not len(wanted):
        wanted = np.array(names.called(field, text), np.int64)
    living = column.ordinals[np.isin(column.ordinals, wanted) & whole.alive[column.owners]]
    return column.pair(int(np.bincount(living).argmax())) if len(living) else None


def _with_id(whole: Columns, field: str, id_: str) -> Ints:
    """The values that an identifier means: itself, or what articles that have it are counted under by now."""
    column, written = whole.values[field], whole.written.get(field)
    place = column.ordinal_of.get(id_)
    if place is not None and (column.ordinals == place).any():
        return np.array([place], np.int64)
    automatic = written.id_at(id_) if written is not None else None
    if written is None or automatic is None:
        return np.zeros(0, np.int64)
    records = whole.records[field]
    found: Ints = records[(written.id_of[written.ordinals] == automatic) & (records >= 0)].astype(np.int64)
    return found
