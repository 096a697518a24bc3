"""The words that an article is about, and the query that finds others about the same."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable

from index.analysis import Token, analyse
from index.article import Article
from index.document import TITLE_WEIGHT
from search.query.tree import Word, Words

MOST = 20
SHORTEST = 4
LEAST_SHARE = 0.3
"""Share of the key terms that a similar article holds."""
COMMON = 0.1
"""A word in more than this share of the articles says little of any."""
READ = 20_000
"""Characters of a body that are looked at."""


def key_terms(article: Article, total: int, frequency: Callable[[str], int]) -> tuple[str, ...]:
    """The words by which *article* differs from the *total* articles of its archive, the most telling first.

    A word weighs tf / (tf + 1.2) times its idf, as in BM25, the title's words counted as in the index; of the forms of
    one stem the most frequent stands for all.
    """
    title, body = analyse(article.title), analyse(article.body[:READ])
    forms: dict[str, Counter[str]] = {}
    for tokens, weight in ((title, TITLE_WEIGHT), (body, 1)):
        for token in _telling(tokens):
            forms.setdefault(token.stems[0], Counter())[token.surface] += weight
    weights: dict[str, float] = {}
    for counts in forms.values():
        surface = max(counts, key=lambda form: (counts[form], form))
        held = frequency(surface)
        if 1 < held <= max(COMMON * total, 2):
            tf = counts.total()
            weights[surface] = tf / (tf + 1.2) * math.log(1 + (total - held + 0.5) / (held + 0.5))
    return tuple(sorted(weights, key=lambda word: (-weights[word], word))[:MOST])


def similar_to(terms: Iterable[str]) -> Words:
    """The query for articles that hold enough of *terms*."""
    words = tuple(map(Word, terms))
    return Words(words, max(1, math.ceil(LEAST_SHARE * len(words))))


def _telling(tokens: Iterable[Token]) -> Iterable[Token]:
    return (token for token in tokens if len(token.surface) >= SHORTEST and any(map(str.isalpha, token.surface)))
