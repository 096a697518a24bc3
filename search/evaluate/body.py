"""The body alone: what an article holds less what its title holds, as no index of its own is kept for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.columns import Columns
from index.document import TITLE_WEIGHT, body_start
from search.evaluate.arrays import ArrayPostings, found_among
from search.evaluate.postings import Occurrences, Places, Postings, TermPostings


def body_postings(postings: Postings, form: str, terms: tuple[str, ...]) -> TermPostings:
    """The postings of *terms*, taken as one, in bodies."""
    whole, title = (postings.together(field, form, terms) for field in ("text", "title"))
    rows = whole.rows()
    weights = whole.weights().astype(np.int64)
    mask, places = found_among(rows, title.rows())
    weights[places] -= TITLE_WEIGHT * title.weights().astype(np.int64)[mask]
    kept = np.flatnonzero(weights > 0)
    located = _Located(whole, rows[kept], kept, postings.columns)
    return ArrayPostings(rows[kept], weights[kept].astype(np.uint32), located.occurrences)


@dataclass(frozen=True, slots=True)
class _Located:
    """Occurrences of which those in the title are left out."""

    whole: TermPostings
    rows: npt.NDArray[np.int32]
    places: Places
    columns: Columns

    def occurrences(self) -> Occurrences:
        found = self.whole.occurrences(self.places)
        place = np.repeat(np.arange(len(self.rows)), found.counts)
        first = self.columns.title_length[self.rows].astype(np.int64) + body_start(0)
        is_body = found.positions >= first[place]
        counts = np.bincount(place[is_body], minlength=len(self.rows))
        return Occurrences(counts.astype(np.uint32), found.positions[is_body])
