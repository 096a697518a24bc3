"""Where the words of a nearness stand in one text, token by token: what ``nearness.py`` finds in many, for marking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.analysis import SHIPPED, Analyser, Token
from search.query.tree import Near, Phrase


@dataclass(frozen=True, slots=True)
class Nearby:
    """A Near with its words analysed."""

    operands: tuple[tuple[str, ...], ...]
    is_exact: tuple[bool, ...]
    """For each operand whether its terms are surface forms; else they are stems."""
    between: int
    is_ordered: bool


def nearby(near: Near, analyser: Analyser = SHIPPED) -> Nearby:
    """The terms that *near* asks for."""
    operands, exact = [], []
    for child in near.children:
        tokens = analyser.analyse(child.text)
        is_exact = isinstance(child, Phrase) or len(tokens) > 1
        operands.append(tuple(token.surface if is_exact else token.stems[0] for token in tokens))
        exact.append(is_exact)
    return Nearby(tuple(operands), tuple(exact), near.between, near.is_ordered)


def spots(tokens: Sequence[Token], near: Nearby) -> set[int]:
    """The tokens that belong to a stretch with all operands in it."""
    if not all(near.operands):
        return set()
    search = _Search(near, [list(_starts(tokens, near, number)) for number in range(len(near.operands))])
    for number in range(1 if near.is_ordered else len(near.operands)):
        for start in search.starts[number]:
            search.reaches(number, start, 1 << number)
    return search.marked


def _starts(tokens: Sequence[Token], near: Nearby, number: int) -> Iterator[int]:
    terms = near.operands[number]
    for at in range(len(tokens) - len(terms) + 1):
        stretch = tokens[at : at + len(terms)]
        if near.is_exact[number]:
            if all(token.surface == term for token, term in zip(stretch, terms, strict=True)):
                yield at
        elif terms[0] in stretch[0].stems:
            yield at


class _Search:
    """Which operands can follow which; each question is answered once."""

    def __init__(self, near: Nearby, starts: list[list[int]]) -> None:
        self.near = near
        self.starts = starts
        self.marked: set[int] = set()
        self._known: dict[tuple[int, int, int], bool] = {}

    def reaches(self, number: int, start: int, used: int) -> bool:
        """Whether all operands follow that are not *used*, from operand *number* at *start*; marks those that do."""
        key = (number, start, used)
        if key not in self._known:
            last = start + len(self.near.operands[number]) - 1
            found = used == (1 << len(self.starts)) - 1
            for following in self._next(number, used):
                for place in self.starts[following]:
                    if last < place <= last + self.near.between + 1:
                        found |= self.reaches(following, place, used | 1 << following)
            self._known[key] = found
            if found:
                self.marked |= set(range(start, last + 1))
        return self._known[key]

    def _next(self, number: int, used: int) -> list[int]:
        if self.near.is_ordered:
            return [number + 1] if number + 1 < len(self.starts) else []
        return [other for other in range(len(self.starts)) if not used >> other & 1]
