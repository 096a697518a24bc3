"""Mistakes that were seen in real news, each with a sentence written for this."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.article import Entities
from index.entities.lists import lists
from index.entities.neighbours import by_neighbours
from index.entities.reading import mentions
from index.entities.tokens import tokens

Find = Callable[..., Entities]


def _read(body: str, *spans: tuple[str, str]) -> list[tuple[str, str]]:
    """Kind and name of the mentions, where the tagger says *spans*, whatever it says now."""
    text = tokens("", body)
    found = []
    for words, kind in spans:
        parts = tokens("", words).words[1:]
        at = next(i for i in range(len(text.words)) if text.words[i : i + len(parts)] == parts)
        found.append((at, at + len(parts), kind))
    return [(mention.kind, mention.name) for mention in mentions(text, found, lists())]


def test_issue_8_a_mayor_is_no_city() -> None:
    assert _read("Wali Kota Sari Dewanti hadir.", ("Kota Sari", "LOC"), ("Dewanti", "PER")) == [("PER", "Sari Dewanti")]


def test_issue_8_the_seat_of_a_mayor_stays_a_place() -> None:
    assert _read("Wali Kota Bogor hadir.", ("Kota Bogor", "LOC")) == [("LOC", "Bogor")]


def test_issue_8_a_price_is_no_part_of_a_name() -> None:
    assert _read("Uang Baim Rp100 ribu hilang.", ("Baim Rp100", "PER")) == [("PER", "Baim")]
    assert _read("Uang Baim Rp 100 ribu hilang.", ("Baim Rp 100", "PER")) == [("PER", "Baim")]


@pytest.mark.parametrize("word", ["Kpoppers", "Whoosh"])
def test_issue_8_fans_and_trains_are_no_persons(word: str) -> None:
    assert _read(f"Menurut {word}, hujan turun.", (word, "PER")) == []


def test_issue_8_a_pair_of_public_figures_is_two_persons() -> None:
    assert _read("Pasangan Anies-Muhaimin hadir.", ("Anies-Muhaimin", "PER")) == [("PER", "Anies"), ("PER", "Muhaimin")]


def test_a_level_before_a_place_is_a_part_of_it_but_not_that_of_an_office() -> None:
    assert _read("Warga Kota Bogor antre.", ("Bogor", "LOC")) == [("LOC", "Kota Bogor")]
    assert _read("Wali Kota Bogor antre.", ("Bogor", "LOC")) == [("LOC", "Bogor")]


def test_the_people_of_a_place_are_no_body() -> None:
    assert _read("Pemuda Jateng hadir.", ("Pemuda Jateng", "ORG")) == [("LOC", "Jateng")]
    assert _read("Pemuda Muhammadiyah hadir.", ("Pemuda Muhammadiyah", "ORG")) == [("ORG", "Pemuda Muhammadiyah")]


def test_the_place_behind_initials_in_brackets_is_a_part_of_the_body() -> None:
    body = "Menurut Badan Kepegawaian Daerah (BKD) Aceh, hujan reda."
    spans = (("Badan Kepegawaian Daerah", "ORG"), ("BKD", "ORG"), ("Aceh", "LOC"))
    assert _read(body, *spans) == [("ORG", "Badan Kepegawaian Daerah (BKD) Aceh")]


def test_a_street_written_small_is_no_person() -> None:
    text = tokens("", "Mereka lewat jalan Ahmad Yani.")
    assert by_neighbours(text, [(4, 6, "PER")], lists()) == [(3, 6, "FAC")]


def test_a_known_place_is_no_building() -> None:
    assert _read("Kemarau melanda Deliserdang.", ("Deliserdang", "FAC")) == [("LOC", "Deliserdang")]


def test_where_a_line_comes_from_is_no_body() -> None:
    assert _read("Hujan turun.\n(Budi Santoso/Antara)", ("Antara", "ORG")) == []
    assert _read("Dana (Kementan/Bulog) turun.", ("Bulog", "ORG")) == [("ORG", "Bulog")]


def test_the_name_of_a_site_is_one_word() -> None:
    words = tokens("", "Dikutip Trelk.com, blim.co.id dan trelk.com. Ia pergi.Dia pulang.").words[1:]
    assert words[1:6] == ["Trelk.com", ",", "blim.co.id", "dan", "trelk.com"]
    assert words[6:] == [".", "Ia", "pergi", ".", "Dia", "pulang", "."]


def test_a_race_is_no_place_and_a_legal_form_no_body() -> None:
    assert _read("Ia menang di MotoGP San Marino.", ("San Marino", "LOC")) == [("FAC", "MotoGP San Marino")]
    assert _read("PT Trelk Blim (Persero) untung.", ("Persero", "ORG")) == []


def test_an_index_of_shares_is_no_person() -> None:
    assert _read("Indeks Dow Jones Industrial Average naik.", ("Dow Jones Industrial Average", "PER")) == []
