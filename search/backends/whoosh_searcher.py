"""One generation of an archive, searched: Whoosh's postings, our columns, our evaluator."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index import analysis, columns, generation
from index.archive import StoredArticle, open_archive
from index.errors import ArchiveUnusable
from index.schema import FACETS
from search.backends.whoosh_segment import WhooshPostings
from search.evaluate.counting import dates, facet
from search.evaluate.evaluator import Evaluator, Matches
from search.evaluate.filtering import DATE, masks, narrowed
from search.evaluate.names import spaced
from search.evaluate.settling import settle
from search.query.tree import Query
from search.request import Filters, Window
from search.results import Found, NameRef, Results

REMEMBERED = 64
"""Queries whose matches are kept: paging and facet clicks ask the same words again."""


class WhooshSearcher:
    """See search.backends.Searcher. Safe to use from several threads."""

    def __init__(self, directory: Path) -> None:
        self._archive = open_archive(directory, read_only=True)
        try:
            self._open(directory)
        except BaseException:
            self._archive.close()
            raise
        self._evaluator = Evaluator(self._postings)
        self._remembered: OrderedDict[Query, Matches] = OrderedDict()
        self._lock = threading.Lock()

    def _open(self, directory: Path) -> None:
        opened = generation.open_current(directory)
        if opened.manifest.analysis != analysis.fingerprint():
            raise ArchiveUnusable(f"{directory}: the index was analysed by other rules; run: python -m index rebuild")
        self.generation = opened.number
        self.is_current = opened.is_current
        self.total = opened.manifest.articles
        self._columns = columns.read(opened.path)
        self._postings = WhooshPostings(opened.path, self._columns)

    def settle(self, query: Query, match: str) -> tuple[Query, str]:
        """Decide which words may be missing."""
        return settle(query, match, lambda inner: int(self._matches(inner).mask.sum()))

    def run(self, query: Query, filters: Filters, sort: str, page: Window, facets: int) -> Results:
        """Evaluate, filter, order, count."""
        matches = self._matches(query)
        by_field = masks(filters, self._columns)
        mask = narrowed(matches.mask, by_field)
        rows = np.flatnonzero(mask)
        ordered = self._ordered(rows, matches, sort)[page.start : page.start + page.size]
        return Results(
            total=len(rows),
            found=tuple(self._found(int(row), round(float(matches.scores[row]), 6)) for row in ordered),
            facets={
                name: facet(
                    self._columns.values[name],
                    narrowed(matches.mask, by_field, without=name),
                    filters.chosen.get(name, frozenset()),
                    facets,
                )
                for name in FACETS
            },
            dates=dates(self._columns, narrowed(matches.mask, by_field, without=DATE), filters),
        )

    def resolve(self, field: str, text: str) -> tuple[str, str] | None:
        """By id, else by name without regard to case, accents and punctuation."""
        column = self._columns.values[field]
        if text in column.ordinal_of:
            return text, column.names[column.ordinal_of[text]]
        wanted = spaced(text)
        return next(((i, n) for i, n in zip(column.ids, column.names, strict=True) if spaced(n) == wanted), None)

    def find(self, key: str) -> Found | None:
        """One article by its public identifier."""
        row = self._columns.row_of.get(key)
        return None if row is None else self._found(row, 0.0)

    def articles(self, versions: Sequence[int]) -> dict[int, StoredArticle]:
        """The stored texts of these versions."""
        return self._archive.versions(versions)

    def close(self) -> None:
        """Let go of files and connections."""
        self._postings.close()
        self._archive.close()

    def _matches(self, query: Query) -> Matches:
        with self._lock:
            if query in self._remembered:
                self._remembered.move_to_end(query)
                return self._remembered[query]
        matches = self._evaluator.evaluate(query)
        with self._lock:
            self._remembered[query] = matches
            if len(self._remembered) > REMEMBERED:
                self._remembered.popitem(last=False)
        return matches

    def _ordered(self, rows: npt.NDArray[np.int64], matches: Matches, sort: str) -> npt.NDArray[np.int64]:
        """Rows in the order asked for; ties by key. Undated articles are the last in either order of dates."""
        day = self._columns.day[rows].astype(np.int64)
        match sort:
            case "newest":
                primary: npt.NDArray[np.generic] = -day
            case "oldest":
                primary = np.where(day == 0, np.iinfo(np.int64).max, day)
            case _:
                primary = -np.round(matches.scores[rows], 6)
        return rows[np.lexsort((self._columns.key_ranks[rows], primary))]

    def _found(self, row: int, score: float) -> Found:
        return Found(
            key=self._columns.keys[row],
            version=int(self._columns.version[row]),
            score=score,
            persons=self._names("person", row),
            places=self._names("place", row),
            organisations=self._names("organisation", row),
        )

    def _names(self, field: str, row: int) -> tuple[NameRef, ...]:
        return tuple(NameRef(id_, name) for id_, name in self._columns.values[field].of(row))
