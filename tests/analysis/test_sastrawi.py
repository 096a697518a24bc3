"""PySastrawi's dictionary, and what its own rules get wrong and ranking gets right."""

from __future__ import annotations

import pytest

from index.analysis import sastrawi, stem


def test_the_dictionary_is_read_from_the_installed_package() -> None:
    assert {"makan", "rumah", "tegak", "selidik"} <= sastrawi.dictionary()


def test_a_root_is_a_plain_word_of_three_letters_or_more() -> None:
    assert [root for root in sastrawi.dictionary() if not (root.isalpha() and root.isascii() and len(root) > 2)] == []


@pytest.mark.parametrize(
    ("word", "first_hit", "root"),
    [
        ("penegakan", "tega", "tegak"),
        ("gerakan", "gera", "gerak"),
        ("perbankan", "perban", "bank"),
        ("penyelidikan", "lidi", "selidik"),
        ("penculikan", "culi", "culik"),
        ("memasuki", "pasuk", "masuk"),
        ("dikurangi", "rang", "kurang"),
        ("dibelinya", "bel", "beli"),
        ("menyinari", "sari", "sinar"),
        ("perpajakan", "paja", "pajak"),
        ("kerusakan", "rusa", "rusak"),
        ("senilai", "nila", "nilai"),
        ("berikan", "ikan", "beri"),
    ],
)
def test_the_likeliest_root_is_taken_where_the_first_hit_is_another_word(word: str, first_hit: str, root: str) -> None:
    assert {first_hit, root} <= sastrawi.dictionary()
    assert stem(word) == root
