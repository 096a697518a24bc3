"""Expressions that mean the same, one set a line: the shipped lists, and an archive's own, ``synonyms.txt``.

``KPK = Komisi Pemberantasan Korupsi``; ``AS! = Amerika Serikat``: AS only where it is typed in these capitals;
``jarum != Djarum``: never one for the other, whatever else says so. ``#`` begins a comment.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from pathlib import Path

from index.analysis import analyse

LONGEST = 12
"""Words of an expression."""

_DATA = Path(__file__).parent / "data"
_SHIPPED = ("abbreviations.txt", "names.txt", "loans.txt", "apart.txt")

Surfaces = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Expression:
    """A word or several, as a list has them."""

    text: str
    surfaces: Surfaces
    """Its words as the analyser gives them."""
    is_capitalised: bool = False
    """Only what is typed with exactly these letters, capital and small, means it."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A line that cannot be taken as it is."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Lists:
    """What means the same, ready for look-up."""

    others: Mapping[Surfaces, tuple[tuple[Expression, Expression], ...]] = field(default_factory=dict)
    """Words as typed -> pairs of the expression they are and one that means the same."""
    apart: frozenset[frozenset[Surfaces]] = frozenset()
    longest: int = 0
    """Words of the longest expression."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that could be read."""

    number: int
    expressions: tuple[Expression, ...]
    is_apart: bool


def read_lines(text: str) -> tuple[tuple[Line, ...], tuple[Trouble, ...]]:
    """Every line of a list that could be read, and what is wrong with the others."""
    lines, troubles = [], []
    for number, written in enumerate(text.splitlines(), 1):
        content = written.partition("#")[0].strip().removeprefix("\ufeff")
        if not content:
            continue
        is_apart = "!=" in content
        expressions = tuple(map(_expression, content.replace("!=", "=").split("=")))
        if wrong := _wrong(expressions):
            troubles.append(Trouble(number, wrong))
        else:
            lines.append(Line(number, expressions, is_apart))
    return tuple(lines), tuple(troubles)


def lists_of(lines: Iterable[Line]) -> Lists:
    """Lines of one list or several, ready for look-up."""
    others: dict[Surfaces, dict[tuple[Expression, Expression], None]] = {}
    apart: set[frozenset[Surfaces]] = set()
    for line in lines:
        for one, other in combinations(line.expressions, 2):
            if line.is_apart:
                apart.add(frozenset((one.surfaces, other.surfaces)))
                continue
            others.setdefault(one.surfaces, {})[one, other] = None
            others.setdefault(other.surfaces, {})[other, one] = None
    return Lists(
        {typed: tuple(pairs) for typed, pairs in others.items()}, frozenset(apart), max(map(len, others), default=0)
    )


@cache
def shipped() -> tuple[Line, ...]:
    """The lines that come with Kliping."""
    return tuple(line for name in _SHIPPED for line in read_lines((_DATA / name).read_text("utf-8"))[0])


def _expression(written: str) -> Expression:
    text = " ".join(written.split())
    bare = text.removesuffix("!")
    return Expression(bare, tuple(token.surface for token in analyse(bare)), is_capitalised=bare != text)


def _wrong(expressions: Sequence[Expression]) -> str:
    """What is wrong with the expressions of a line; ``""`` when nothing is."""
    if len(expressions) < 2:
        return "there is no = in it: write expressions that mean the same, as in KPK = Komisi Pemberantasan Korupsi"
    for expression in expressions:
        if not expression.surfaces:
            return "there is no word before, between or after ="
        if len(expression.surfaces) > LONGEST:
            return f"'{expression.text}' has more than {LONGEST} words"
    if twice := _twice([expression.surfaces for expression in expressions]):
        return f"'{' '.join(twice)}' is there twice"
    return ""


def _twice(found: Sequence[Surfaces]) -> Surfaces:
    return next((surfaces for at, surfaces in enumerate(found) if surfaces in found[:at]), ())
