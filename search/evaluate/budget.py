"""What a query will cost, told before any of it is paid: the postings and positions that answering it may read.

A query over the limit is refused, with a remark: an answer cut short would be wrong without showing it.
"""

from __future__ import annotations

from search.evaluate.clauses import (
    AllOf,
    AtLeast,
    Clause,
    Condition,
    Denied,
    Every,
    Never,
    Term,
    WordForms,
)
from search.evaluate.nearness import Nearby

MOST_STEPS = 100_000_000
"""Postings that one query may read."""
_POSITIONS = 8
"""Postings that finding the positions of a word in one article is worth."""


def steps(clause: Clause, rows: int) -> int:
    """The most postings that *clause* reads when it is asked about at most *rows* rows."""
    rows = min(clause.documents, rows)
    match clause:
        case Term():
            return rows
        case WordForms():
            return rows + min(clause.surface.documents, rows)
        case Nearby():
            return rows * sum(_POSITIONS * len(operand) for operand in clause.operands) + sum(
                steps(word, rows) for word in clause.words
            )
        case AllOf() | AtLeast():
            return sum(steps(inner, rows) for inner in clause.clauses)
        case Denied():
            return steps(clause.clause, rows)
        case Condition() | Every() | Never():
            return 0
        case _:
            raise TypeError(clause)
