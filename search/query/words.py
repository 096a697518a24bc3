"""Walks over a query tree: the words to highlight, and the text that reads as the tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from index.schema import BY_NAME
from search.query.days import spell_days
from search.query.lexer import ORDERED, UNORDERED
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
    Text,
    Widened,
    Wildcard,
    Word,
    Words,
)


def words(query: Query) -> tuple[Text, ...]:
    """What an article can match by: every text node that is not excluded, each once, in the order typed."""
    return tuple(dict.fromkeys(_texts(query)))


def _texts(node: Query) -> Iterator[Text]:
    match node:
        case Word() | Phrase() | Prefix() | Wildcard() | Fuzzy() | Near():
            yield node
        case Widened(typed, variants):
            yield typed
            yield from variants
        case Words(children) | And(children) | Or(children):
            for child in children:
                yield from _texts(child)
        case Days() | Not() | Everything() | Nothing():
            return
        case _:
            assert_never(node)


def spell(query: Query) -> str:  # noqa: C901, PLR0911, PLR0912 (a table)
    """The query in one fixed form: ``parse(spell(q)).query == q`` for every q that parse gives; variants are left out.

    Field names and operators are the Indonesian ones, so the text can be longer than the one typed; beyond
    parser.MAX_LENGTH it still says what was asked but no longer reads back.
    """
    match query:
        case Word(text, field):
            return _prefix(field) + text
        case Phrase(text, field):
            return f'{_prefix(field)}"{text}"'
        case Prefix(text, field):
            return f"{_prefix(field)}{text}*"
        case Wildcard(text, field):
            return _prefix(field) + text
        case Fuzzy(text, edits, field):
            return f"{_prefix(field)}{text}~{edits}"
        case Near():
            return _prefix(query.field) + _nearness(query)
        case Widened(typed):
            return spell(typed)
        case Days():
            return _prefix("date") + spell_days(query)
        case Words(children):
            return " ".join(_within(child, (And, Or)) for child in children)
        case And(children):
            return _conjunction(children)
        case Or(children):
            return " ATAU ".join(map(spell, children))
        case Not(child):
            return "-" + _within(child, (Words, And, Or))
        case Everything():
            return ""
        case Nothing():
            return "()"
        case _:
            assert_never(query)


def _nearness(near: Near) -> str:
    texts = [child.text for child in near.children]
    if near.is_ordered and all(isinstance(c, Phrase) and len(c.text.split()) == 1 for c in near.children):
        return f'"{" ".join(texts)}"~{near.between}'
    joint = f" {ORDERED if near.is_ordered else UNORDERED}/{near.between} "
    return joint.join(f'"{c.text}"' if isinstance(c, Phrase) else c.text for c in near.children)


def _conjunction(children: tuple[Query, ...]) -> str:
    first, *rest = (_within(child, (Or,)) for child in children)
    joints = (" " if isinstance(child, Not) else " DAN " for child in children[1:])
    return first + "".join(joint + text for joint, text in zip(joints, rest, strict=True))


def _within(node: Query, looser: tuple[type[Query], ...]) -> str:
    return f"({spell(node)})" if isinstance(node, looser) else spell(node)


def _prefix(field: str) -> str:
    """What stands before a value of *field*; nothing for the whole text."""
    return "".join(f"{prefix}:" for prefix in BY_NAME[field].prefixes[:1])
