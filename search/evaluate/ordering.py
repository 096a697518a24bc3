"""One page of a long list without sorting the list: the order is a number per row, and only those that can be among the
first are compared exactly.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from index.columns import Columns
from search.evaluate.matches import Matches
from search.evaluate.postings import Rows
from search.request import Window

Keys = npt.NDArray[np.int64]
DIGITS = 6
"""Digits of a score after the point; what is equal to so many is a tie."""
_FEW = 2_048
_SAMPLE = 4_096


def page_of(found: Matches, columns: Columns, sort: str, window: Window) -> npt.NDArray[np.int64]:
    """Which of *found* are on a page, in the order of *sort*; ties by key, undated articles always last."""
    last = window.start + window.size
    if len(found) <= window.start or window.size <= 0:
        return np.zeros(0, np.int64)
    order = _order(found, columns, sort)
    near = _first(order, last)
    ranks = columns.key_ranks[found.rows[near]].astype(np.int64)
    keys = (order[near] << max(len(columns), 1).bit_length()) | ranks
    if len(keys) > last:
        first = np.argpartition(keys, last - 1)[:last]
        near, keys = near[first], keys[first]
    return near[np.argsort(keys)][window.start : last]


def rounded(scores: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Scores as they are compared and shown."""
    return np.round(scores, DIGITS)


def _order(found: Matches, columns: Columns, sort: str) -> Keys:
    """A number per match, the smallest of the first."""
    match sort:
        case "newest":
            return -columns.day[found.rows].astype(np.int64)
        case "oldest":
            return _undated_last(columns.day[found.rows])
        case _:
            falling: Keys = np.rint(found.scores * -(10.0**DIGITS)).astype(np.int64)
            return falling


def _undated_last(days: Rows) -> Keys:
    order: Keys = np.where(days == 0, np.iinfo(np.int32).max, days).astype(np.int64)
    return order


def _first(order: Keys, n: int) -> npt.NDArray[np.int64]:
    """Indices of all that can be the *n* smallest: a bound from a sample, or from all where that is too low."""
    if len(order) <= max(_FEW, 4 * n):
        return np.arange(len(order))
    sample = order[:: len(order) // _SAMPLE + 1]
    rank = min(len(sample) - 1, 2 * n * len(sample) // len(order) + 16)
    found = np.flatnonzero(order <= np.partition(sample, rank)[rank])
    if len(found) >= n:
        return found
    return np.flatnonzero(order <= np.partition(order, n - 1)[n - 1])
