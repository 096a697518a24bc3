"""One page of a long list without sorting the list: the order is a number per row, and only those that can be among the
first are compared exactly.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.columns import Columns
from index.reprints import NO_GROUP
from search.evaluate.matches import Matches
from search.evaluate.postings import Rows
from search.request import Window

Keys = npt.NDArray[np.int64]
DIGITS = 6
"""Digits of a score after the point; what is equal to so many is a tie."""
_FEW = 2_048
_MANY = 16_384
"""So many candidates are worth a look whether keys alone decide."""
_SAMPLE = 4_096


def page_of(found: Matches, columns: Columns, sort: str, window: Window) -> npt.NDArray[np.int64]:
    """Which of *found* are on a page, in the order of *sort*; ties by key, undated articles always last."""
    last = window.start + window.size
    if len(found) <= window.start or window.size <= 0:
        return np.zeros(0, np.int64)
    near = _candidates(found, columns, sort, last)
    if len(near) == len(found) > _MANY and _are_ties(found, columns, sort):
        near = _largest(-columns.key_ranks.take(found.rows), last, 0)
    ranks = columns.key_ranks.take(found.rows[near]).astype(np.int64)
    keys = (_order(found, columns, sort, near) << max(len(columns), 1).bit_length()) | ranks
    if len(keys) > last:
        first = np.argpartition(keys, last - 1)[:last]
        near, keys = near[first], keys[first]
    return near[np.argsort(keys)][window.start : last]


def firsts(found: Matches, columns: Columns, sort: str) -> npt.NDArray[np.bool_]:
    """Which of *found* are no reprint of another that stands before it in the order of *sort*."""
    labels = columns.reprints.labels.take(found.rows)
    doubtful = np.flatnonzero(labels != NO_GROUP)
    keys = (columns.key_ranks.take(found.rows[doubtful]), _order(found, columns, sort, doubtful), labels[doubtful])
    ordered = doubtful[np.lexsort(keys)]
    is_first: npt.NDArray[np.bool_] = labels == NO_GROUP
    is_first[ordered[np.diff(labels[ordered], prepend=NO_GROUP) != 0]] = True
    return is_first


def rounded(scores: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Scores as they are compared and shown."""
    return np.round(scores, DIGITS)


def _order(found: Matches, columns: Columns, sort: str, near: npt.NDArray[np.int64]) -> Keys:
    """A whole number for each match at *near*, the smallest for the first."""
    match sort:
        case "newest":
            return -columns.day[found.rows[near]].astype(np.int64)
        case "oldest":
            return _undated_last(columns.day[found.rows[near]])
        case _:
            falling: Keys = np.rint(found.scores[near] * -(10.0**DIGITS)).astype(np.int64)
            return falling


def _are_ties(found: Matches, columns: Columns, sort: str) -> bool:
    values = found.scores if sort not in {"newest", "oldest"} else columns.day.take(found.rows)
    return bool((values == values[0]).all())


def _undated_last(days: Rows) -> Keys:
    order: Keys = np.where(days == 0, np.iinfo(np.int32).max, days).astype(np.int64)
    return order


def _candidates(found: Matches, columns: Columns, sort: str, n: int) -> npt.NDArray[np.int64]:
    """Indices of all that can be among the first *n*, told by what is cheap to compare."""
    if len(found) <= max(_FEW, 4 * n):
        return np.arange(len(found))
    match sort:
        case "newest":
            return _largest(columns.day.take(found.rows), n, 0)
        case "oldest":
            return _largest(-_undated_last(columns.day.take(found.rows)), n, 0)
        case _:
            return _largest(found.scores, n, 10.0**-DIGITS)


def _largest(values: npt.NDArray[Any], n: int, slack: float) -> npt.NDArray[np.int64]:
    """Indices of the *n* largest, and of what *slack* may make equal to them.

    The bound comes from a sample, and from all where so many are not above it.
    """
    sample = values[:: len(values) // _SAMPLE + 1]
    rank = min(len(sample), 2 * n * len(sample) // len(values) + 16)
    bound = np.partition(sample, -rank)[-rank]
    found = np.flatnonzero(values >= bound - slack)
    if np.count_nonzero(values[found] >= bound) >= n:
        return found
    return np.flatnonzero(values >= np.partition(values, -n)[-n] - slack)
