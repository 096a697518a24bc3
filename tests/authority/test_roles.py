"""Titles beside a name, before it and behind it, by the years of the articles that give them."""

from __future__ import annotations

import datetime as dt

import pytest

from index.article import Article, Published
from index.authority.roles import Role, is_in_role, roles_of, titles


def article(body: str, year: int = 2020) -> Article:
    published = Published("", dt.date(year, 1, 1))
    return Article("a", "", body, published, "", "", "", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gubernur DKI Jakarta Anies Baswedan hadir.", ["Gubernur DKI Jakarta"]),
        ("Kata Menteri Koordinator Bidang Kemaritiman Anies Baswedan.", ["Menteri Koordinator Bidang Kemaritiman"]),
        ("Anies Baswedan, Gubernur DKI Jakarta, hadir.", ["Gubernur DKI Jakarta"]),
        ("Anies Baswedan selaku gubernur hadir.", []),
        ("Anies Baswedan hadir. Gubernur Jawa Barat Ridwan Kamil tidak.", []),
        ("Gubernur hadir, Anies Baswedan tidak.", []),
        ("Wakil Presiden Jusuf Kalla dan Anies Baswedan hadir.", []),
    ],
)
def test_an_office_is_the_words_directly_beside_the_name(text: str, expected: list[str]) -> None:
    assert list(titles(article(text), ("Anies Baswedan",))) == expected


def test_roles_are_counted_with_their_years() -> None:
    read = [
        (article("Gubernur DKI Jakarta Anies Baswedan hadir.", 2018), ("Anies Baswedan",)),
        (article("Gubernur DKI Jakarta Anies Baswedan pergi.", 2021), ("Anies Baswedan",)),
        (article("Menteri Pendidikan Anies Baswedan hadir.", 2015), ("Anies Baswedan",)),
    ]
    assert roles_of(read) == (Role("Gubernur DKI Jakarta", 2, 2018, 2021), Role("Menteri Pendidikan", 1, 2015, 2015))


def test_a_role_is_found_by_some_of_its_words() -> None:
    assert is_in_role(article("Ketua KPK Agus Rahardjo hadir."), ("Agus Rahardjo",), "ketua kpk")
    assert is_in_role(article("Ketua KPK Agus Rahardjo hadir."), ("Agus Rahardjo",), "KPK")
    assert not is_in_role(article("Ketua KPK Agus Rahardjo hadir."), ("Agus Rahardjo",), "bupati")
