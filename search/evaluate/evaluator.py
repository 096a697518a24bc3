"""The query tree, evaluated over postings: which rows match, and how well; the cost follows the hits.

A word matches in either form; a phrase in the surface form only, and scores as its words do; a condition scores
nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from search.evaluate.budget import MOST_STEPS, steps
from search.evaluate.clauses import AllOf, tallied
from search.evaluate.matches import NO_MATCHES, Matches, Tally
from search.evaluate.planning import Plan, Sources
from search.evaluate.postings import Postings
from search.query import remarks
from search.query.tree import Query, Words


class Evaluator:
    """Evaluates query trees over the postings of one generation; safe to use from several threads."""

    def __init__(self, postings: Postings) -> None:
        self._sources = Sources(postings)

    def evaluate(self, query: Query) -> Matches:
        """The rows that match *query*, dead ones left out; none, with a remark, when finding them costs too much."""
        plan = Plan(self._sources)
        clause = plan.clause(query)
        if steps(clause, self._sources.size) > MOST_STEPS:
            return Matches(NO_MATCHES.rows, NO_MATCHES.scores, (remarks.too_costly(),))
        found = self._alive(clause.find())
        return Matches(found.rows, found.scores, tuple(plan.remarks))

    def tally(self, words: Words, conditions: Sequence[Query]) -> Tally:
        """How many of *words* each row matches, among those that match all *conditions*; each word is asked once."""
        plan = Plan(self._sources)
        clauses = [plan.clause(child) for child in words.children]
        bounds = AllOf(tuple(plan.clause(condition) for condition in conditions)) if conditions else None
        costs = sum(steps(clause, self._sources.size) for clause in clauses)
        if costs + (steps(bounds, self._sources.size) if bounds else 0) > MOST_STEPS:
            return Tally(NO_MATCHES.rows, NO_MATCHES.rows, NO_MATCHES.scores)
        found = tallied(clauses, self._sources.size)
        if len(self._sources.dead):
            found = found.where(self._sources.columns.alive.take(found.rows))
        if bounds:
            mask, scores = bounds.among(found.rows)
            found = found.where(mask).raised(scores)
        return found

    def _alive(self, found: Matches) -> Matches:
        return found.where(self._sources.columns.alive.take(found.rows)) if len(self._sources.dead) else found
