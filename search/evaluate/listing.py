"""All values of a facet, page by page, by name or by count: what the list behind a facet shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.columns import ValueColumn
from search.evaluate.counting import Counted, counts
from search.evaluate.names import spaced
from search.evaluate.postings import Mask
from search.results import FacetPage, FacetValue, Listing

OTHER = "#"
"""The initial of names that begin with no letter from A to Z."""


@dataclass(frozen=True, eq=False)
class NameOrder:
    """The values of a column in the order of their names, as folded; made when first asked for."""

    column: ValueColumn

    @cached_property
    def _folded(self) -> npt.NDArray[np.str_]:
        return np.array([spaced(name).strip() or name for name in self.column.names], dtype=np.str_)

    @cached_property
    def ranks(self) -> npt.NDArray[np.int64]:
        """The place of each value in that order; equal names by identifier."""
        order = np.lexsort((self.column.ids.ranks, self._folded))
        ranks = np.empty(len(order), np.int64)
        ranks[order] = np.arange(len(order))
        return ranks

    @cached_property
    def initials(self) -> npt.NDArray[np.str_]:
        """The first letter of each, upper case."""
        letters = np.char.upper(self._folded.astype("U1"))
        is_letter = (letters >= "A") & (letters <= "Z")
        return np.where(is_letter, letters, OTHER)


def listed(order: NameOrder, rows: Counted, wish: Listing, among: Mask | None, chosen: frozenset[str]) -> FacetPage:
    """The values that occur in *rows*, and of these the page of *wish*; *among* says which have the name sought."""
    found = counts(order.column, rows)
    ordinals, numbers = found.ordinals, found.counts
    if among is not None:
        ordinals, numbers = ordinals[among[ordinals]], numbers[among[ordinals]]
    initials = tuple(np.unique(order.initials[ordinals]).tolist()) if len(ordinals) else ()
    if wish.initial:
        kept = order.initials[ordinals] == wish.initial
        ordinals, numbers = ordinals[kept], numbers[kept]
    keys = (order.ranks[ordinals],) if wish.by_name else (order.ranks[ordinals], -numbers)
    shown = np.lexsort(keys)[wish.start : wish.start + wish.size]
    pairs = zip(ordinals[shown].tolist(), numbers[shown].tolist(), strict=True)
    values = tuple(_value(order.column, ordinal, count, chosen) for ordinal, count in pairs)
    return FacetPage(values, len(ordinals), initials)


def _value(column: ValueColumn, ordinal: int, count: int, chosen: frozenset[str]) -> FacetValue:
    id_, name = column.pair(ordinal)
    return FacetValue(id_, name, count, selected=id_ in chosen)
