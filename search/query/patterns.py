"""What a pattern and a misspelt word stand for, one term at a time; the evaluator's arrays follow it."""

from __future__ import annotations

import re
from functools import lru_cache

MOST_EDITS = 2


@lru_cache(maxsize=256)
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of ``?`` and ``*`` as a regular expression for whole terms.

    Between two asterisks the leftmost place is as good as any, so nothing is tried twice: a hostile pattern costs no
    more than its length times the term's.
    """
    return re.compile(expression(pattern, one=".", many=".*?", rest=".*"), re.DOTALL)


def expression(pattern: str, one: str, many: str, rest: str) -> str:
    """*pattern* in the words of a regular expression; *rest* is *many* where nothing follows."""
    first, *inner = re.split(r"\*+", pattern)
    found = _literal(first, one)
    if not inner:
        return found
    *middle, last = inner
    found += "".join(f"(?>{many}{_literal(part, one)})" for part in middle)
    return found + rest + _literal(last, one)


def _literal(part: str, one: str) -> str:
    return "".join(one if character == "?" else re.escape(character) for character in part)


def matches(pattern: str, term: str) -> bool:
    """Whether the whole of *term* is of this pattern."""
    return compiled(pattern).fullmatch(term) is not None


def is_within(term: str, word: str, edits: int) -> bool:
    """Whether *edits* letters left out, put in, changed or swapped with their neighbour make *word* of *term*.

    Damerau's distance as optimal string alignment: no letter is touched twice. Source: Boytsov, Indexing methods for
    approximate dictionary searching, ACM JEA 16 (2011), section 2.
    """
    if abs(len(term) - len(word)) > edits:
        return False
    before: list[int] = []
    row = list(range(len(word) + 1))
    for i, letter in enumerate(term, 1):
        two_before, before, row = before, row, [i]
        for j, wanted in enumerate(word, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == word[j - 2] and term[i - 2] == wanted:
                cost = min(cost, two_before[j - 2] + 1)
            row.append(cost)
        if min(row) > edits and min(before) > edits:
            return False
    return row[-1] <= edits
