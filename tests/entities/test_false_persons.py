from __future__ import annotations

from collections.abc import Callable

import pytest

from index.article import Entities

Find = Callable[..., Entities]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # An ordinary word with its clitic.
        ("Rahasianya, kata dia, ada pada bumbu.", []),
        ("Menurut Facebook-nya, toko itu tutup.", []),
        # The field of an office.
        ("Menteri Haji dan Umrah Agus Setiawan hadir.", ["Agus Setiawan"]),
        # The seat of an office that the gazetteer does not know.
        ("Bupati Sukatrelk Suparman Xorvan hadir. Menurut Suparman Xorvan, aman.", ["Suparman Xorvan"]),
        # Brands and clubs.
        ("Pembalap Trelk Energy Yamaha menang.", []),
        ("Menurut The Xorvan Trelk, balapan itu mudah.", []),
        ("Menurut Xorvan Blim Trelk (XBT), harga naik.", []),
        # Titles before and inside a name.
        ("Pustakawan Sulastri mengatakan buku itu baru.", ["Sulastri"]),
        ("Menteri Agama Lukman Hakim Saifuddin hadir.", ["Lukman Hakim Saifuddin"]),
    ],
)
def test_what_only_looks_like_a_name_is_left_out(entities: Find, body: str, expected: list[str]) -> None:
    assert [person.name for person in entities(body).persons] == expected


def test_the_seat_is_known_from_the_dateline(entities: Find) -> None:
    (person,) = entities("Bupati Sukatrelk Suparman Xorvan hadir.", dateline="Sukatrelk").persons

    assert (person.name, person.mentions) == ("Suparman Xorvan", ("Suparman Xorvan",))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Debat Ganjar Pranowo-Mahfud MD berlangsung.", ["Ganjar Pranowo", "Mahfud MD"]),
        ("Pasangan Joko Widodo-Ma'ruf Amin menang.", ["Joko Widodo", "Ma'ruf Amin"]),
        ("Debat Ganjar Pranowo-Mahfud Md berlangsung.", ["Ganjar Pranowo", "Mahfud Md"]),
        ("Pendukung SBY-Boediono menang. Menurut Boediono, aman.", ["SBY", "Boediono"]),
        ("Duet Jokowi-Ahok menang.", ["Jokowi", "Ahok"]),
        (
            "Ganjar Pranowo dan Mahfud MD hadir. Menurut Ganjar-Mahfud, aman.",
            ["Ganjar Pranowo", "Mahfud MD"],
        ),
        ("Pemain Trent Alexander-Arnold cedera.", ["Trent Alexander-Arnold"]),
        ("Presiden José Ramos-Horta hadir.", ["José Ramos-Horta"]),
    ],
)
def test_a_hyphen_joins_two_persons_or_belongs_to_one(entities: Find, body: str, expected: list[str]) -> None:
    assert [person.name for person in entities(body).persons] == expected
