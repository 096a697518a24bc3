"""All values of a facet, page by page: search/evaluate/listing.py over what the engine counted."""

from __future__ import annotations

from collections.abc import Sequence

from search.backends.opensearch_names import Values
from search.evaluate.listing import OTHER
from search.evaluate.names import spaced
from search.results import FacetPage, FacetValue, Listing


def listed(values: Values, counts: Sequence[tuple[str, int]], wish: Listing, chosen: frozenset[str]) -> FacetPage:
    """The page of *wish* of the values that occur, with their *counts*."""
    found = [
        (_folded(name), id_, name, count) for id_, count in counts if (name := values.name_of.get(id_)) is not None
    ]
    if sought := spaced(wish.holding).strip():
        found = [one for one in found if sought in f" {one[0]} "]
    initials = sorted({_initial(folded) for folded, *_ in found})
    if wish.initial:
        found = [one for one in found if _initial(one[0]) == wish.initial]
    found.sort(key=lambda one: (0 if wish.by_name else -one[3], one[0], one[1].encode()))
    shown = found[wish.start : wish.start + wish.size]
    rows = tuple(FacetValue(id_, name, count, selected=id_ in chosen) for _, id_, name, count in shown)
    return FacetPage(rows, len(found), tuple(initials))


def _folded(name: str) -> str:
    return spaced(name).strip() or name


def _initial(folded: str) -> str:
    letter = folded[:1].upper()
    return letter if "A" <= letter <= "Z" else OTHER
