"""Facets: how many of the matching articles hold each value, counted over the columns."""

from __future__ import annotations

import calendar
import datetime as dt

import numpy as np

from index.columns import Columns, ValueColumn
from search.evaluate.postings import Mask
from search.request import Filters
from search.results import DateBucket, FacetValue

UNDATED = "undated"


def facet(column: ValueColumn, mask: Mask, chosen: frozenset[str], size: int) -> tuple[FacetValue, ...]:
    """The chosen values and the *size* most frequent others that occur, each with its count in *mask*.

    Chosen first, then by falling count, then by name.
    """
    counts = np.bincount(column.ordinals[mask[column.owners]], minlength=len(column.ids))
    selected = [column.ordinal_of[id_] for id_ in chosen if id_ in column.ordinal_of]
    others = counts.copy()
    others[selected] = 0
    order = [*_by_count(column, counts, selected), *_by_count(column, counts, _most(others, size))[:size]]
    return tuple(
        FacetValue(column.ids[o], column.names[o], int(counts[o]), selected=column.ids[o] in chosen) for o in order
    )


def _most(counts: np.ndarray[tuple[int], np.dtype[np.int64]], size: int) -> list[int]:
    """Ordinals with a count that may be among the *size* highest, ties included."""
    occurring = np.flatnonzero(counts)
    if size <= 0:
        return []
    if len(occurring) > size:
        least = np.partition(counts[occurring], -size)[-size]
        occurring = occurring[counts[occurring] >= least]
    return [int(o) for o in occurring]


def _by_count(
    column: ValueColumn, counts: np.ndarray[tuple[int], np.dtype[np.int64]], ordinals: list[int]
) -> list[int]:
    return sorted(ordinals, key=lambda o: (-counts[o], column.names[o].casefold(), column.ids[o]))


def dates(columns: Columns, mask: Mask, filters: Filters) -> tuple[DateBucket, ...]:
    """Years in falling order with their months in rising order, then the undated; only those that occur."""
    months, counts = np.unique(columns.months[mask], return_counts=True)
    by_year: dict[int, list[DateBucket]] = {}
    undated = 0
    for month, count in zip(months.tolist(), counts.tolist(), strict=True):
        if month < 0:
            undated = count
        else:
            by_year.setdefault(month // 12, []).append(_month(month // 12, month % 12 + 1, count, filters))
    years = [_year(year, by_year[year], filters) for year in sorted(by_year, reverse=True)]
    return tuple(years + ([DateBucket(UNDATED, undated, filters.undated)] if undated or filters.undated else []))


def _year(year: int, months: list[DateBucket], filters: Filters) -> DateBucket:
    is_chosen = _is_chosen(filters, dt.date(year, 1, 1), dt.date(year, 12, 31))
    return DateBucket(f"{year:04d}", sum(month.count for month in months), is_chosen, tuple(months))


def _month(year: int, month: int, count: int, filters: Filters) -> DateBucket:
    last = dt.date(year, month, calendar.monthrange(year, month)[1])
    return DateBucket(f"{year:04d}-{month:02d}", count, _is_chosen(filters, dt.date(year, month, 1), last))


def _is_chosen(filters: Filters, first: dt.date, last: dt.date) -> bool:
    return not filters.undated and (filters.first, filters.last) == (first, last)
