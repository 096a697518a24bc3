"""Hard words of the newsroom, all right, and pairs that must not meet."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.analysis import analyse

GOLDEN = Path(__file__).parents[1] / "golden"


def rows(name: str) -> list[list[str]]:
    lines = (GOLDEN / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def stems(word: str) -> tuple[str, ...]:
    (token,) = analyse(word)
    return token.stems


@pytest.mark.parametrize(("word", "expected"), rows("newsroom.tsv"))
def test_a_hard_word_of_the_newsroom_has_the_right_stems(word: str, expected: str) -> None:
    assert stems(word) == tuple(expected.split())


@pytest.mark.parametrize(("one", "other"), rows("traps.tsv"))
def test_two_words_that_look_related_do_not_meet(one: str, other: str) -> None:
    assert not {*stems(one)} & {*stems(other)}


def test_the_tables_are_as_long_as_promised_and_list_nothing_twice() -> None:
    for name, least in (("newsroom.tsv", 150), ("traps.tsv", 100)):
        listed = [tuple(row) for row in rows(name)]
        assert len(listed) == len(set(listed)) >= least
