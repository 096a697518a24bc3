"""Queries -> ranked articles, under one setting of everything that has a weight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from bench.ranking.collection import Collection, Form
from index.analysis import analyse
from index.document import TITLE_WEIGHT
from search.evaluate import bm25
from search.evaluate.bm25 import idf, kept_lengths
from search.evaluate.planning import STEM_WEIGHT, SURFACE_WEIGHT
from search.evaluate.settling import ENOUGH

DEPTH = 50
"""Articles of a ranking."""
LOOKED_AT = 100
"""Articles whose positions are looked at."""

Floats = npt.NDArray[np.float64]
Word = tuple[str, str]
"""Surface and stem."""


@dataclass(frozen=True, slots=True)
class Setting:
    """As shipped, but for neighbours, unless told otherwise."""

    surface: float = SURFACE_WEIGHT
    stem: float = STEM_WEIGHT
    parts: tuple[float, float, float] = (TITLE_WEIGHT, 1.0, 1.0)
    """Title, first paragraph, the rest: within one frequency and one length."""
    are_apart: bool = False
    """Instead, a BM25 for the title and one for the rest, with their lengths, the title's times its weight."""
    k1: float = bm25.K1
    b: float = bm25.B
    near: float = 0.0
    """Weight of neighbouring words of the query that stand within *window* of each other."""
    window: int = 1
    fresh: float = 0.0
    """Share by which the newest article's score is raised, halving every *half_life* days."""
    half_life: float = 365.0
    all_words: bool = True
    """As many words must match as leave ten articles; else any will do."""


class Ranker:
    """Answers under one setting with one stemmer."""

    def __init__(self, collection: Collection, surfaces: Form, stems: Form, setting: Setting) -> None:
        self._collection = collection
        self._setting = setting
        self._neighbours = stems
        forms = ((surfaces, setting.surface, 0), (stems, setting.stem, 1))
        self._forms = [(form, share, side) for form, share, side in forms if share]
        weights = np.array(setting.parts)
        fields = (weights * (1, 0, 0) / weights[0], weights * (0, 1, 1)) if setting.are_apart else (weights,)
        shares = (weights[0], 1.0) if setting.are_apart else (1.0,)
        self._fields = [
            (field, share, self._norms(collection.lengths @ field)) for field, share in zip(fields, shares, strict=True)
        ]

    def ranked(self, words: Sequence[Word]) -> list[int]:
        """The best DEPTH rows; ties by key."""
        scores, matched = self._scores(words)
        held = np.flatnonzero(scores > 0)
        if self._setting.all_words:
            held = held[matched[held] >= _least(matched[held], len(words))]
        found = scores[held] * self._freshness(held)
        near = held[np.argsort(-found, kind="stable")[: LOOKED_AT if self._setting.near else DEPTH]]
        raised = scores[near] + np.array([self._nearness(int(row), words) for row in near])
        best = dict(zip(near.tolist(), (raised * self._freshness(near)).tolist(), strict=True))
        return sorted(best, key=lambda row: (-round(best[row], 6), self._collection.keys[row]))[:DEPTH]

    def _scores(self, words: Sequence[Word]) -> tuple[Floats, npt.NDArray[np.int32]]:
        scores = np.zeros(len(self._collection.keys))
        matched = np.zeros(len(scores), np.int32)
        for word in words:
            holds = np.zeros(len(scores), np.bool_)
            for form, share, side in self._forms:
                self._add(form, word[side], share, scores, holds)
            matched += holds
        return scores, matched

    def _add(self, form: Form, term: str, share: float, scores: Floats, holds: npt.NDArray[np.bool_]) -> None:
        where = form.of(term)
        for field, worth, norms in self._fields:
            weights = form.frequencies[where] @ field
            held = weights > 0
            rows = form.rows[where][held]
            tf = weights[held]
            scores[rows] += worth * share * idf(len(scores), len(rows)) * tf / (tf + norms[rows])
            holds[rows] = True

    def _norms(self, lengths: Floats) -> Floats:
        kept = kept_lengths(np.rint(lengths).astype(np.int64))
        setting, average = self._setting, max(float(lengths.mean()), 1.0)
        norms: Floats = setting.k1 * (1 - setting.b + setting.b * kept.astype(np.float64) / average)
        return norms

    def _freshness(self, rows: npt.NDArray[np.integer]) -> Floats:
        days = self._collection.days
        age = np.where(days[rows] > 0, days.max() - days[rows], 1e9)
        return 1.0 + self._setting.fresh * 0.5 ** (age / self._setting.half_life)

    def _nearness(self, row: int, words: Sequence[Word]) -> float:
        """BM25 of how often two neighbours of the query stand so in the article, by their stems."""
        if not self._setting.near:
            return 0.0
        starts = self._collection.starts
        standing = self._neighbours.of_surface[self._collection.tokens[starts[row] : starts[row + 1]]]
        total = 0.0
        for (_, one), (_, other) in pairwise(words):
            numbers = [self._neighbours.numbers.get(stem, -1) for stem in (one, other)]
            at, behind = (np.flatnonzero(standing == number) for number in numbers)
            steps = behind[None, :] - at[:, None]
            tf = float(np.count_nonzero((steps > 0) & (steps <= self._setting.window)))
            rarest = min(_documents(self._neighbours, stem) for stem in (one, other))
            total += idf(len(starts) - 1, rarest) * tf / (tf + self._fields[-1][2][row])
        return self._setting.near * total


def words_of(query: str, stem: Callable[[str], str] | None = None) -> list[Word]:
    """The words of a query, stemmed by *stem* or, without it, as the project does."""
    tokens = analyse(query)
    return [(token.surface, stem(token.surface) if stem else token.stems[0]) for token in tokens]


def _documents(form: Form, term: str) -> int:
    where = form.of(term)
    return int(where.stop) - int(where.start)


def _least(matched: npt.NDArray[np.int32], words: int) -> int:
    return next((n for n in range(words, 1, -1) if np.count_nonzero(matched >= n) >= ENOUGH), 1)
