"""What a query will cost, told before any of it is paid: the postings and positions that answering it may read.

A query over the limit is refused, with a remark: an answer cut short would be wrong without showing it.
"""

from __future__ import annotations

from search.evaluate.clauses import Clause, Condition, Denied, Every, Never, Term, WordForms
from search.evaluate.combining import AllOf, AtLeast, Best, Scaled
from search.evaluate.nearness import Nearby

MOST_STEPS = 40_000_000
"""Postings that one query may read; about two seconds of one processor."""
LOOK_STEPS = 10
"""Postings that comparing one term of a vocabulary with a pattern or a misspelt word is worth."""
_POSITIONS = 12
"""Postings that finding the positions of a word in one article is worth."""


class TooCostly(Exception):
    """The query would read more than one query may."""


def steps(clause: Clause, rows: int) -> int:
    """The most postings that *clause* reads when it is asked about at most *rows* rows."""
    rows = min(clause.documents, rows)
    match clause:
        case Term():
            return rows
        case WordForms():
            return rows + min(clause.surface.documents, rows)
        case Nearby():
            orders = 1 if clause.is_ordered else 1 << (len(clause.operands) - 1)
            positions = _POSITIONS * orders * sum(map(len, clause.operands))
            return rows * positions + sum(steps(word, rows) for word in clause.words)
        case AllOf() | AtLeast() | Best():
            return sum(steps(inner, rows) for inner in clause.clauses)
        case Denied() | Scaled():
            return steps(clause.clause, rows)
        case Condition() | Every() | Never():
            return 0
        case _:
            raise TypeError(clause)
