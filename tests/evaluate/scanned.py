"""Postings by a linear scan over documents: the seam fulfilled by plain lists, without any engine."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import numpy.typing as npt

from index.analysis import Terms
from index.columns import Columns
from index.document import TITLE_WEIGHT, Document, body_start
from search.evaluate.arrays import found_among, slices
from search.evaluate.postings import Counts, Mask, Occurrences, Places, Rows, TermPostings

Held = dict[str, dict[int, list[int]]]
"""Term -> row -> positions."""


class Scanned:
    """The postings of *documents*; see search.evaluate.postings.Postings."""

    def __init__(self, documents: Sequence[Document], columns: Columns) -> None:
        self.columns = columns
        self._documents = documents
        self._held = cache(self._scan)

    def term(self, field: str, form: str, term: str) -> TermPostings:
        """One term."""
        return self.together(field, form, (term,))

    def together(self, field: str, form: str, terms: tuple[str, ...]) -> TermPostings:
        """Several terms as one."""
        by_row: dict[int, list[int]] = defaultdict(list)
        for term in terms:
            for row, positions in self._held(field, form).get(term, {}).items():
                by_row[row] += positions
        rows = sorted(by_row)
        counts = np.array([len(by_row[row]) for row in rows], np.uint32)
        places = np.array([at for row in rows for at in sorted(by_row[row])], np.uint32)
        weights = np.array([self._weight(field, row, by_row[row]) for row in rows], np.uint32)
        return ArrayPostings(np.array(rows, np.int32), weights, lambda: Occurrences(counts, places))

    def vocabularies(self, field: str, form: str) -> tuple[ArrayVocabulary, ...]:
        """All terms, as if in one segment."""
        held = self._held(field, form)
        return (vocabulary_of(sorted((term.encode(), len(rows)) for term, rows in held.items())),)

    def _weight(self, field: str, row: int, positions: Sequence[int]) -> int:
        extra = TITLE_WEIGHT - 1 if field == "text" else 0
        in_title = sum(at < len(self._documents[row].title.surfaces) for at in positions)
        return len(positions) + extra * in_title

    def _scan(self, field: str, form: str) -> Held:
        held: Held = defaultdict(lambda: defaultdict(list))
        for row, document in enumerate(self._documents):
            start = body_start(len(document.title.surfaces))
            for part, first in ((document.title, 0), (document.body, start))[: 2 if field == "text" else 1]:
                for term, at in _placed(part, form):
                    held[term][row].append(first + at)
        return held


def _placed(part: Terms, form: str) -> Iterable[tuple[str, int]]:
    if form == "stem":
        return zip(part.stems, part.stem_positions, strict=True)
    return ((term, at) for at, term in enumerate(part.surfaces))


@dataclass(frozen=True, eq=False)
class ArrayPostings:
    """See ``TermPostings``; *locate* gives the occurrences when they are first asked for."""

    held: Rows
    frequencies: Counts
    locate: Callable[[], Occurrences]

    @property
    def documents(self) -> int:
        """The number of postings."""
        return len(self.held)

    @property
    def occurring(self) -> int:
        """How often it stands in all rows."""
        return len(self._located.positions)

    def rows(self) -> Rows:
        """All rows."""
        return self.held

    def holds(self, rows: Rows) -> Mask:
        """Which of *rows* hold the term."""
        return np.isin(rows, self.held)

    def among(self, rows: Rows) -> tuple[Mask, Places]:
        """Which of *rows* hold the term, and where its postings are."""
        return found_among(self.held, rows)

    def shared(self, term: TermPostings, rows: Rows, places: Places) -> tuple[Mask, Places]:
        """Nothing is told by *term*."""
        return self.among(rows)

    def shared_of_all(self, term: TermPostings) -> None:
        """Nothing is told by *term*."""

    def weights(self, places: Places | None = None) -> Counts:
        """The frequencies, of all rows or at *places*."""
        return self.frequencies if places is None else self.frequencies[places]

    def occurrences(self, places: Places | None = None) -> Occurrences:
        """The positions, in all rows or at *places*."""
        return self._located if places is None else _chosen(self._located, self._starts, places)

    @cached_property
    def _located(self) -> Occurrences:
        return self.locate()

    @cached_property
    def _starts(self) -> Places:
        return np.concatenate([[0], np.cumsum(self._located.counts, dtype=np.int64)])


def _chosen(of: Occurrences, starts: Places, places: Places) -> Occurrences:
    """The occurrences of the postings at *places*; *starts* are where those of each posting begin."""
    counts = of.counts[places]
    return Occurrences(counts, of.positions[slices(starts[places], counts)])


@dataclass(frozen=True, eq=False)
class ArrayVocabulary:
    """See search.evaluate.postings.Vocabulary."""

    starts: npt.NDArray[np.int64]
    data: npt.NDArray[np.uint8]
    documents: npt.NDArray[np.int64]

    def range_of(self, prefix: str) -> range:
        """The places of the terms that begin with *prefix*."""
        terms = [self._encoded(place) for place in range(len(self))]
        first = bisect_left(terms, prefix.encode())
        return range(first, first + sum(term.startswith(prefix.encode()) for term in terms))

    def __getitem__(self, place: int) -> str:
        return self._encoded(place).decode()

    def __len__(self) -> int:
        return len(self.starts) - 1

    def _encoded(self, place: int) -> bytes:
        return self.data[self.starts[place] : self.starts[place + 1] - 1].tobytes()


def vocabulary_of(terms: Iterable[tuple[bytes, int]]) -> ArrayVocabulary:
    """The vocabulary of *terms*, given with their numbers of postings, in the order of their bytes."""
    pairs = list(terms)
    starts = np.cumsum([0, *(len(term) + 1 for term, _ in pairs)], dtype=np.int64)
    data = np.frombuffer(b"".join(term + b"\n" for term, _ in pairs), np.uint8)
    return ArrayVocabulary(starts, data, np.array([n for _, n in pairs], np.int64))
