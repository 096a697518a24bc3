"""The parts of a query, ready to be asked: for all their rows, or which of some rows they match.

The second question is what makes a rare word beside a common one cheap. A clause may give rows that are no longer
alive; whoever asks the whole query leaves them out.
"""

# ruff: noqa: D102 (what the methods promise stands in Clause)

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from search.evaluate.arrays import NO_ROWS
from search.evaluate.bm25 import Saturations
from search.evaluate.matches import DENSE, Matches, rows_of, unscored
from search.evaluate.postings import Counts, Floats, Mask, Places, Rows, TermPostings


class Clause(Protocol):
    """One part of a query over one generation."""

    @property
    def documents(self) -> int:
        """It matches no more rows than this; known before anything is decoded."""

    def find(self) -> Matches:
        """All rows that match."""

    def among(self, rows: Rows) -> tuple[Mask, Floats]:
        """Which of *rows* match, and the scores of those that do."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a term is of the query, for people."""

    text: str
    """The term, or the pattern it stands for."""
    field: str
    form: str
    """``surface`` or ``stem``."""
    share: float
    """That of its form in a word's score."""


@dataclass(frozen=True, slots=True)
class Term:
    """One term in one form, or several scored as one."""

    postings: TermPostings
    saturations: Saturations
    worth: float
    """Its rarity times the share of its form in a word's score."""
    said: Said

    @property
    def documents(self) -> int:
        return self.postings.documents

    def find(self) -> Matches:
        rows = self.postings.rows()
        return Matches(rows, self.scored(rows, self.postings.weights()))

    def among(self, rows: Rows) -> tuple[Mask, Floats]:
        mask, places = self.postings.among(rows)
        return mask, self.scored(rows[mask], self.postings.weights(places))

    def scored(self, rows: Rows, weights: Counts) -> Floats:
        """What *rows*, which hold it so often, score."""
        scores = self.saturations.of(rows, weights)
        scores *= self.worth
        return scores


@dataclass(frozen=True, slots=True)
class WordForms:
    """A word in either form. A written form has one stem: what holds the form holds the stem, at the same place."""

    stem: Term
    surface: Term
    size: int
    """The rows of the archive."""
    is_one: bool
    """Whether the stem stands nowhere in another form: then the one has the rows and frequencies of the other."""

    @property
    def documents(self) -> int:
        return self.stem.documents

    def rows(self) -> Rows:
        """Those that match, without their scores."""
        return self.stem.postings.rows()

    def holds(self, rows: Rows) -> Mask:
        """Which of *rows* match."""
        return self.stem.postings.holds(rows)

    def find(self) -> Matches:
        if self.is_one:
            return self._both.find()
        stem, surface, at = self.parts()
        if at is not None:
            np.add.at(stem.scores, at, surface.scores)
        elif len(surface) == len(stem):
            stem.scores[:] += surface.scores
        elif len(surface) * DENSE >= self.size:
            holds = np.zeros(self.size, np.bool_)
            holds[surface.rows] = True
            np.add.at(stem.scores, np.flatnonzero(holds.take(stem.rows)), surface.scores)
        elif len(surface):
            stem.scores[np.searchsorted(stem.rows, surface.rows)] += surface.scores
        return stem

    def among(self, rows: Rows) -> tuple[Mask, Floats]:
        if self.is_one:
            return self._both.among(rows)
        mask, places = self.stem.postings.among(rows)
        held = rows[mask]
        scores = self.stem.scored(held, self.stem.postings.weights(places))
        if self.surface.documents:
            holds, at = self.surface.postings.shared(self.stem.postings, held, places)
            scores[holds] += self.surface.scored(held[holds], self.surface.postings.weights(at))
        return mask, scores

    def parts(self) -> tuple[Matches, Matches, Places | None]:
        """What the stem matches, what the form matches, and where in the one the other stands, if that is known."""
        stem = self.stem.find()
        holds = self.surface.postings.shared_of_all(self.stem.postings)
        if holds is None:
            return stem, self.surface.find(), None
        at = np.flatnonzero(holds)
        rows = stem.rows.take(at)
        return stem, Matches(rows, self.surface.scored(rows, self.surface.postings.weights())), at

    @property
    def _both(self) -> Term:
        return replace(self.stem, worth=self.stem.worth + self.surface.worth)


@dataclass(frozen=True, slots=True)
class Condition:
    """Rows that are known already: a date, a name."""

    mask: Mask

    @property
    def documents(self) -> int:
        return int(np.count_nonzero(self.mask))

    def find(self) -> Matches:
        return unscored(rows_of(self.mask))

    def among(self, rows: Rows) -> tuple[Mask, Floats]:
        mask = self.mask.take(rows)
        return mask, np.zeros(np.count_nonzero(mask))


@dataclass(frozen=True, slots=True)
class Every:
    """All rows."""

    size: int

    @property
    def documents(self) -> int:
        return self.size

    def find(self) -> Matches:
        return unscored(np.arange(self.size, dtype=np.int32))

    def among(self, rows: Rows) -> tuple[Mask, Floats]:
        return np.ones(len(rows), np.bool_), np.zeros(len(rows))


@dataclass(frozen=True, slots=True)
class Never:
    """No row."""

    documents: int = 0

    def find(self) -> Matches:
        return unscored(NO_ROWS)

    def among(self, rows: Rows) -> tuple[Mask, Floats]:
        return np.zeros(len(rows), np.bool_), np.zeros(0)


@dataclass(frozen=True, slots=True)
class Denied:
    """All rows but those of a clause."""

    clause: Clause
    size: int

    @property
    def documents(self) -> int:
        return self.size

    def find(self) -> Matches:
        mask = np.ones(self.size, np.bool_)
        mask[self.clause.find().rows] = False
        return unscored(rows_of(mask))

    def among(self, rows: Rows) -> tuple[Mask, Floats]:
        mask = ~self.clause.among(rows)[0]
        return mask, np.zeros(np.count_nonzero(mask))
