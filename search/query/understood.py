"""A query tree -> its parts, one by one, each with the query that is left without it: what a page shows as chips."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from index.schema import BY_NAME
from search.query.shape import all_of, any_of, side_by_side
from search.query.tree import (
    And,
    Days,
    Everything,
    Fuzzy,
    Near,
    Not,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Query,
    Widened,
    Wildcard,
    Word,
    Words,
)
from search.query.words import spell
from search.results import QueryPart


def understood(query: Query) -> tuple[QueryPart, ...]:
    """The parts of *query* that a reader can take away one at a time, in the order of the tree.

    ``parse(part.without).query`` is the tree without the part; without the only part that is everything.
    """
    return tuple(_told(part, spell(rest)) for part, rest in _parts(query))


def _parts(query: Query) -> Iterator[tuple[Query, Query]]:
    """Each part, and the tree without it."""
    match query:
        case Everything() | Nothing():
            return
        case Words(children):
            for part, others in _each(children):
                yield part, side_by_side(others) or Everything()
        case And(children):
            for child, others in _each(children):
                if isinstance(child, Words):
                    at = children.index(child)
                    for part, words in _each(child.children):
                        yield part, all_of([*children[:at], side_by_side(words), *children[at + 1 :]]) or Everything()
                else:
                    yield child, all_of(others) or Everything()
        case Or(children):
            for child, others in _each(children):
                yield Or((child,)), any_of(others) or Everything()
        case _:
            yield query, Everything()


def _each(children: Sequence[Query]) -> Iterator[tuple[Query, tuple[Query, ...]]]:
    for at, child in enumerate(children):
        yield child, (*children[:at], *children[at + 1 :])


def _told(part: Query, without: str) -> QueryPart:
    """One part; an Or of one is an alternative of the whole query."""
    if isinstance(part, Or) and len(part.children) == 1:
        return QueryPart("alternative", "", "Salah satu", spell(part.children[0]), without)
    if isinstance(part, Not):
        return QueryPart("excluded", "", "Tanpa", spell(part.child), without)
    kind, label = _kind(part)
    field = "date" if isinstance(part, Days) else getattr(part, "field", "")
    text = spell(part)
    if field and field != "text":
        label = BY_NAME[field].label
        text = text.partition(":")[2]
    return QueryPart(kind, field, label, text, without)


def _kind(part: Query) -> tuple[str, str]:  # noqa: C901, PLR0911 (a table)
    """A stable identifier, and the Indonesian for it."""
    match part:
        case Word() | Widened():
            return "word", "Kata"
        case Phrase():
            return "phrase", "Kutipan"
        case Prefix():
            return "prefix", "Awalan"
        case Wildcard():
            return "pattern", "Pola"
        case Fuzzy():
            return "spelling", "Ejaan mirip"
        case Near():
            return "near", "Berdekatan"
        case Days():
            return "days", "Tanggal"
        case Or():
            return "any", "Salah satu"
        case And() | Words():
            return "all", "Semua"
        case Not():
            return "excluded", "Tanpa"
        case Everything() | Nothing():
            return "none", ""
        case _:
            assert_never(part)
