"""The authority file as rows that other programs read and write, and what a file of such rows decides.

Only the difference to what holds is decided, so that a file read twice decides nothing the second time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.archive import Action, NewDecision
from index.authority.catalogue import Catalogue, Target
from index.authority.checking import checked_name
from index.entities import identifier
from index.errors import WrongCall
from index.schema import NAMES

AUTOMATIC, VERIFIED = "automatic", "verified"
TOLD = 5
"""Mistakes of a file that are named; the first ones."""


@dataclass(frozen=True, slots=True)
class Line:
    """One record, as a line of CSV or a concept of SKOS has it."""

    kind: str
    id: str
    name: str
    variants: tuple[str, ...] = ()
    status: str = AUTOMATIC
    is_hidden: bool = False
    see_also: tuple[str, ...] = ()
    """Identifiers, with their kind before a colon where it is another."""
    place: str = ""
    """Where it stands in the file, for messages."""


def lines_of(file: Catalogue, *, every: bool = False) -> Iterator[Line]:
    """The records that somebody or the seed said something of; with *every* those of all articles too."""
    for kind in NAMES:
        known = {id_ for of_kind, id_ in (*file.state.records, *file.state.labels) if of_kind == kind}
        ids = {file.state.root(kind, id_) for id_ in known}
        if every:
            ids |= {entry.record.id for entry in file.most(kind, len(file.columns.values[kind].ids))}
        yield from (_line(file, kind, id_) for id_ in sorted(ids))


def decisions_of(file: Catalogue, lines: Sequence[Line]) -> list[NewDecision]:
    """What *lines* decide beyond what holds; WrongCall when they contradict themselves or cannot be."""
    wrong = list(_mistakes(lines))
    if wrong:
        more = f"; and {len(wrong) - TOLD} more" if len(wrong) > TOLD else ""
        raise WrongCall(f"nothing was imported: {'; '.join(wrong[:TOLD])}{more}")
    return [decision for line in lines for decision in _decided(file, line)]


def _line(file: Catalogue, kind: str, id_: str) -> Line:
    state, record = file.state, file.state.record(kind, id_)
    name = file.name(kind, id_)
    written = (spelling for spelling, _ in file.written(kind, id_))
    spellings = {identifier(variant): variant for variant in (*state.variants(kind, id_).values(), *written)}
    variants = {variant for key, variant in spellings.items() if key != identifier(name)}
    see_also = tuple(other if of == kind else f"{of}:{other}" for of, other in record.see_also)
    status = VERIFIED if record.is_verified else AUTOMATIC
    return Line(kind, id_, name, tuple(sorted(variants)), status, record.is_hidden, see_also)


def _mistakes(lines: Iterable[Line]) -> Iterator[str]:
    owners: dict[tuple[str, str], Line] = {}
    for line in lines:
        if line.kind not in NAMES:
            yield f"{line.place}: {line.kind!r} is not one of {', '.join(NAMES)}"
        if line.status not in (AUTOMATIC, VERIFIED):
            yield f"{line.place}: the status {line.status!r} is neither {AUTOMATIC} nor {VERIFIED}"
        for name in (line.name, *line.variants):
            try:
                other = owners.setdefault((line.kind, identifier(checked_name(name))), line)
            except WrongCall as error:
                yield f"{line.place}: {error}"
                continue
            if other is not line:
                yield f"{line.place}: {name!r} stands under {other.name!r} ({other.place}) as well"


def _decided(file: Catalogue, line: Line) -> Iterator[NewDecision]:
    kind, state = line.kind, file.state
    name = checked_name(line.name)
    known = line.id and file.record_of(kind, line.id)
    id_ = known or file.record_of(kind, name) or line.id or identifier(name)
    target, now = Target(kind, id_, name), state.record(kind, id_)
    shown = file.name(kind, id_) if file.is_known(kind, id_) else ""
    if shown != name:
        yield _decision(target, Action.RENAME, name=name)
    for variant in map(
        checked_name, (*line.variants, *([line.id] if line.id and not known and line.id != id_ else ()))
    ):
        if state.meant(kind, identifier(variant)) != id_:
            yield _decision(target, Action.VARIANT, name=variant)
    if line.status == VERIFIED and not now.is_verified:
        yield _decision(target, Action.VERIFY)
    if line.is_hidden != now.is_hidden:
        yield _decision(target, Action.HIDE if line.is_hidden else Action.SHOW)
    for text in line.see_also:
        other_kind, _, other = text.rpartition(":")
        other_kind = other_kind or kind
        if (other_kind, state.root(other_kind, other)) not in now.see_also:
            yield _decision(target, Action.SEE_ALSO, kind=other_kind, target=other, name=file.name(other_kind, other))


def _decision(record: Target, action: Action, **details: str) -> NewDecision:
    return NewDecision(record.kind, record.id, action, {"label": record.name, **details})
