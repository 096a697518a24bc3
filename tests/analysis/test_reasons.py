"""What gave a word its stem, as it is told to people."""

from __future__ import annotations

import pytest

from index.analysis import stem
from index.analysis.lexicon import DATA
from index.analysis.reasons import LISTS, reason


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("membanjiri", "me-banjir-i"),
        ("bukunya", "buku-nya"),
        ("ijin", "another spelling of izin"),
        ("kediri", "a place, kept"),
        ("balinya", "bali: a place, kept"),
        ("setelah", "a function word, kept"),
        ("banjir", ""),
        ("4,5", ""),
        ("e-ktp", ""),
    ],
)
def test_a_stem_has_a_reason_where_a_list_or_affixes_gave_it(word: str, told: str) -> None:
    assert reason(word, stem(word)) == told


def test_a_name_of_the_archive_is_called_so() -> None:
    assert reason("membanjiri", "membanjiri", frozenset({"membanjiri"})) == "a name of this archive, kept"


OTHERS = {"model.tsv", "ordinary.txt", "further.txt"}
"""They decide no word: figures, exceptions to a list, roots that the dictionary lacks."""


def test_every_list_has_a_reason() -> None:
    assert set(LISTS) == {path.name for path in DATA.glob("*.t[xs][tv]")} - OTHERS
