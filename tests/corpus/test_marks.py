"""100 real articles in which a reader marked what is no story, before the rules were run on them. Needs ../shared."""

from __future__ import annotations

import pytest

from bench.cleaning import Score, marked_articles, scored
from tests.archives import SHARED

CORPUS = SHARED / "data" / "corpus"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the real corpus is not beside the project"),
]


@pytest.fixture(scope="module")
def score() -> Score:
    return scored(marked_articles(CORPUS))


def test_all_marked_articles_are_there_as_they_were_marked(score: Score) -> None:
    assert score.articles == 100


def test_of_a_hundred_lines_cut_ninety_nine_are_no_story(score: Score) -> None:
    assert score.precision >= 0.99


def test_of_a_hundred_lines_that_are_no_story_eighty_five_are_cut(score: Score) -> None:
    assert score.recall >= 0.85, "the floor is .95, which docs/figures.md says is missed; it may not be missed by more"


def test_no_letter_of_a_story_is_cut(score: Score) -> None:
    assert score.letters_wronged == 0


def test_every_day_that_was_marked_is_read_with_its_year(score: Score) -> None:
    assert all(score.dates)
