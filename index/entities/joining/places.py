"""Places under their canonical name: Jabar and Jawa Barat are one, a kabupaten and the kota beside it two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.entities.identifiers import folded
from index.entities.joining.found import Found
from index.entities.lists import Lists
from index.entities.mention import Mention
from index.entities.tagging.chains import PLACE

_REGENCY, _CITY = "kabupaten", "kota"
_LEVEL = re.compile(
    r"(?i)(kabupaten|kab\.?|kota|kodya|provinsi|propinsi|kecamatan|kec\.?|desa|kelurahan|kel\.?|negara|distrik|dusun|pekon"
    r"|republik|kerajaan) (?:administrasi )?(?=\w)"
)
_ALIKE = {"kab": _REGENCY, "kodya": _CITY}
_KEPT = frozenset({"kota tua", "kota lama", "kota baru", "desa penglipuran"})
"""Names of which the word for the level is a part."""
_UNKNOWN = "district_village"
_STATES = frozenset({"republik", "kerajaan"})
"""Levels that are left out of the name of a country only."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a surface means, with the word for its level where it has one."""

    name: str
    type: str
    level: str


def places(mentions: Sequence[Mention], dateline: str, lists: Lists) -> list[Found]:
    """The places of an article, a dateline's place first."""
    found: dict[str, Found] = {}
    surfaces = [dateline] if dateline else []
    surfaces += [mention.name for mention in mentions if mention.kind == PLACE]
    named = {surface: meaning(surface, lists) for surface in surfaces}
    apart = _twins(list(named.values()))
    for surface in dict.fromkeys(surfaces):
        place = named[surface]
        name = f"{place.level.capitalize()} {place.name}" if place.name in apart and place.level else place.name
        home = found.setdefault(folded(name), Found(name, [], place.type))
        home.surfaces.append(surface)
    return _islands_joined(found)


def _twins(named: list[Named]) -> set[str]:
    """Names that the article gives to a kabupaten and to a kota."""
    levels = {(place.name, place.level) for place in named}
    return {name for name, level in levels if level == _REGENCY and (name, _CITY) in levels}


def meaning(surface: str, lists: Lists) -> Named:
    """The place a surface means: by the gazetteer, else the surface itself."""
    spelt = _spelt(surface)
    known = lists.places.get(spelt.casefold()) or lists.joined_places.get(
        folded(spelt).replace(" ", "").replace("-", "")
    )
    if known is not None:
        return Named(known.name, known.type, "")
    match = None if spelt.casefold() in _KEPT else _LEVEL.match(spelt)
    if match is None:
        return Named(spelt, _type_of(spelt, lists), "")
    level = match[1].lower().rstrip(".")
    rest = spelt[match.end() :]
    known = lists.places.get(rest.casefold())
    if level in _STATES and (known is None or known.type != "country"):
        return Named(spelt, _type_of(spelt, lists), "")
    opened = lists.levels.get(level, "country")
    if known is not None and opened in {known.type, "province"}:
        return Named(known.name, known.type, _ALIKE.get(level, level))
    return Named(rest, opened, _ALIKE.get(level, level))


def _spelt(surface: str) -> str:
    """The surface as it is written in running text: JAWA BARAT -> Jawa Barat, but AS."""
    return " ".join(word.capitalize() if word.isupper() and len(word) > 3 else word for word in surface.split())


_NATURE = re.compile(
    r"(?:Gunung|Pulau|Sungai|Danau|Laut|Selat|Teluk|Pantai|Bukit|Kepulauan|Samudr?[ea]ra|Waduk|Kali|Curug|Lembah|"
    r"Pegunungan) "
)


def _type_of(spelt: str, lists: Lists) -> str:
    return "natural" if _NATURE.match(spelt) else _UNKNOWN


def _islands_joined(found: dict[str, Found]) -> list[Found]:
    """ "Buru" as a mention of Pulau Buru where the article names the island, "Pulau Bali" as one of Bali."""
    for key in [key for key in found if key.startswith("pulau ") and key.removeprefix("pulau ") in found]:
        plain = key.removeprefix("pulau ")
        gone, kept = (key, plain) if found[plain].type in {"province", "country", "natural"} else (plain, key)
        found[kept].surfaces.extend(found.pop(gone).surfaces)
    return list(found.values())
