"""Every pair is met, in whatever order texts come; groups are what the pairs join among what is there."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.reprints import NO_GROUP, Samples, candidates, grouped, samples_of
from index.reprints.meeting import FEWEST, LEAST

samples = st.lists(st.sets(st.integers(0, 25), max_size=18), max_size=14)


def made(texts: list[set[int]]) -> Samples:
    return samples_of(np.array(sorted(text), np.uint32) for text in texts)


def linear(texts: list[set[int]], new_from: int = 0) -> list[list[int]]:
    """All pairs compared, one by one."""
    return [
        [one, other]
        for one in range(len(texts))
        for other in range(one + 1, len(texts))
        if other >= new_from
        and len(texts[one] & texts[other]) >= max(FEWEST, LEAST * min(len(texts[one]), len(texts[other])))
    ]


@given(samples)
@settings(max_examples=60)
def test_the_pairs_that_meet_are_those_of_a_linear_search(texts: list[set[int]]) -> None:
    assert candidates(made(texts)).tolist() == linear(texts)


@given(samples, st.integers(1, 14))
@settings(max_examples=60)
def test_new_texts_meet_all_texts_and_old_ones_do_not_meet_again(texts: list[set[int]], new_from: int) -> None:
    new_from = min(new_from, len(texts))
    if texts and new_from:
        assert candidates(made(texts), new_from).tolist() == linear(texts, new_from)


def test_runs_are_asked_about_in_blocks_without_losing_any(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(3)
    texts = [{chance.randrange(60) for _ in range(25)} for _ in range(40)]
    monkeypatch.setattr("index.reprints.meeting.AT_ONCE", 7)
    assert candidates(made(texts)).tolist() == linear(texts)


rows = st.lists(st.tuples(st.integers(0, 6), st.booleans()), max_size=12)
pairs = st.lists(st.tuples(st.integers(1, 6), st.integers(1, 6)), max_size=6)


@given(rows, pairs, st.randoms(use_true_random=False))
def test_groups_are_the_same_in_any_order_of_the_rows(
    articles: list[tuple[int, bool]], joined: list[tuple[int, int]], chance: random.Random
) -> None:
    def groups(order: list[int]) -> list[list[int]]:
        found = grouped(
            np.array([articles[n][0] for n in order], np.int64),
            np.array(joined, np.int64).reshape(-1, 2),
            np.array([articles[n][1] for n in order], np.bool_),
            np.array(order, np.int64),
        )
        of_each = [[order[row] for row in found.of(place)] for place in range(len(order))]
        for place, members in enumerate(of_each):
            assert (found.labels[place] == NO_GROUP) == (members == [])
            assert members == [] or order[place] in members
        return [of_each[order.index(n)] for n in range(len(order))]

    order = list(range(len(articles)))
    shuffled = chance.sample(order, len(order))
    assert groups(order) == groups(shuffled)
    for members in groups(order):
        assert members == sorted(members)
        assert len(members) != 1
        assert all(articles[n][1] and articles[n][0] for n in members)


def test_what_a_dead_row_alone_joined_is_in_no_group_together() -> None:
    digests, joined = np.array([1, 2, 3], np.int64), np.array([[1, 2], [2, 3]], np.int64)
    published = np.arange(3)
    assert list(grouped(digests, joined, np.ones(3, np.bool_), published).of(0)) == [0, 1, 2]
    assert not len(grouped(digests, joined, np.array([True, False, True]), published))
