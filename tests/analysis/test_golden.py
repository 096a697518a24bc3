"""The stems of several hundred words, wrong ones included: a change of any is seen in the difference."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.analysis import stem

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parents[1] / "golden" / "stems.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("word", "expected"), [row[:2] for row in ROWS])
def test_a_word_keeps_its_stem(word: str, expected: str) -> None:
    assert stem(word) == expected


def test_a_wrong_stem_is_noted_and_no_word_is_listed_twice() -> None:
    words = [row[0] for row in ROWS]
    assert len(words) == len(set(words)) > 300
    assert all(len(row) == 2 or row[2].startswith(("right: ", "compound: ")) for row in ROWS)
