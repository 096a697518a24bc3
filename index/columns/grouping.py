"""Names -> the records that a facet counts: what was decided about names, applied to all rows at once.

A record that nobody decided about has the identifier of its name. Nothing is analysed again: a decision moves
ordinals.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from index.columns.rows import Columns, ValueColumn
from index.columns.texts import Ints, Rows, Texts, taken, texts_of
from index.columns.written import Grouping, Written

HIDDEN = -1
"""The record of a name that is none."""

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Grouped:
    """The names of one field with their records."""

    column: ValueColumn
    """The records of each row, each once; its ordinals begin as those of ``written.ids``."""
    records: Rows
    """The record of each element of ``written``, or HIDDEN; into ``column.ids``."""


def regrouped(columns: Columns, groupings: Mapping[str, Grouping]) -> Columns:
    """The same articles with other decisions about their names; a field without any has none."""
    every = {name: groupings.get(name, Grouping()) for name in columns.written}
    found = {name: grouped(written, every[name], columns.alive) for name, written in columns.written.items()}
    return replace(
        columns,
        values={**columns.values, **{name: one.column for name, one in found.items()}},
        records={name: one.records for name, one in found.items()},
        groupings=every,
    )


def grouped(written: Written, grouping: Grouping, alive: Mask) -> Grouped:
    """Apply *grouping*; *alive* tells which rows count for the name of a record that nobody named.

    Records that stand in no row are left out, but for those whose rows are dead.
    """
    heads = {place: record for id_, record in grouping.heads.items() if (place := written.id_at(id_)) is not None}
    targets = {*heads.values(), *grouping.apart}
    places = {id_: place for id_ in (*grouping.names, *grouping.hidden) if (place := written.id_at(id_)) is not None}
    ids = written.ids.extended(sorted(id_ for id_ in targets if id_ not in places and written.id_at(id_) is None))
    places |= {id_: ids.places(id_)[0] for id_ in targets}
    records = _records(written, heads, grouping, places)
    named = {places[id_]: name for id_, name in grouping.names.items() if id_ in places}
    names = _names(written, named, len(ids), alive)
    if not targets and not grouping.hidden:
        return Grouped(ValueColumn(written.starts, records, ids, names), records)
    is_target = np.zeros(len(ids), np.bool_)
    is_target[[places[id_] for id_ in targets]] = True
    kept = _once(written.owners, records, is_target)
    starts = np.concatenate([[0], np.cumsum(kept)])[written.starts].astype(np.int64)
    return Grouped(ValueColumn(starts, records[kept], ids, names), records)


def _records(written: Written, heads: Mapping[int, str], grouping: Grouping, places: Mapping[str, int]) -> Rows:
    """The record of each element; where each name is a record of its own, the names themselves."""
    of_id = np.arange(len(written.ids), dtype=np.int32)
    if not heads and not grouping.apart and not grouping.hidden and np.array_equal(written.id_of, of_id):
        return written.ordinals
    for place, record in heads.items():
        of_id[place] = places[record]
    records = of_id[written.id_of[written.ordinals]]
    for record, elements in grouping.apart.items():
        records[list(elements)] = places[record]
    hidden = [places[record] for record in grouping.hidden if record in places]
    if hidden:
        records[np.isin(records, hidden)] = HIDDEN
    return records


def _once(owners: Rows, records: Rows, is_target: Mask) -> Mask:
    """The elements that are shown: of one record in one row the first."""
    kept: Mask = records != HIDDEN
    doubtful = np.flatnonzero(kept & is_target[records])
    keys = owners[doubtful].astype(np.int64) * len(is_target) + records[doubtful]
    first = np.unique(keys, return_index=True)[1]
    kept[doubtful] = False
    kept[doubtful[first]] = True
    return kept


def _names(written: Written, named: Mapping[int, str], size: int, alive: Mask) -> Texts:
    """The name of each record: as decided, else the commonest way of writing it."""
    if not named and size == len(written.ids):
        return taken(written.names, _commonest(written, alive))
    pool = texts_of([*named.values(), ""], after=written.names)
    nameless = len(written.names) + len(named)
    choice = np.full(size, nameless, np.int64)
    choice[: len(written.ids)] = _commonest(written, alive)
    choice[list(named)] = len(written.names) + np.arange(len(named))
    return taken(pool, choice)


def _commonest(written: Written, alive: Mask) -> Ints:
    """For each automatic identifier the name most rows write; of equals the longest, then the first in order."""
    best = np.zeros(len(written.ids), np.int64)
    best[written.id_of] = np.arange(len(written.names))
    rivals = np.flatnonzero(np.bincount(written.id_of, minlength=len(best))[written.id_of] > 1)
    if not len(rivals):
        return best
    living = written.ordinals if alive.all() else written.ordinals[np.repeat(alive, np.diff(written.starts))]
    counts = np.bincount(living, minlength=len(written.names))[rivals]
    lengths = np.diff(written.names.starts)[rivals]
    order = rivals[np.lexsort((written.names.ranks[rivals], -lengths, -counts, written.id_of[rivals]))]
    ids, first = np.unique(written.id_of[order], return_index=True)
    best[ids] = order[first]
    return best
