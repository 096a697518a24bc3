"""The facet of regions is a tree: countries and the provinces of Indonesia first, the rest once it is asked for."""

from __future__ import annotations

import numpy as np
import pytest

from index.columns import ValueColumn
from index.columns.texts import NO_DICTIONARY, texts_of
from search.evaluate.regions import RegionTree

IDS = [
    "indonesia",
    "indonesia/jawa-barat",
    "indonesia/jawa-barat/bogor",
    "indonesia/papua/merauke",
    "rusia",
    "rusia/moskow",
]


def _offered(*chosen: str) -> list[str]:
    column = ValueColumn(np.zeros(1, np.int64), np.zeros(0, np.int32), NO_DICTIONARY.extended(IDS), texts_of(IDS))
    mask = RegionTree(column).offered(chosen)
    return [id_ for place, id_ in enumerate(IDS) if mask[place]]


@pytest.mark.parametrize(
    ("chosen", "offered"),
    [
        ((), ["indonesia", "indonesia/jawa-barat", "rusia"]),
        (("indonesia/jawa-barat",), ["indonesia", "indonesia/jawa-barat", "indonesia/jawa-barat/bogor"]),
        (("rusia",), ["rusia", "rusia/moskow"]),
        (("trelk",), ["indonesia", "indonesia/jawa-barat", "rusia"]),
    ],
)
def test_what_lies_in_a_chosen_region_is_offered_and_what_it_lies_in(
    chosen: tuple[str, ...], offered: list[str]
) -> None:
    assert _offered(*chosen) == offered
