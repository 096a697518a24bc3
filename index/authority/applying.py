"""What holds now -> what the columns group by: identifiers that stand for another record, and single elements that do.

Asks articles for their text only where namesakes are told apart by their role.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from index.archive import StoredArticle
from index.authority.folding import State
from index.authority.roles import is_in_role
from index.authority.rules import Rule
from index.columns import Columns, Grouping, regrouped
from index.document import ordinal
from index.entities import identifier

Texts = Callable[[Sequence[int]], Mapping[int, StoredArticle]]
"""The articles of these versions; those that may not be read are missing."""
Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


def groupings(state: State, columns: Columns, texts: Texts) -> dict[str, Grouping]:
    """For each field of names, what *state* says of the names in *columns*."""
    plain = {kind: _grouping(state, kind, columns) for kind in columns.written}
    if not state.splits and not state.moves:
        return plain
    merged = regrouped(columns, {kind: Grouping(one.heads) for kind, one in plain.items()})
    return {
        kind: Grouping(one.heads, one.names, one.hidden, _apart(state, kind, merged, texts))
        for kind, one in plain.items()
    }


def _grouping(state: State, kind: str, columns: Columns) -> Grouping:
    ids = {id_ for of_kind, id_ in (*state.heads, *state.merged) if of_kind == kind}
    records = {id_: record for (of_kind, id_), record in state.records.items() if of_kind == kind}
    labelled = (id_ for of_kind, id_ in state.labels if of_kind == kind)
    written = columns.written[kind]
    names = {id_: record.name for id_, record in records.items() if record.name}
    # A record that no article names itself is called what it was called when somebody decided about it.
    names |= {id_: state.name(kind, id_) for id_ in labelled if id_ not in names and written.id_at(id_) is None}
    return Grouping(
        heads={id_: head for id_ in sorted(ids) if (head := state.meant(kind, id_)) != id_},
        names={id_: name for id_, name in sorted(names.items()) if name and state.root(kind, id_) == id_},
        hidden=frozenset(id_ for id_, record in records.items() if record.is_hidden and state.root(kind, id_) == id_),
    )


def _apart(state: State, kind: str, columns: Columns, texts: Texts) -> dict[str, tuple[int, ...]]:
    """The elements that mean another record than their identifier: by rules in their order, then one by one."""
    meant: dict[int, str] = {}
    for split in (split for split in state.splits if split.kind == kind):
        record, target = state.root(kind, split.record), state.root(kind, split.target)
        elements = _elements(columns, kind, record, meant)
        meant |= dict.fromkeys(_fitting(split.rule, kind, columns, elements, texts), target)
    for (of_kind, key, id_), target in state.moves.items():
        if of_kind == kind:
            meant |= dict.fromkeys(_in_article(columns, kind, key, id_), state.root(kind, target))
    apart: dict[str, list[int]] = {}
    for element, record in sorted(meant.items()):
        apart.setdefault(record, []).append(element)
    return {record: tuple(elements) for record, elements in sorted(apart.items())}


def _elements(columns: Columns, kind: str, record: str, meant: Mapping[int, str]) -> Ints:
    """Those of living rows that mean *record* so far."""
    place = columns.values[kind].ordinal_of.get(record)
    is_of = columns.records[kind] == place if place is not None else np.zeros(len(columns.records[kind]), np.bool_)
    for element, other in meant.items():
        is_of[element] = other == record
    return np.flatnonzero(is_of & columns.alive[columns.written[kind].owners])


def _in_article(columns: Columns, kind: str, key: str, id_: str) -> Iterable[int]:
    written = columns.written[kind]
    place, row = written.id_at(id_), columns.row_of(key)
    if place is None or row is None:
        return ()
    span = range(int(written.starts[row]), int(written.starts[row + 1]))
    return (element for element in span if written.id_of[written.ordinals[element]] == place)


def _fitting(rule: Rule, kind: str, columns: Columns, elements: Ints, texts: Texts) -> list[int]:
    """The elements whose article the rule fits."""
    written = columns.written[kind]
    if rule.names:
        ids = [place for name in rule.names if (place := written.id_at(identifier(name))) is not None]
        elements = elements[np.isin(written.id_of[written.ordinals[elements]], ids)]
    elements = elements[_rows(rule, columns)[written.owners[elements]]]
    return _in_role(rule.role, kind, columns, elements, texts) if rule.role else elements.tolist()


def _rows(rule: Rule, columns: Columns) -> Mask:
    fits = np.ones(len(columns), np.bool_)
    if rule.articles:
        fits &= np.isin(
            np.arange(len(columns)), [row for key in rule.articles if (row := columns.row_of(key)) is not None]
        )
    if rule.company:
        fits &= _having(columns, rule.company)
    if rule.sources:
        fits &= _having(columns, [("source", source) for source in rule.sources])
    if rule.first:
        fits &= columns.day >= ordinal(rule.first)
    if rule.last:
        fits &= (columns.day > 0) & (columns.day <= ordinal(rule.last))
    return fits


def _having(columns: Columns, values: Iterable[tuple[str, str]]) -> Mask:
    rows = np.zeros(len(columns), np.bool_)
    for field, id_ in values:
        column = columns.values[field]
        place = column.ordinal_of.get(id_)
        if place is not None:
            rows[column.owners[column.ordinals == place]] = True
    return rows


def _in_role(role: str, kind: str, columns: Columns, elements: Ints, texts: Texts) -> list[int]:
    """Those whose article gives the name this role."""
    written = columns.written[kind]
    versions = columns.version[written.owners[elements]].tolist()
    stored = texts(versions)
    names = [written.names[ordinal_] for ordinal_ in written.ordinals[elements].tolist()]
    return [
        element
        for element, version, name in zip(elements.tolist(), versions, names, strict=True)
        if version in stored and is_in_role(stored[version].article, (name,), role)
    ]
