"""The body alone: what an article holds less what its title holds, as no index of its own is kept for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.document import TITLE_WEIGHT
from search.evaluate.arrays import found_among
from search.evaluate.postings import Counts, Mask, Occurrences, Places, Postings, Rows, TermPostings


def body_postings(postings: Postings, form: str, terms: tuple[str, ...]) -> TermPostings:
    """The postings of *terms*, taken as one, in bodies."""
    whole, title = (postings.together(field, form, terms) for field in ("text", "title"))
    _, places = whole.among(title.rows())
    in_title = title.weights().astype(np.int64)
    is_only = whole.weights(places).astype(np.int64) == TITLE_WEIGHT * in_title
    return BodyPostings(whole, places, in_title, places[is_only])


@dataclass(frozen=True, eq=False)
class BodyPostings:
    """See ``TermPostings``; a place is one of the whole article's postings. Only what titles hold is kept in memory."""

    whole: TermPostings
    titled: Places
    """Where the whole's postings are of articles with the term in their title."""
    in_title: npt.NDArray[np.int64]
    """How often it stands there; parallel."""
    only_title: Places
    """Those of *titled* that do not have it in their body."""

    @property
    def documents(self) -> int:
        """The number of bodies."""
        return self.whole.documents - len(self.only_title)

    @property
    def occurring(self) -> None:
        """Titles would have to be read."""
        return

    def rows(self) -> Rows:
        """All rows."""
        return np.delete(self.whole.rows(), self.only_title)

    def holds(self, rows: Rows) -> Mask:
        """Which of *rows* hold the term in their body."""
        return self.among(rows)[0]

    def among(self, rows: Rows) -> tuple[Mask, Places]:
        """Which of *rows* hold the term in their body, and where."""
        mask, places = self.whole.among(rows)
        is_body = ~found_among(self.only_title, places)[0]
        mask[mask] = is_body
        return mask, places[is_body]

    def shared(self, term: TermPostings, rows: Rows, places: Places) -> tuple[Mask, Places]:
        """Nothing is told by *term*."""
        return self.among(rows)

    def shared_of_all(self, term: TermPostings) -> None:
        """Nothing is told by *term*."""

    def weights(self, places: Places | None = None) -> Counts:
        """The frequencies in bodies."""
        if places is None:
            weights = self.whole.weights().astype(np.int64)
            weights[self.titled] -= TITLE_WEIGHT * self.in_title
            return np.delete(weights, self.only_title).astype(np.uint32)
        return (self.whole.weights(places) - TITLE_WEIGHT * self._in_title(places)).astype(np.uint32)

    def occurrences(self, places: Places | None = None) -> Occurrences:
        """The positions behind those in the title, which come first."""
        if places is None:
            places = np.delete(np.arange(self.whole.documents), self.only_title)
        found, skipped = self.whole.occurrences(places), self._in_title(places)
        ends = np.cumsum(found.counts, dtype=np.int64)
        first = np.repeat(ends - found.counts + skipped, found.counts)
        return Occurrences(
            (found.counts - skipped).astype(np.uint32), found.positions[np.arange(len(found.positions)) >= first]
        )

    def _in_title(self, places: Places) -> npt.NDArray[np.int64]:
        counts = np.zeros(len(places), np.int64)
        mask, at = found_among(self.titled, places)
        counts[mask] = self.in_title[at]
        return counts
