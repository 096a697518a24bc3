"""Which part of a dateline is the place and which the outlet.

A place is known from the lists, an outlet from its looks; where only the outlet is sure, what remains is the place.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import permutations
from typing import NamedTuple

from index.article import Dateline
from index.cleaning.outlets import CAMEL, LIKELY, NEVER, SURE, is_listed, likeness
from index.cleaning.words import listed

MONTH = r"(?:Jan|Feb|Mar|Apr|Mei|Jun|Jul|Agu|Ags|Sep|Okt|Nov|Des)[a-z]*"
DAY = re.compile(
    r"(?i:(?:Senin|Selasa|Rabu|Kamis|Jumat|Jum['’]at|Sabtu|Minggu|Ahad)?\s*"
    rf"(?:[0-9]{{1,2}}(?:[/.-][0-9]{{1,2}}(?:[/.-][0-9]{{2,4}})?| {MONTH}(?: [0-9]{{4}})?))?)"
)
WORDS = re.compile(r"[A-Z][\w'’.-]*(?: (?:[A-Z][\w'’.-]*|de|del|al)){0,3}")
"""What a place may look like that no list has."""
ACRONYM = 4
"""Capitals alone of this length are an acronym rather than a place."""
MOST_PARTS = 5
UPPER = frozenset(("AS", "DC", "DI", "DIY", "DKI", "LA", "NTB", "NTT", "UEA", "USA", "UK"))
OFFICE = r"(?:Bupati|Wali [Kk]ota|Walikota|Kabupaten|Kota|Kecamatan|Desa|Pemkab|Pemkot)"


class Part(NamedTuple):
    """A piece of a dateline and what stands before it."""

    text: str
    in_brackets: bool = False
    after_dash: bool = False


def filed(parts: tuple[Part, ...], own: frozenset[str], text: str) -> Dateline | None:
    """The dateline that the parts make, its place "" where only the outlet is named; None where they make none."""
    named = [part for part in parts if not DAY.fullmatch(part.text)]
    if not named or len(named) > MOST_PARTS or not all(map(_is_name, named)):
        return None
    kept = _without_regions(named, own)
    if len(kept) == 1:
        return _alone(kept[0], len(named) > 1, own, text)
    best = max(permutations(kept, 2), key=lambda pair: _weight(pair[0], pair[1], own))
    others = [part for part in kept if part not in best]
    if _weight(best[0], best[1], own) <= NEVER:
        return _places(kept)
    if not all(is_place(part.text) for part in others) or any(part.after_dash for part in others):
        return None
    place = next((part for part in kept if part != best[1] and is_place(part.text)), best[0])
    return Dateline(_title_case(place.text), best[1].text)


def is_place(printed: str) -> bool:
    """Whether the list of places has it."""
    name = " ".join(printed.split()).casefold()
    return name.removeprefix("kota ").removeprefix("kabupaten ") in _known("places")


def _may_be_place(text: str) -> bool:
    """A few capitalised words that do not begin with an office."""
    return bool(WORDS.fullmatch(text)) and text.split(maxsplit=1)[0] not in listed("roles")


def _is_name(part: Part) -> bool:
    is_outlet = is_listed(part.text) or likeness(part.text, False, frozenset()) > NEVER
    return is_outlet or is_place(part.text) or _may_be_place(part.text)


def _without_regions(parts: list[Part], own: frozenset[str]) -> list[Part]:
    """Without the provinces and countries that stand after a town."""
    kept: list[Part] = []
    for part in parts:
        after_town = kept and (is_place(kept[-1].text) or likeness(kept[-1].text, kept[-1].in_brackets, own) < LIKELY)
        if not (after_town and not part.after_dash and part.text.casefold() in _known("regions")):
            kept.append(part)
    return kept


def _alone(part: Part, with_region: bool, own: frozenset[str], text: str) -> Dateline | None:
    """One part only: a place, an outlet that can be told for sure, or a place that the story goes on to name."""
    country = part.text.isupper() and len(part.text) > ACRONYM and part.text.casefold() in _known("regions")
    if country or is_place(part.text) or (with_region and _may_be_place(part.text)):
        return Dateline(_title_case(part.text))
    if likeness(part.text, False, own) == SURE or is_listed(part.text):
        return Dateline("", part.text)
    place = _title_case(part.text)
    return Dateline(place) if re.search(rf"\b{OFFICE} {re.escape(place)}\b", text) else None


def _places(parts: list[Part]) -> Dateline | None:
    """Places alone, the first of which counts."""
    if all(is_place(part.text) and not part.after_dash for part in parts):
        return Dateline(_title_case(parts[0].text))
    return None


def _weight(place: Part, outlet: Part, own: frozenset[str]) -> int:
    """How good it is to take two parts so; nothing where they cannot be taken so."""
    known, likely = is_place(place.text), likeness(outlet.text, outlet.in_brackets, own)
    shouted = place.text.isupper()
    if is_place(outlet.text) and likely < LIKELY:
        return NEVER
    if not known and (place.in_brackets or likeness(place.text, False, own) == SURE):
        return NEVER
    if place.after_dash or outlet.after_dash:
        told = known or (shouted and len(place.text) > ACRONYM)
        return 10 * known + likely if told and likely >= LIKELY and not outlet.in_brackets else NEVER
    if known:
        return 10 + likely if likely or (shouted and not outlet.text.isupper()) else NEVER
    told = likely >= LIKELY or (shouted and bool(CAMEL.fullmatch(outlet.text)))
    return likely if told and _may_be_place(place.text) and not is_listed(place.text) else NEVER


def _title_case(place: str) -> str:
    """Shouted words as names; what was not shouted stays."""
    if not place.isupper():
        return place
    return re.sub(r"[^\s,.()-]+", lambda word: word[0] if word[0] in UPPER else word[0].capitalize(), place)


@cache
def _known(name: str) -> frozenset[str]:
    return frozenset(entry.casefold() for entry in listed(name))
