"""The one shape each query has: how parts become a tree.

None is a part nothing was left of. An And never stands directly in an And, nor an Or in an Or, Words in Words or a Not
in a Not; one part alone is itself. Two ways of typing the same thing so give equal trees.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from index.schema import BY_NAME, Kind
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


def all_of(parts: Iterable[Query | None]) -> Query | None:
    """Every part must match."""
    children: list[Query] = []
    for part in parts:
        children += part.children if isinstance(part, And) else [part] if part else []
    return And(tuple(children)) if len(children) > 1 else children[0] if children else None


def any_of(parts: Iterable[Query | None]) -> Query | None:
    """One part must match."""
    children: list[Query] = []
    for part in parts:
        children += part.children if isinstance(part, Or) else [part] if part else []
    return Or(tuple(children)) if len(children) > 1 else children[0] if children else None


def negated(part: Query | None) -> Query | None:
    """The part must not match; denied twice it is itself again."""
    if part is None:
        return None
    return part.child if isinstance(part, Not) else Not(part)


def side_by_side(parts: Iterable[Query | None]) -> Query | None:
    """Clauses without an operator between them: words, of which some may be missing, and conditions, which may not."""
    words: list[Query] = []
    conditions: list[Query] = []
    for part in parts:
        if part is None:
            continue
        if is_condition(part):
            conditions.append(part)
        else:
            words += part.children if isinstance(part, Words) else [part]
    together = Words(tuple(words)) if len(words) > 1 else words[0] if words else None
    return all_of([together, *conditions])


def is_condition(node: Query) -> bool:
    """Whether *node* only narrows, as a filter does: an exclusion, a date, a person, a source, or nothing but those."""
    match node:
        case Not() | Days() | Everything() | Nothing():
            return True
        case Near() | Widened():
            return False
        case Word(field=field) | Phrase(field=field) | Prefix(field=field) | Wildcard(field=field) | Fuzzy(field=field):
            return BY_NAME[field].kind is not Kind.TEXT
        case Words(children) | And(children) | Or(children):
            return all(is_condition(child) for child in children)
        case _:
            assert_never(node)
