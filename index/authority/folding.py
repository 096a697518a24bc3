"""Seed and decisions -> what holds now. A decision that was undone never was; the rest counts in its order.

What a decision says of a record whose own decision was undone since still holds, by the names it carries.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from index.archive import Action, NameDecision
from index.authority.rules import Rule, rule_of
from index.authority.seed import Known
from index.entities import identifier

Key = tuple[str, str]
"""A kind and an identifier."""


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of one person, place or organisation beside its names in articles."""

    kind: str
    id: str
    name: str = ""
    """The preferred name; empty where the commonest way of writing it is shown."""
    variants: Mapping[str, str] = field(default_factory=dict)
    """Automatic identifier -> the name as it was given, of names that were said to mean this record."""
    is_verified: bool = False
    is_hidden: bool = False
    see_also: Mapping[Key, str] = field(default_factory=dict)
    """Other records, with the names they had then."""


@dataclass(frozen=True, slots=True)
class Split:
    """Articles that speak of another record than the names in them say."""

    kind: str
    record: str
    target: str
    rule: Rule


@dataclass(slots=True)
class State:
    """The authority file as it stands."""

    records: dict[Key, Record] = field(default_factory=dict)
    """Those that somebody or the seed said something of."""
    heads: dict[Key, str] = field(default_factory=dict)
    """Automatic identifier -> record, where that was said."""
    merged: dict[Key, str] = field(default_factory=dict)
    """Record -> the record it was merged into."""
    splits: list[Split] = field(default_factory=list)
    moves: dict[tuple[str, str, str], str] = field(default_factory=dict)
    """Kind, article and automatic identifier -> record."""
    apart: set[tuple[str, frozenset[str]]] = field(default_factory=set)
    """Kind and two records that are not the same."""
    labels: dict[Key, str] = field(default_factory=dict)
    """The name a record had when somebody last decided about it; for one that no article names itself."""

    def root(self, kind: str, record: str) -> str:
        """The record that *record* was merged into, else itself."""
        while (kind, record) in self.merged:
            record = self.merged[kind, record]
        return record

    def meant(self, kind: str, id_: str) -> str:
        """The record that an automatic identifier stands for, where no article says otherwise."""
        return self.root(kind, self.heads.get((kind, id_), id_))

    def record(self, kind: str, id_: str) -> Record:
        """What is known of a record; of most, nothing but the identifier."""
        return self.records.get((kind, id_)) or Record(kind, id_)

    def name(self, kind: str, id_: str) -> str:
        """The preferred name, or the last known one; empty where only articles know it."""
        return self.record(kind, id_).name or self.labels.get((kind, id_), "")

    def variants(self, kind: str, id_: str) -> dict[str, str]:
        """Every name that was said to mean a record or one that was merged into it: automatic identifier -> name."""
        found: dict[str, str] = {}
        for (of_kind, other), record in self.records.items():
            if of_kind == kind and self.root(kind, other) == id_:
                named = {identifier(record.name): record.name} if record.name and other != id_ else {}
                found |= {v: name for v, name in (named | dict(record.variants)).items() if self.meant(kind, v) == id_}
        return found

    def update(self, kind: str, id_: str, **changes: Any) -> None:
        """Say more of a record."""
        self.records[kind, id_] = replace(self.record(kind, id_), **changes)


def folded(known: Iterable[Known], decisions: Iterable[NameDecision]) -> State:
    """What the seed and the decisions that count come to."""
    state = State()
    for one in known:
        _plant(state, one)
    for decision in decisions:
        if not decision.is_undone:
            _apply(state, decision)
    return state


def _plant(state: State, known: Known) -> None:
    id_ = identifier(known.name)
    variants = {identifier(variant): variant for variant in known.variants}
    state.records[known.kind, id_] = Record(known.kind, id_, known.name, variants, is_verified=True)
    state.heads |= {(known.kind, variant): id_ for variant in variants}


def _apply(state: State, decision: NameDecision) -> None:
    kind, details = decision.kind, decision.details
    record = state.root(kind, decision.record)
    if details.get("label"):
        state.labels[kind, decision.record] = details["label"]
    match decision.action:
        case Action.RENAME:
            _rename(state, kind, record, details["name"])
        case Action.HIDE | Action.SHOW:
            state.update(kind, record, is_hidden=decision.action is Action.HIDE)
        case Action.VERIFY:
            state.update(kind, record, is_verified=True)
        case Action.VARIANT:
            _give(state, kind, record, details["name"])
        case _:
            _relate(state, decision, record)


def _relate(state: State, decision: NameDecision, record: str) -> None:
    """The decisions that name a second record."""
    kind, details = decision.kind, decision.details
    other_kind = str(details.get("kind", kind))
    target = state.root(other_kind, details["target"])
    state.labels.setdefault((other_kind, target), details["name"])
    match decision.action:
        case Action.MERGE if target != record:
            state.merged[kind, record] = target
        case Action.SPLIT:
            rule = rule_of(details["rule"])
            if rule.is_of_names:
                for name in rule.names:
                    _give(state, kind, target, name)
            else:
                state.splits.append(Split(kind, record, target, rule))
            if not state.record(kind, target).name:
                state.update(kind, target, name=details["name"])
        case Action.MOVE:
            state.moves[kind, details["article"], details["id"]] = target
        case Action.SEE_ALSO:
            now = state.record(kind, record)
            state.update(kind, record, see_also={**now.see_also, (other_kind, target): details["name"]})
        case Action.APART:
            state.apart.add((kind, frozenset((record, target))))


def _rename(state: State, kind: str, record: str, name: str) -> None:
    """The name it had stays a variant."""
    now = state.record(kind, record)
    former = {identifier(now.name): now.name} if now.name and identifier(now.name) != identifier(name) else {}
    state.update(kind, record, name=name, variants={**now.variants, **former})


def _give(state: State, kind: str, record: str, name: str) -> None:
    id_ = identifier(name)
    state.heads[kind, id_] = record
    state.update(kind, record, variants={**state.record(kind, record).variants, id_: name})
