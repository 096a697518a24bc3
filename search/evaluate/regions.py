"""Which regions a facet offers: countries and home provinces; once one is chosen, what lies in it, and what it lies in.

The identifier of a region says what it lies in: ``indonesia/jawa-barat/bogor``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from index.columns import ValueColumn
from search.evaluate.postings import Mask, Rows

HOME = "indonesia"
"""The country whose provinces are offered before it is chosen."""


class RegionTree:
    """The regions of one generation."""

    def __init__(self, column: ValueColumn) -> None:
        ids = [column.ids[place] for place in range(len(column.ids))]
        self._places = {id_: place for place, id_ in enumerate(ids)}
        above = [self._places.get(id_.rpartition("/")[0], -1) for id_ in ids]
        self._above: Rows = np.array(above, np.int32)
        self._is_country: Mask = np.array(["/" not in id_ for id_ in ids], np.bool_)

    def offered(self, chosen: Iterable[str]) -> Mask:
        """Whether each region is offered while *chosen* are chosen."""
        opened = [self._places[id_] for id_ in chosen if id_ in self._places]
        if not opened:
            return self._is_country | self._lies_in([self._places[HOME]] if HOME in self._places else [])
        mask = self._lies_in(opened)
        while opened:
            mask[opened] = True
            opened = [above for place in opened if (above := int(self._above[place])) >= 0]
        return mask

    def _lies_in(self, places: Sequence[int]) -> Mask:
        mask: Mask = np.isin(self._above, places)
        return mask
