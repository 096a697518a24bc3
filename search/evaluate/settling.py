"""Which words of a query may be missing: decided once, from the query alone, before any filter is applied.

So a facet's count stays the number of hits after the click, and the decision can stand in the URL.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from search.query.shape import all_of
from search.query.tree import And, Near, Phrase, Query, Words

ENOUGH = 10
"""Fewer articles than this with all words: articles that miss some are shown too."""


class Found(Protocol):
    """How many articles match, asked of an index."""

    def count(self, query: Query) -> int:
        """How many articles match *query*."""

    def counter(self, words: Words, conditions: Sequence[Query]) -> Callable[[int], int] | None:
        """How many articles match all *conditions* and at least so many of *words*, each looked up once.

        None when counting costs too much.
        """


def settle(query: Query, match: str, found: Found) -> tuple[Query, str]:
    """*query* with the number of words that must match fixed, and what was decided: ``all`` or ``any``.

    *match* is the reader's wish: ``all``, ``any`` or ``""`` for whichever finds enough.
    """
    match query:
        case Words(children):
            return _settled(children, (), match, found)
        case And((Words(children), *conditions)):
            return _settled(children, tuple(conditions), match, found)
        case _:
            return query, "all"


def _settled(children: tuple[Query, ...], conditions: tuple[Query, ...], match: str, found: Found) -> tuple[Query, str]:
    """Quotation marks bind: what stands between them, or near something, may never be missing."""
    bound = tuple(child for child in children if isinstance(child, Phrase | Near))
    words = Words(tuple(child for child in children if not isinstance(child, Phrase | Near)))
    conditions = (*bound, *conditions)
    if len(words.children) < 2:
        return _all((*words.children, *conditions)), "all"
    strict = _all((words, *conditions))
    if match == "all" or (match == "" and found.count(strict) >= ENOUGH):
        return strict, "all"
    count = found.counter(words, conditions)
    if count is None:
        return strict, "all"
    least = next(n for n in range(len(words.children) - 1, 0, -1) if count(n) >= ENOUGH or n == 1)
    return _all((replace(words, least=least), *conditions)), "any"


def _all(parts: Sequence[Query]) -> Query:
    return all_of(parts) or Words(())
