"""Rare items drawn anew, so that a corpus made of another has as many different ones as one of its size would have."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from bench.corpora import growth
from bench.corpora.lists import Lists, counted

RARE = 2
"""Words and values that occur so often at most among the real ones are renewed: the tail is theirs."""


def renewed(
    lists: Lists, real: npt.NDArray[np.integer], chance: np.random.Generator, parts: int = 1
) -> tuple[Lists, int]:
    """*lists* with new numbers, above all *real* ones, for what is rare among *real*; and how many are new.

    An article is *parts* lists; in one article the same rare item becomes the same new one.
    """
    counts = np.bincount(real)
    is_rare = counts <= RARE
    places = np.flatnonzero(is_rare[lists.items])
    if not len(places):
        return lists, 0
    articles = (np.searchsorted(lists.starts, places, side="right") - 1) // parts
    pairs, which = np.unique(articles << 32 | lists.items[places], return_inverse=True)
    kept = np.count_nonzero(counted(lists.items, len(counts))[~is_rare])
    curve = growth.fitted(real)
    wanted = max(curve.distinct(len(lists.items)) - kept, 1.0)
    numbers, added = growth.renumbered(growth.tail(len(pairs), wanted, curve.beta, chance))
    items = lists.items.copy()
    items[places] = len(counts) + numbers[which]
    return Lists(lists.starts, items), added
