"""Decisions on names as they may be taken: each is refused, with the reason, before anything is written."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from itertools import count
from typing import Any

from index.archive import Action, NewDecision
from index.authority.catalogue import Catalogue, Target
from index.authority.rules import Rule
from index.entities import identifier
from index.errors import WrongCall

LONGEST = 200
"""Letters of a name."""


def merge(source: Target, target: Target) -> NewDecision:
    """All names of *source* mean *target* from now on."""
    if source.kind != target.kind:
        raise WrongCall(f"a {source.kind} and a {target.kind} cannot be one")
    if source.id == target.id:
        raise WrongCall(f"{source.name!r} and {target.name!r} are one {source.kind} already ({target.id})")
    return _decision(source, Action.MERGE, {"target": target.id, "name": target.name})


def rename(catalogue: Catalogue, record: Target, name: str) -> NewDecision:
    """Show it as *name*."""
    name = checked_name(name)
    if name == record.name:
        raise WrongCall(f"{record.id!r} is shown as {name!r} already")
    other = catalogue.record_of(record.kind, name)
    if other not in (None, record.id):
        raise WrongCall(
            f"{name!r} is a name of another {record.kind} ({other}); if both are one: "
            f"python -m index authority merge {record.kind} {record.id} {other}"
        )
    return _decision(record, Action.RENAME, {"name": name})


def hide(catalogue: Catalogue, record: Target) -> NewDecision:
    """It is none."""
    if catalogue.state.record(record.kind, record.id).is_hidden:
        raise WrongCall(f"{record.name!r} is hidden already")
    return _decision(record, Action.HIDE)


def show(catalogue: Catalogue, record: Target) -> NewDecision:
    """It is one after all."""
    if not catalogue.state.record(record.kind, record.id).is_hidden:
        raise WrongCall(f"{record.name!r} is not hidden")
    return _decision(record, Action.SHOW)


def verify(catalogue: Catalogue, record: Target) -> NewDecision:
    """Somebody has looked at it."""
    if catalogue.state.record(record.kind, record.id).is_verified:
        raise WrongCall(f"{record.name!r} is verified already")
    return _decision(record, Action.VERIFY)


def variant(catalogue: Catalogue, record: Target, name: str) -> NewDecision:
    """Whoever is written so means this record."""
    name = checked_name(name)
    if catalogue.state.meant(record.kind, identifier(name)) == record.id:
        raise WrongCall(f"{name!r} means {record.name!r} already")
    return _decision(record, Action.VARIANT, {"name": name})


def split(catalogue: Catalogue, record: Target, name: str, rule: Rule) -> NewDecision:
    """The articles that *rule* fits speak of somebody else, who is called *name*."""
    name = checked_name(name)
    if rule.is_empty:
        raise WrongCall(
            "say which articles speak of the other one: --article, --with, --source, --from, --role or --name"
        )
    for spelling in rule.names:
        if catalogue.state.meant(record.kind, identifier(spelling)) != record.id:
            raise WrongCall(
                f"{spelling!r} is no name of {record.name!r}; its names: authority show {record.kind} {record.id}"
            )
    return _decision(
        record, Action.SPLIT, {"target": new_id(catalogue, record, name, rule), "name": name, "rule": rule.plain()}
    )


def move(catalogue: Catalogue, record: Target, article: str, target: Target) -> NewDecision:
    """In one article, the name means another record."""
    columns = catalogue.columns
    row = columns.row_of(article)
    if row is None:
        raise WrongCall(f"no article with the id {article!r} can be found")
    if record.id == target.id:
        raise WrongCall(f"{record.name!r} and {target.name!r} are one {record.kind} already ({target.id})")
    written = columns.written[record.kind]
    for element in range(int(written.starts[row]), int(written.starts[row + 1])):
        shown = int(columns.records[record.kind][element])
        if shown >= 0 and columns.values[record.kind].ids[shown] == record.id:
            place = int(written.ordinals[element])
            id_ = written.ids[int(written.id_of[place])]
            details = {"article": article, "id": id_, "written": written.names[place]}
            return _decision(record, Action.MOVE, details | {"target": target.id, "name": target.name})
    raise WrongCall(f"the article {article!r} does not name {record.name!r}")


def see_also(record: Target, other: Target) -> NewDecision:
    """Another record is worth a look."""
    if record == other:
        raise WrongCall(f"{record.name!r} cannot point at itself")
    return _decision(record, Action.SEE_ALSO, {"kind": other.kind, "target": other.id, "name": other.name})


def apart(record: Target, other: Target) -> NewDecision:
    """They are two, and shall not be suggested as one again."""
    if record.id == other.id:
        raise WrongCall(f"{record.name!r} and {other.name!r} are one {record.kind}; to part them: authority split")
    return _decision(record, Action.APART, {"target": other.id, "name": other.name})


def new_id(catalogue: Catalogue, record: Target, name: str, rule: Rule) -> str:
    """The identifier of the name, with a number where it means somebody else already."""
    kind, plain = record.kind, identifier(name)
    own = {identifier(spelling) for spelling in rule.names}
    for number in count(1):
        id_ = plain if number == 1 else f"{plain}-{number}"
        is_own = rule.is_of_names and id_ in own and (kind, id_) not in catalogue.state.merged and id_ != record.id
        if is_own or not catalogue.is_known(kind, id_):
            return id_
    raise AssertionError


def checked_name(name: str) -> str:
    """*name* with single spaces; WrongCall when it can be none."""
    plain = " ".join(name.split())
    if not identifier(plain) or len(plain) > LONGEST:
        raise WrongCall(f"{plain[:LONGEST]!r} is no name: give one of 1 to {LONGEST} letters")
    if any(unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co"} for sign in plain):
        raise WrongCall(f"{plain!r} holds control characters; write it without")
    return plain


def _decision(record: Target, action: Action, details: Mapping[str, Any] | None = None) -> NewDecision:
    return NewDecision(record.kind, record.id, action, {"label": record.name, **(details or {})})
