"""Which words may be missing, and when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from search.evaluate.settling import ENOUGH, settle
from search.query.tree import And, Days, Near, Not, Or, Phrase, Query, Word, Words

A, B, C = Word("a"), Word("b"), Word("c")
QUOTED = Phrase("d e")
NEAR = Near((A, B), 3, is_ordered=False)


@dataclass(frozen=True)
class Counting:
    """Finds enough as soon as at most *enough_at* words must match."""

    enough_at: int

    def count(self, query: Query) -> int:
        words = query.children[0] if isinstance(query, And) else query
        assert isinstance(words, Words)
        return self.counter(words, ())(words.least or len(words.children))

    def counter(self, words: Words, conditions: Sequence[Query]) -> Callable[[int], int]:
        return lambda least: ENOUGH if least <= self.enough_at else 1


@dataclass(frozen=True)
class Costly:
    """Finds nothing with all words and cannot afford to count what some find."""

    def count(self, query: Query) -> int:
        return 0

    def counter(self, words: Words, conditions: Sequence[Query]) -> None:
        return None


@pytest.mark.parametrize("match", ["", "any"])
def test_no_word_may_be_missing_where_counting_costs_too_much(match: str) -> None:
    assert settle(Words((A, B, C)), match, Costly()) == (Words((A, B, C)), "all")


@pytest.mark.parametrize(
    ("query", "match", "least", "expected", "decided"),
    [
        (Words((A, B, C)), "", 3, Words((A, B, C)), "all"),
        (Words((A, B, C)), "", 2, Words((A, B, C), 2), "any"),
        (Words((A, B, C)), "", 0, Words((A, B, C), 1), "any"),
        (Words((A, B, C)), "all", 0, Words((A, B, C)), "all"),
        (Words((A, B, C)), "any", 3, Words((A, B, C), 2), "any"),
        (And((Words((A, B)), Not(C))), "", 1, And((Words((A, B), 1), Not(C))), "any"),
        (And((Words((A, B)), Days(None, None))), "", 2, And((Words((A, B)), Days(None, None))), "all"),
        (Words((A, B, QUOTED)), "", 1, And((Words((A, B), 1), QUOTED)), "any"),
        (Words((A, QUOTED)), "", 0, And((A, QUOTED)), "all"),
        (Words((A, B, NEAR)), "", 1, And((Words((A, B), 1), NEAR)), "any"),
        (And((Words((A, B, QUOTED)), Not(C))), "", 1, And((Words((A, B), 1), QUOTED, Not(C))), "any"),
        (Or((A, B)), "any", 0, Or((A, B)), "all"),
        (A, "", 0, A, "all"),
    ],
)
def test_as_many_words_as_find_enough_must_match(
    query: Query, match: str, least: int, expected: Query, decided: str
) -> None:
    assert settle(query, match, Counting(least)) == (expected, decided)
