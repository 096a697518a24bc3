"""Which words of a query may be missing: decided once, from the query alone, before any filter is applied.

So a facet's count stays the number of hits after the click, and the decision can stand in the URL.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from search.query.tree import And, Phrase, Query, Words

ENOUGH = 10
"""Fewer articles than this with all words: articles that miss some are shown too."""


def settle(query: Query, match: str, count: Callable[[Query], int]) -> tuple[Query, str]:
    """*query* with the number of words that must match fixed, and what was decided: ``all`` or ``any``.

    *match* is the reader's wish: ``all``, ``any`` or ``""`` for whichever finds enough; *count* counts matches.
    """
    match query:
        case Words(children) if any(isinstance(child, Phrase) for child in children):
            return settle(_with_phrases_required(children), match, count)
        case Words(children):
            settled = _settled(query, len(children), match, count)
            return settled, "any" if settled.least else "all"
        case And((Words() as words, *rest)):
            inner, decided = settle(words, match, lambda part: count(And((part, *rest))))
            return And((inner, *rest)), decided
        case _:
            return query, "all"


def _settled(words: Words, n: int, match: str, count: Callable[[Query], int]) -> Words:
    if match == "all" or (match == "" and count(words) >= ENOUGH):
        return words
    for least in range(n - 1, 1, -1):
        if count(relaxed := replace(words, least=least)) >= ENOUGH:
            return relaxed
    return replace(words, least=1)


def _with_phrases_required(children: tuple[Query, ...]) -> Query:
    """Quotation marks bind: what stands between them may never be missing."""
    phrases = tuple(child for child in children if isinstance(child, Phrase))
    words = tuple(child for child in children if not isinstance(child, Phrase))
    if len(words) < 2:
        return And(children)
    return And((Words(words), *phrases))
