"""The query tree, evaluated over postings: which rows match, and how well; the cost follows the hits.

A word matches in either form; a phrase in the surface form only, and scores as its words do; a condition scores
nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.analysis import SHIPPED, Analyser
from search.evaluate.budget import MOST_STEPS, TooCostly, steps
from search.evaluate.clauses import Clause
from search.evaluate.closeness import parts_gained, raised
from search.evaluate.combining import AllOf, tallied
from search.evaluate.explaining import parts
from search.evaluate.matches import NO_MATCHES, Matches, Tally
from search.evaluate.planning import Plan, Sources
from search.evaluate.postings import Postings
from search.query import remarks
from search.query.tree import Query, Words
from search.results import ScorePart


class Evaluator:
    """Evaluates query trees over the postings of one generation; safe to use from several threads."""

    def __init__(self, postings: Postings, analyser: Analyser = SHIPPED) -> None:
        """*analyser*: the one that the postings were made with."""
        self.sources = Sources(postings, analyser)

    def evaluate(self, query: Query) -> Matches:
        """The rows that match *query*, dead ones left out; none, with a remark, when finding them costs too much."""
        plan = Plan(self.sources)
        try:
            (clause,) = self._affordable(plan, [query])
        except TooCostly:
            return Matches(NO_MATCHES.rows, NO_MATCHES.scores, (remarks.too_costly(),))
        found = self._alive(clause.find())
        return Matches(found.rows, found.scores, tuple(plan.remarks))

    def explain(self, query: Query, row: int, *, is_raised: bool = False) -> tuple[ScorePart, ...]:
        """What the score of *row* is the sum of; nothing when finding that out costs too much.

        *is_raised*: with what ``ranked`` added to it.
        """
        try:
            (clause,) = self._affordable(Plan(self.sources), [query])
        except TooCostly:
            return ()
        return (*parts(clause, row), *(parts_gained(query, Plan(self.sources), row) if is_raised else ()))

    def ranked(self, found: Matches, query: Query) -> Matches:
        """*found*, the matches of *query*, with what the best of them gain by words side by side (closeness.py)."""
        return raised(found, query, Plan(self.sources))

    def tally(self, words: Words, conditions: Sequence[Query]) -> Tally | None:
        """How many of *words* each row matches, among those that match all *conditions*; each word is asked once.

        None when that costs too much.
        """
        try:
            clauses = self._affordable(Plan(self.sources), [*words.children, *conditions])
        except TooCostly:
            return None
        n = len(words.children)
        found = tallied(clauses[:n], self.sources.size)
        bounds = AllOf(tuple(clauses[n:])) if conditions else None
        if len(self.sources.dead):
            found = found.where(self.sources.columns.alive.take(found.rows))
        if bounds:
            mask, scores = bounds.among(found.rows)
            found = found.where(mask).raised(scores)
        return found

    def _affordable(self, plan: Plan, queries: Sequence[Query]) -> list[Clause]:
        clauses = [plan.clause(query) for query in queries]
        if sum(steps(clause, self.sources.size) for clause in clauses) > MOST_STEPS:
            raise TooCostly
        return clauses

    def _alive(self, found: Matches) -> Matches:
        return found.where(self.sources.columns.alive.take(found.rows)) if len(self.sources.dead) else found
