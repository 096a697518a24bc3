"""Parts of a query put together: what all of them match, so many of them, or any."""

# ruff: noqa: D102 (what the methods promise stands in Clause)

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from search.evaluate.clauses import Clause, Denied, WordForms
from search.evaluate.matches import DENSE, Matches, Tally, summed, tally
from search.evaluate.postings import Floats, Mask, Rows


@dataclass(frozen=True, slots=True)
class AllOf:
    """What every clause matches: the rarest is asked for its rows, each other which of them are left."""

    clauses: tuple[Clause, ...]

    @property
    def documents(self) -> int:
        return min(clause.documents for clause in self.clauses)

    def find(self) -> Matches:
        first, *others = sorted(self.clauses, key=_cost)
        if not isinstance(first, WordForms):
            found = first.find()
            mask, scores = _all_match(others, found.rows)
            return Matches(found.rows[mask], found.scores[mask] + scores)
        rows = first.rows()
        mask, scores = _all_match(others, rows)
        rows = rows[mask]
        return Matches(rows, scores + first.among(rows)[1])

    def among(self, rows: Rows) -> tuple[Mask, Floats]:
        return _all_match(sorted(self.clauses, key=_cost), rows)


def _all_match(clauses: Sequence[Clause], rows: Rows) -> tuple[Mask, Floats]:
    """Which of *rows* all *clauses* match, and the sums of their scores; words score only what is left in the end."""
    mask, sums = np.ones(len(rows), np.bool_), np.zeros(len(rows))
    for clause in clauses:
        if isinstance(clause, WordForms):
            holds = clause.holds(rows[mask])
            sums = sums[holds]
        else:
            holds, scores = clause.among(rows[mask])
            sums = sums[holds] + scores
        mask[mask] = holds
    left = rows[mask]
    for word in clauses:
        if isinstance(word, WordForms):
            sums += word.among(left)[1]
    return mask, sums


def _cost(clause: Clause) -> tuple[int, bool]:
    return clause.documents, isinstance(clause, Denied)


@dataclass(frozen=True, slots=True)
class AtLeast:
    """What so many of the clauses match."""

    clauses: tuple[Clause, ...]
    least: int
    size: int

    @property
    def documents(self) -> int:
        return min(self.size, sum(clause.documents for clause in self.clauses))

    def find(self) -> Matches:
        """What *least* of n match, one of the n - least + 1 rarest matches: only those give all their rows."""
        if self.least == 1 and sum(clause.documents for clause in self.clauses) * DENSE >= self.size:
            return summed((found for clause in self.clauses for found in _parts(clause)), self.size)
        rarest = sorted(self.clauses, key=_cost)
        many = len(rarest) - self.least + 1
        found = tally([clause.find() for clause in rarest[:many]], self.size)
        counts, sums = found.counts.astype(np.int32), found.scores.copy()
        for clause in rarest[many:]:
            _add(clause, found.rows, counts, sums)
        return Tally(found.rows, counts, sums).at_least(self.least)

    def among(self, rows: Rows) -> tuple[Mask, Floats]:
        counts, sums = np.zeros(len(rows), np.int32), np.zeros(len(rows))
        for clause in self.clauses:
            _add(clause, rows, counts, sums)
        mask = counts >= self.least
        return mask, sums[mask]


@dataclass(frozen=True, slots=True)
class Scaled:
    """A clause whose scores count for less."""

    clause: Clause
    factor: float

    @property
    def documents(self) -> int:
        return self.clause.documents

    def find(self) -> Matches:
        found = self.clause.find()
        return Matches(found.rows, self.factor * found.scores)

    def among(self, rows: Rows) -> tuple[Mask, Floats]:
        mask, scores = self.clause.among(rows)
        return mask, self.factor * scores


@dataclass(frozen=True, slots=True)
class Best:
    """What any of the clauses matches, with the score of the best of them there."""

    clauses: tuple[Clause, ...]
    size: int

    @property
    def documents(self) -> int:
        return min(self.size, sum(clause.documents for clause in self.clauses))

    def find(self) -> Matches:
        found = [clause.find() for clause in self.clauses]
        rows = np.unique(np.concatenate([one.rows for one in found]))
        scores = np.zeros(len(rows))
        for one in found:
            at = np.searchsorted(rows, one.rows)
            scores[at] = np.maximum(scores[at], one.scores)
        return Matches(rows, scores)

    def among(self, rows: Rows) -> tuple[Mask, Floats]:
        mask, scores = np.zeros(len(rows), np.bool_), np.zeros(len(rows))
        for clause in self.clauses:
            holds, found = clause.among(rows)
            mask |= holds
            scores[holds] = np.maximum(scores[holds], found)
        return mask, scores[mask]


def _parts(clause: Clause) -> Iterator[Matches]:
    """Matches whose scores add up to those of *clause*."""
    if isinstance(clause, WordForms) and not clause.is_one:
        yield from clause.parts()[:2]
    else:
        yield clause.find()


def _add(clause: Clause, rows: Rows, counts: np.ndarray[tuple[int], np.dtype[np.int32]], sums: Floats) -> None:
    mask, scores = clause.among(rows)
    counts[mask] += 1
    sums[mask] += scores


def tallied(clauses: Sequence[Clause], size: int) -> Tally:
    """Each of the clauses, asked once."""
    return tally([clause.find() for clause in clauses], size)
