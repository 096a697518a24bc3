"""Pairs of texts -> groups of articles, the one that was published first before its reprints.

Worked out of what is there when it is asked for, so that an article that was taken away is in no group, and two that it
alone joined are in none together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.reprints.sketching import NO_DIGEST

NO_GROUP = -1

Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Groups:
    """Which rows are reprints of each other."""

    labels: Rows
    """shape (rows,): the number of a row's group, NO_GROUP for most."""
    starts: Ints
    """shape (groups + 1,): the rows of group g are ``rows[starts[g]:starts[g + 1]]``, the first published first."""
    rows: Rows

    def __len__(self) -> int:
        return len(self.starts) - 1

    def of(self, row: int) -> Sequence[int]:
        """The rows of its group, itself among them, the first published first; none when it has no group."""
        label = int(self.labels[row])
        if label == NO_GROUP:
            return ()
        found: list[int] = self.rows[self.starts[label] : self.starts[label + 1]].tolist()
        return found


def grouped(digests: Ints, pairs: Ints, alive: npt.NDArray[np.bool_], published: Ints) -> Groups:
    """The groups of the rows that are *alive*: of equal texts, and of texts that *pairs* join, over others too.

    *pairs* are digests, shape (pairs, 2); *published* is a number for each row, no two equal, the
    smallest for the one published first.
    """
    rows = np.flatnonzero(alive & (digests != NO_DIGEST))
    texts, text = np.unique(digests[rows], return_inverse=True)
    label = _joined(len(texts), _edges(texts, pairs))[text]
    is_many = np.bincount(label, minlength=len(texts))[label] > 1
    rows, label = rows[is_many], label[is_many]
    rows = rows[np.lexsort((published[rows], label))]
    label = np.sort(label)
    first = np.flatnonzero(np.diff(label, prepend=-1))
    by_age = np.argsort(published[rows[first]])  # the groups, too, are in an order that articles alone decide
    sizes = np.diff(first, append=len(rows))[by_age]
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    places = np.arange(len(rows)) + np.repeat(first[by_age] - starts[:-1], sizes)
    labels = np.full(len(digests), NO_GROUP, np.int32)
    labels[rows[places]] = np.repeat(np.arange(len(sizes)), sizes)
    return Groups(labels, starts, rows[places].astype(np.int32))


def _edges(texts: Ints, pairs: Ints) -> Ints:
    """The pairs of which both texts are there, as places in *texts*."""
    if not len(texts):
        return np.zeros((0, 2), np.int64)
    places = np.minimum(np.searchsorted(texts, pairs), len(texts) - 1)
    there: Ints = places[(texts[places] == pairs).all(axis=1)]
    return there


def _joined(size: int, edges: Ints) -> Ints:
    """For each of *size* places the smallest that edges lead to."""
    label = np.arange(size)
    one, other = edges[:, 0], edges[:, 1]
    while True:
        before = label
        smallest = np.minimum(label[one], label[other])
        label = label.copy()
        np.minimum.at(label, one, smallest)
        np.minimum.at(label, other, smallest)
        label = label[label]
        if np.array_equal(label, before):
            return label
