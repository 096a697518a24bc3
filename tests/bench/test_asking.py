"""A benchmark whose answers differ fails, and says where."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bench.asking import EnginesDisagree, check
from bench.engines import Answer
from bench.queries import AskedWord, Question, Shape

QUESTION = Question(Shape.ALL, (AskedWord("pasar", "pasar"),))
COUNTS = {"person": (("ratna", 3), ("hasan", 2)), "place": (("bandung", 4),), "month": (("2021-01", 4),)}
ANSWER = Answer(4, ((0, 2.0), (1, 1.0), (2, 1.0), (3, 0.5)), COUNTS)


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (replace(ANSWER, total=5), r"'a': 4, 'b': 5"),
        (replace(ANSWER, top=ANSWER.top[:2]), r"b shows 2 of 4"),
        (replace(ANSWER, facets=COUNTS | {"place": (("bandung", 3),)}), r"place: .*'b': \(\[3\]"),
        (
            replace(ANSWER, facets=COUNTS | {"person": (("hasan", 3), ("ratna", 2))}),
            r"person: .*'b': .*'hasan': 3",
        ),
        (replace(ANSWER, facets=COUNTS | {"person": ()}), r"person: .*'b': \(\[\], \{\}\)"),
    ],
)
def test_a_difference_is_an_error_that_names_it(other: Answer, told: str) -> None:
    with pytest.raises(EnginesDisagree, match=told):
        check(QUESTION, {"a": ANSWER, "b": other})


@pytest.mark.parametrize(
    "other",
    [
        ANSWER,
        replace(ANSWER, facets=COUNTS | {"person": (("ratna", 3), ("sari", 2))}),  # a tie at the end is cut anywhere
        replace(ANSWER, total=2, is_partial=True),
    ],
)
def test_what_an_engine_owns_to_is_no_difference(other: Answer) -> None:
    assert check(QUESTION, {"a": ANSWER, "b": other}) == set()


def test_an_estimate_that_is_off_is_counted() -> None:
    estimate = replace(ANSWER, facets=COUNTS | {"place": (("bandung", 3),)}, counts_are_estimates=True)
    assert check(QUESTION, {"a": ANSWER, "b": estimate}) == {"b"}


def test_an_estimate_that_is_right_is_not_off() -> None:
    assert check(QUESTION, {"a": ANSWER, "b": replace(ANSWER, counts_are_estimates=True)}) == set()


def test_whoosh_is_excused_of_swapped_letters_alone() -> None:
    fuzzy = replace(QUESTION, shape=Shape.FUZZY)
    check(fuzzy, {"a": ANSWER, "whoosh": replace(ANSWER, total=0, top=())})
    with pytest.raises(EnginesDisagree):
        check(fuzzy, {"a": ANSWER, "fts5": replace(ANSWER, total=0, top=())})
