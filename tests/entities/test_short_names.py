from __future__ import annotations

from collections.abc import Callable

import pytest

from index.article import Entities
from index.entities.tables import rows

Find = Callable[..., Entities]


def found_in(body: str, entities: Find) -> dict[str, set[str]]:
    return {person.name: set(person.mentions) for person in entities(body).persons}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Presiden Joko Widodo tiba di Bogor. Jokowi disambut wali kota.", {"Joko Widodo": {"Joko Widodo", "Jokowi"}}),
        ("Jokowi datang. Lalu Joko Widodo berpidato.", {"Joko Widodo": {"Joko Widodo", "Jokowi"}}),
        ("Jusuf Kalla hadir. Sore harinya JK pulang.", {"Jusuf Kalla": {"Jusuf Kalla", "JK"}}),
        ("Abdul Muhaimin Iskandar hadir. Cak Imin pulang.", {"Abdul Muhaimin Iskandar": None}),
        ("Basuki T Purnama hadir. Sore itu Ahok pulang.", {"Basuki T Purnama": None}),
        ("Ziarah ke makam Bung Karno ramai. Ir. Soekarno lahir di sini.", {"Soekarno": {"Bung Karno", "Soekarno"}}),
        ("Ridwan Kamil hadir. Warga menyalami Emil di pintu.", {"Ridwan Kamil": {"Ridwan Kamil", "Emil"}}),
        ("BJ Habibie wafat. Bacharuddin Jusuf Habibie dimakamkan.", {"Bacharuddin Jusuf Habibie": None}),
        ("Menlu Retno hadir. Retno Marsudi lalu pulang.", {"Retno Marsudi": {"Retno Marsudi", "Retno"}}),
        ("Gubernur Bali I Wayan Koster hadir. Gubernur Wayan Koster pulang.", {"I Wayan Koster": None}),
        ("Menurut Ida Bagus Trelka, aman. Bagus Trelka pulang.", {"Ida Bagus Trelka": None}),
    ],
)
def test_a_public_figure_is_one_person_where_the_article_has_both_names(
    entities: Find, body: str, expected: dict[str, set[str] | None]
) -> None:
    found = found_in(body, entities)

    assert list(found) == list(expected)
    assert all(mentions is None or found[name] == mentions for name, mentions in expected.items())


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("Sore itu Jokowi datang.", "Jokowi"),
        ("Warga menunggu SBY di stasiun.", "SBY"),
        ("Spanduk Ahok dipasang lagi.", "Ahok"),
        ("Wakil Presiden JK datang.", "JK"),
    ],
)
def test_a_short_name_without_the_full_one_stays_as_it_is(entities: Find, body: str, name: str) -> None:
    assert list(found_in(body, entities)) == [name]


@pytest.mark.parametrize(
    "body",
    ["Polisi menangkap JK (34).", "Mereka lewat Jalan Bung Karno."],
)
def test_a_short_name_that_others_bear_proves_nobody(entities: Find, body: str) -> None:
    assert found_in(body, entities) == {}


def test_a_short_name_does_not_join_a_person_with_only_one_of_the_names(entities: Find) -> None:
    assert set(found_in("Presiden Jokowi hadir. Menurut Agus Widodo, aman.", entities)) == {"Jokowi", "Agus Widodo"}


def test_no_short_name_is_longer_than_a_name_or_stands_for_itself() -> None:
    assert not [row for row in rows("short_names.tsv") if row[0] == row[1] or row[0].count(" ") > 1]
