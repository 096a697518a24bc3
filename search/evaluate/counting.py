"""Facets: how many of the matching articles hold each value, exactly, over the columns.

Three ways, of which the cheapest for the number of matches is taken: the values of each match; the values of all the
others, taken from the totals; or, where the values sought are sure to be among the commonest, bits.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.columns import ValueColumn, packed
from search.evaluate.arrays import slices
from search.evaluate.matches import rows_of
from search.evaluate.postings import Mask, Rows
from search.results import FacetValue

Ints = npt.NDArray[np.integer]
_MANY = 16
"""Matches that are more than one row in so many are counted by bits first."""
_AT_ONCE = 16
"""Values counted by bits between two looks at whether more are needed."""
_HOPE = 1.25
"""What that one may still grow by, since commoner values are looked at first."""
_PIECE = 1 << 14
"""Rows whose values are gathered at a time."""
_SCATTERED = 8
"""Values per match from which on sorting beats an array over all values."""


class Counted:
    """The rows whose values are counted, in the shapes that counting wants; each is made once."""

    def __init__(self, rows: Rows, size: int) -> None:
        """*size* is the number of rows of the archive."""
        self.rows = rows
        self.size = size

    @cached_property
    def bits(self) -> npt.NDArray[np.uint64]:
        """A bit for each row of the archive."""
        return packed(self.rows, self.size)

    @cached_property
    def rest(self) -> Rows:
        """All other rows."""
        mask = np.ones(self.size, np.bool_)
        mask[self.rows] = False
        return rows_of(mask)


@dataclass(frozen=True, slots=True)
class Counts:
    """The values that occur, or as many of them as were asked for, and in how many matches; parallel arrays."""

    ordinals: Ints
    counts: Ints

    def of(self, ordinal: int) -> int:
        """The count of one value."""
        return int(self.counts[self.ordinals == ordinal].sum())


@dataclass(frozen=True, slots=True)
class Wish:
    """Which values of a facet are shown: *size* of them behind *after* more frequent ones, and those *chosen*."""

    size: int
    chosen: frozenset[str] = frozenset()
    after: int = 0
    among: Mask | None = None
    """Where given, only the values at which it is True; one element per value of the column."""


def facet(column: ValueColumn, rows: Counted, wish: Wish) -> tuple[FacetValue, ...]:
    """The chosen values, then the most frequent others that occur, each with its count in *rows*.

    By falling count, then by identifier.
    """
    selected = [column.ordinal_of[id_] for id_ in wish.chosen if id_ in column.ordinal_of]
    found = _enough(column, rows, wish, selected)
    others = np.isin(found.ordinals, selected, invert=True) if selected else np.ones(len(found.ordinals), np.bool_)
    if wish.among is not None:
        others &= wish.among[found.ordinals]
    rest = _most(column, Counts(found.ordinals[others], found.counts[others]), wish.after + wish.size)
    first = _most(
        column, Counts(np.array(selected, np.int64), np.array([found.of(o) for o in selected])), len(selected)
    )
    shown = [*first, *rest[wish.after :]]
    return tuple(FacetValue(*column.pair(o), n, selected=o in selected) for o, n in shown)


def _enough(column: ValueColumn, rows: Counted, wish: Wish, selected: list[int]) -> Counts:
    most = wish.after + wish.size
    if wish.among is None and not selected and _are_likely_common(column, rows, most):
        found = by_bits(column, rows, most)
        if found is not None:
            return found
    return counts(column, rows, None if wish.among is not None or selected else most)


def _are_likely_common(column: ValueColumn, rows: Counted, most: int) -> bool:
    """Whether the *most* frequent values in *rows* are among the commonest, if they are as frequent there as in all."""
    if len(rows.rows) * _MANY <= rows.size or not len(column.commonest):
        return False
    if len(column.commonest) == len(column.ids):
        return True
    totals = column.totals[column.commonest]
    return most <= len(totals) and bool(totals[most - 1] * len(rows.rows) >= totals[-1] * rows.size)


def counts(column: ValueColumn, rows: Counted, most: int | None = None) -> Counts:
    """Every value that occurs in *rows*, with its count; of many, those that can be among the *most* frequent do."""
    if 2 * len(rows.rows) <= rows.size:
        ordinals = _ordinals(column, rows.rows)
        if len(ordinals) * _SCATTERED <= len(column.ids):
            return _by_sorting(ordinals)
        return _occurring(column, np.bincount(ordinals, minlength=len(column.ids)), most)
    if not len(rows.rest):
        return _occurring(column, column.totals, most)
    without = np.bincount(_ordinals(column, rows.rest), minlength=len(column.ids))
    return _occurring(column, column.totals - without, most)


def _ordinals(column: ValueColumn, rows: Rows) -> Rows:
    """The values of *rows*, one row after the other; some rows at a time, as the places of values are large."""
    found = []
    for first in range(0, len(rows), _PIECE):
        some = rows[first : first + _PIECE].astype(np.int64)
        starts = column.starts.take(some)
        some += 1
        found.append(column.ordinals.take(slices(starts, column.starts.take(some) - starts)))
    return found[0] if len(found) == 1 else np.concatenate([column.ordinals[:0], *found])


def _by_sorting(ordinals: Rows) -> Counts:
    ordinals = np.sort(ordinals)
    first = np.flatnonzero(np.concatenate([[True], ordinals[1:] != ordinals[:-1]])) if len(ordinals) else ordinals
    return Counts(ordinals[first], np.diff(np.append(first, len(ordinals))))


def _occurring(column: ValueColumn, found: Ints, most: int | None) -> Counts:
    """The values that occur; those alone that as many as *most* of the commonest do not exceed, where it is given."""
    least = 1
    if most and most <= len(column.commonest):
        least = max(1, int(np.partition(found[column.commonest], -most)[-most]))
    ordinals = np.flatnonzero(found >= least)
    return Counts(ordinals, found[ordinals])


def by_bits(column: ValueColumn, rows: Counted, most: int) -> Counts | None:
    """The counts of the *most* frequent values and perhaps more; None when some may be beyond the commonest.

    A value cannot occur more often in *rows* than it does in all: once so many are found that occur more often than
    that, no other can be among them.
    """
    found = np.zeros(0, np.int64)
    for first in range(0, len(column.commonest), _AT_ONCE):
        held = column.commonest_rows[first : first + _AT_ONCE] & rows.bits
        found = np.append(found, np.bitwise_count(held).sum(axis=1, dtype=np.uint32).astype(np.int64))
        if _is_settled(column, found, most):
            occurring = found > 0
            return Counts(column.commonest[: len(found)][occurring], found[occurring])
        if _is_hopeless(column, found, most):
            break
    return None


def _is_hopeless(column: ValueColumn, found: Ints, most: int) -> bool:
    """Whether the last of the *most* frequent found so far is far from what the last of the commonest may come to."""
    if len(found) < most or len(column.commonest) == len(column.ids):
        return False
    return bool(_HOPE * np.partition(found, -most)[-most] <= column.totals[column.commonest[-1]])


def _is_settled(column: ValueColumn, found: Ints, most: int) -> bool:
    if len(found) == len(column.ids):
        return True
    if len(found) == len(column.commonest) or len(found) < most or most == 0:
        return most == 0
    following = column.totals[column.commonest[len(found)]]
    return bool(np.partition(found, -most)[-most] > following)


def _most(column: ValueColumn, found: Counts, most: int) -> list[tuple[int, int]]:
    """The *most* frequent, each with its count, ties by identifier."""
    if most <= 0 or not len(found.ordinals):
        return []
    if len(found.ordinals) > _MANY * most:
        bound = np.partition(found.counts, -most)[-most]
        frequent = found.counts >= bound
        found = Counts(found.ordinals[frequent], found.counts[frequent])
    bits = len(column.ids).bit_length()
    keys = (-found.counts.astype(np.int64) << bits) | column.ids.ranks[found.ordinals]
    order = np.argpartition(keys, most - 1)[:most] if len(keys) > most else np.arange(len(keys))
    order = order[np.argsort(keys[order])]
    return list(zip(found.ordinals[order].tolist(), found.counts[order].tolist(), strict=True))
