"""PySastrawi's dictionary, and what its own rules get wrong and ranking gets right."""

from __future__ import annotations

import pytest

from index.analysis import sastrawi, stem
from tests.archives import ROOT, SHARED

PAIRS = SHARED / "data" / "stem" / "sastrawi_tests.tsv"


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


DIFFERENT = {
    "apatah": "apatah",
    "bernafas": "napas",
    "bolak-balik": "balik",
    "idealis": "idealis",
    "idealisme": "idealisme",
    "kesepersepuluhnya": "kesepersepuluh",
    "kinerja": "kinerja",
    "lelembut": "lelembut",
    "lemigas": "lemigas",
    "melainkan": "melainkan",
    "pemerintah": "pemerintah",
    "perusakan": "rusak",
    "peserta": "peserta",
    "rerata": "rerata",
}
"""Of PySastrawi's 193 pairs, with this project's stem; docs/decisions/analysis-stemmer.md says why each is another."""


@pytest.mark.corpus
@pytest.mark.skipif(not PAIRS.is_file(), reason=f"PySastrawi's test pairs are not beside the project ({PAIRS.name})")
def test_no_stem_differs_from_pysastrawis_own_tests_but_those_accounted_for() -> None:
    pairs = [line.split("\t") for line in PAIRS.read_text("utf-8").splitlines()]
    assert len(pairs) == 193
    assert {word: stem(word) for word, theirs in pairs if stem(word) != theirs} == DIFFERENT


def test_every_difference_from_pysastrawis_tests_is_accounted_for_in_the_docs() -> None:
    documented = (ROOT / "docs" / "decisions" / "analysis-stemmer.md").read_text("utf-8")
    assert [word for word in DIFFERENT if f"`{word}`" not in documented] == []
