"""Steps that all work on arrays of rows shares."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from search.evaluate.postings import Mask, Places, Rows

NO_ROWS: Rows = np.zeros(0, np.int32)


def found_among(held: npt.NDArray[np.integer], rows: npt.NDArray[np.integer]) -> tuple[Mask, Places]:
    """Which of *rows* stand in *held*, and where; both strictly ascending."""
    if not len(held) or not len(rows):
        return np.zeros(len(rows), np.bool_), np.zeros(0, np.int64)
    places = np.searchsorted(held, rows)
    places[places == len(held)] = 0
    mask = held[places] == rows
    return mask, places[mask]


def slices(starts: npt.NDArray[np.integer], counts: npt.NDArray[np.integer]) -> Places:
    """``starts[0] ... starts[0] + counts[0] - 1``, then those of the next, flat."""
    total = int(counts.sum())
    ends = np.cumsum(counts, dtype=np.int64)
    return np.repeat(starts - (ends - counts), counts) + np.arange(total)
