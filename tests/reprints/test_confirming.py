"""What is a reprint and what is not, told from the two texts alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reprints import NO_DIGEST, is_reprint, sketch, words_of
from tests.reprints.texts import VOCABULARY, edited, reordered, text

STORY = text(1)
OTHER = text(2)


def one_copy(first: list[str], second: list[str]) -> bool:
    return is_reprint(words_of(first), words_of(second))


@pytest.mark.parametrize(
    "copy",
    [
        STORY,
        STORY[:100],
        STORY[120:],
        reordered(STORY),
        edited(STORY, 0.05),
        edited(STORY, 0.2),
        edited(reordered(STORY[:160]), 0.15),
        [*STORY, *OTHER[:60]],
        [*OTHER[:20], *STORY],
    ],
    ids=["whole", "cut", "without its lead", "reordered", "edited", "edited much", "all of it", "longer", "new lead"],
)
def test_a_reprint_is_told_whatever_was_done_to_it(copy: list[str]) -> None:
    assert one_copy(STORY, copy)
    assert one_copy(copy, STORY)


@pytest.mark.parametrize(
    "report",
    [
        OTHER,
        [*OTHER[:120], *STORY[120:]],
        [*STORY[:60], *OTHER[60:]],
        [*OTHER[:40], *STORY[40:70], *OTHER[70:100], *STORY[100:130], *OTHER[130:]],
        edited(STORY, 0.6),
    ],
    ids=["another story", "a follow-up with the same background", "the same first lines", "quotations", "retold"],
)
def test_a_report_of_the_same_event_is_no_reprint(report: list[str]) -> None:
    assert not one_copy(STORY, report)


def priced(day: int) -> list[str]:
    """The same words every day, and other prices."""
    return [word for n, word in enumerate(STORY[:120]) for word in ([word, f"{day}{n}00"] if n % 6 == 0 else [word])]


def test_the_same_words_with_the_figures_of_another_day_are_no_reprint() -> None:
    assert one_copy(priced(11), edited(priced(11), 0.05))
    assert not one_copy(priced(11), priced(12))


def test_one_corrected_figure_leaves_a_reprint_one() -> None:
    wrong = priced(11)
    corrected = [word if word != "11000" else "12000" for word in wrong]
    assert corrected != wrong
    assert one_copy(wrong, corrected)


words = st.lists(st.sampled_from([*VOCABULARY[:40], "12", "2019"]), max_size=80)


@given(words, words)
def test_which_comes_first_makes_no_difference(first: list[str], second: list[str]) -> None:
    assert one_copy(first, second) == one_copy(second, first)


@given(words, words)
def test_a_digest_is_that_of_the_words_in_their_order(first: list[str], second: list[str]) -> None:
    one, other = sketch(first).digest, sketch(second).digest
    if NO_DIGEST in (one, other):
        assert min(len(first), len(second)) < 10
    else:
        assert (one == other) == (first == second)
