"""A list of synonyms against an index: what each expression finds, and which lines say nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from search.query.tree import Phrase
from search.variants.lists import Expression, Line, Trouble
from search.variants.widening import Index


@dataclass(frozen=True, slots=True)
class Checked:
    """One line of a list, looked up."""

    told: str
    """The line with the number of articles for each expression."""
    troubles: tuple[Trouble, ...]


def checked(lines: Iterable[Line], index: Index) -> Iterator[Checked]:
    """Each line with what it finds; an expression that no article holds is named, as it may be misspelt."""
    for line in lines:
        counts = [(one, index.count(Phrase(one.text))) for one in line.expressions]
        told = (" != " if line.is_apart else " = ").join(f"{_shown(one)} ({count:,})" for one, count in counts)
        missing = (one for one, count in counts if not count and not line.is_apart)
        yield Checked(told, tuple(Trouble(line.number, f"no article holds '{one.text}'") for one in missing))


def _shown(expression: Expression) -> str:
    return expression.text + "!" * expression.is_capitalised
