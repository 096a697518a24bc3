"""The query tree, evaluated over postings: which rows match, and how well.

Written for clarity over one generation: every node gives a mask and scores over all rows. A word matches in either
form; a phrase in the surface form only, and scores as its words do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import assert_never

import numpy as np

from index.analysis import Token, analyse
from index.document import TITLE_WEIGHT
from index.schema import BY_NAME, Kind
from search.evaluate.bm25 import Floats, idf, norms, saturation
from search.evaluate.names import NameIndex
from search.evaluate.postings import Mask, Postings, TermPostings
from search.query.tree import And, Days, Everything, Not, Nothing, Or, Phrase, Prefix, Query, Word, Words

SURFACE_WEIGHT, STEM_WEIGHT = 0.4, 1.0
"""Share of the two forms in a word's score; docs/decisions/analysis.md: the optimum is flat between 1:2 and 1:4."""
MOST_EXPANSIONS = 1_000
"""Terms a prefix may stand for; of more, those that come first are taken."""


@dataclass(frozen=True, slots=True)
class Matches:
    """Rows that match and how well; arrays of shape (rows,), scores 0 where the mask is False."""

    mask: Mask
    scores: Floats


class Evaluator:
    """Evaluates query trees over the postings of one generation; safe to use from several threads."""

    def __init__(self, postings: Postings) -> None:
        columns = postings.columns
        self._postings = postings
        self._columns = columns
        self._names = NameIndex(columns)
        self._documents = int(columns.alive.sum())
        self._norms = {
            "text": norms(columns.text_length, _average(columns.text_length, columns.alive)),
            "title": norms(columns.title_length, _average(columns.title_length, columns.alive)),
        }

    def evaluate(self, query: Query) -> Matches:
        """The rows that match *query*, dead ones left out."""
        found = self._node(query)
        mask = found.mask & self._columns.alive
        return Matches(mask, np.where(mask, found.scores, 0.0))

    def count(self, query: Query) -> int:
        """How many articles match *query*."""
        return int(self.evaluate(query).mask.sum())

    def _node(self, query: Query) -> Matches:  # noqa: C901, PLR0911 (one case per node)
        match query:
            case Word(text, field) | Phrase(text, field) | Prefix(text, field) if BY_NAME[field].kind is not Kind.TEXT:
                return self._unscored(self._names.mask(field, text, is_prefix=isinstance(query, Prefix)))
            case Word(text, field):
                return self._word(analyse(text), field)
            case Phrase(text, field):
                return self._phrase(analyse(text), field)
            case Prefix(text, field):
                return self._prefix(analyse(text), field)
            case Days(first, last):
                return self._unscored(self._days(first.toordinal() if first else 1, last.toordinal() if last else None))
            case Words(children, least):
                return _at_least(self._nodes(children), least or len(children))
            case And(children):
                return _at_least(self._nodes(children), len(children))
            case Or(children):
                return _at_least(self._nodes(children), 1)
            case Not(child):
                return self._unscored(~self._node(child).mask)
            case Everything():
                return self._unscored(np.ones(len(self._columns), np.bool_))
            case Nothing():
                return self._nothing()
            case _:
                assert_never(query)

    def _nodes(self, children: Sequence[Query]) -> list[Matches]:
        return [self._node(child) for child in children]

    def _unscored(self, mask: Mask) -> Matches:
        return Matches(mask, np.zeros(len(mask)))

    def _nothing(self) -> Matches:
        return self._unscored(np.zeros(len(self._columns), np.bool_))

    def _days(self, first: int, last: int | None) -> Mask:
        day = self._columns.day
        after: Mask = day >= max(first, 1)
        return after if last is None else after & (day <= last)

    def _word(self, tokens: Sequence[Token], field: str) -> Matches:
        """A typed word that the analyser takes apart (``02091-C``) matches as the phrase of its parts."""
        if len(tokens) != 1:
            return self._phrase(tokens, field)
        surface = self._term(field, "surface", tokens[0].surface)
        stem = self._term(field, "stem", tokens[0].stems[0])
        return Matches(surface.mask | stem.mask, SURFACE_WEIGHT * surface.scores + STEM_WEIGHT * stem.scores)

    def _term(self, field: str, form: str, term: str) -> Matches:
        return self._scored(field, self._weights(field, form, term))

    def _weights(self, field: str, form: str, term: str) -> Floats:
        """Weight of *term* per row; 0 where it does not occur."""
        if field != "body":
            return self._spread(self._postings.term(field, form, term))
        whole = self._spread(self._postings.term("text", form, term))
        title = self._spread(self._postings.term("title", form, term))
        return np.maximum(whole - TITLE_WEIGHT * title, 0.0)

    def _spread(self, found: TermPostings) -> Floats:
        weights = np.zeros(len(self._columns))
        weights[found.rows] = found.weights
        return weights

    def _scored(self, field: str, weights: Floats) -> Matches:
        mask = weights > 0
        norm = self._norms["title" if field == "title" else "text"]
        rarity = idf(self._documents, int((mask & self._columns.alive).sum()))
        return Matches(mask, rarity * saturation(weights, norm))

    def _prefix(self, tokens: Sequence[Token], field: str) -> Matches:
        """All forms that begin so, scored as if they were one term."""
        if len(tokens) != 1:
            return self._phrase(tokens, field)
        source = "title" if field == "title" else "text"
        terms = self._postings.prefixed(source, "surface", tokens[0].surface)[:MOST_EXPANSIONS]
        weights = [self._weights(field, "surface", term) for term in terms]
        return self._scored(field, reduce(np.add, weights)) if weights else self._nothing()

    def _phrase(self, tokens: Sequence[Token], field: str) -> Matches:
        if not tokens:
            return self._nothing()
        words = [self._word([token], field) for token in tokens]
        mask = self._adjacent([token.surface for token in tokens], field)
        return Matches(mask, np.where(mask, reduce(np.add, [word.scores for word in words]), 0.0))

    def _adjacent(self, surfaces: Sequence[str], field: str) -> Mask:
        """Rows where the surface terms stand one after the other."""
        source = "title" if field == "title" else "text"
        starts: np.ndarray[tuple[int], np.dtype[np.int64]] | None = None
        for offset, surface in enumerate(surfaces):
            found = self._postings.positions(source, "surface", surface)
            if field == "body":
                is_body = found.positions >= self._columns.title_length[found.rows]
                keys = _keys(found.rows[is_body], found.positions[is_body] - offset)
            else:
                keys = _keys(found.rows, found.positions - offset)
            starts = keys if starts is None else np.intersect1d(starts, keys, assume_unique=True)
        mask = np.zeros(len(self._columns), np.bool_)
        if starts is not None:
            mask[starts >> 32] = True
        return mask


def _keys(
    rows: np.ndarray[tuple[int], np.dtype[np.int64]], positions: np.ndarray[tuple[int], np.dtype[np.int64]]
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Row and position in one number; occurrences before the start of a text are left out."""
    keep = positions >= 0
    return (rows[keep] << 32) | positions[keep]


def _at_least(found: Sequence[Matches], least: int) -> Matches:
    """Rows that at least *least* of the children match; the scores of those that do are added."""
    counts = reduce(np.add, [child.mask.astype(np.int16) for child in found])
    mask = counts >= least
    scores = reduce(np.add, [child.scores for child in found])
    return Matches(mask, np.where(mask, scores, 0.0))


def _average(lengths: np.ndarray[tuple[int], np.dtype[np.int32]], alive: Mask) -> float:
    return float(lengths[alive].mean()) if alive.any() else 0.0
