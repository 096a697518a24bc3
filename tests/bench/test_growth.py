"""Heaps' law is found again where it was put in, and a tail keeps to it."""

from __future__ import annotations

from itertools import chain

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.corpora import growth
from bench.corpora.lists import Lists, counted, ranges, starts_of


@pytest.mark.parametrize("beta", [0.5, 0.7, 0.85])
def test_the_exponent_of_a_stream_is_found_again(beta: float) -> None:
    stream = growth.tail(400_000, 20_000, beta, np.random.default_rng(1))
    assert growth.fitted(stream).beta == pytest.approx(beta, abs=0.08)


@pytest.mark.parametrize(("draws", "distinct"), [(50_000, 5_000), (200_000, 100_000), (10_000, 2_000)])
def test_a_tail_holds_as_many_different_values_as_were_asked_for(draws: int, distinct: int) -> None:
    found = growth.tail(draws, distinct, 0.6, np.random.default_rng(2))
    assert len(np.unique(found)) == pytest.approx(distinct, rel=0.05)


def test_numbers_given_anew_have_no_gaps_and_keep_their_order() -> None:
    numbers, n = growth.renumbered(np.array([700, 3, 3, 90]))
    assert (numbers.tolist(), n) == ([2, 0, 0, 1], 3)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 9)), max_size=20))
def test_ranges_are_what_arange_gives(pairs: list[tuple[int, int]]) -> None:
    firsts = np.array([first for first, _ in pairs], np.int64)
    lasts = firsts + np.array([length for _, length in pairs], np.int64)
    assert ranges(firsts, lasts).tolist() == [i for f, t in zip(firsts, lasts, strict=True) for i in range(f, t)]


@given(st.lists(st.lists(st.integers(0, 9), max_size=4), min_size=1, max_size=8), st.data())
def test_chosen_lists_are_those_lists(lists: list[list[int]], data: st.DataObject) -> None:
    held = Lists(
        starts_of(np.array([len(items) for items in lists])), np.array(list(chain.from_iterable(lists)), np.uint32)
    )
    which = data.draw(st.lists(st.integers(0, len(lists) - 1), max_size=8))
    chosen = held.chosen(np.array(which, np.int64))
    assert [chosen.items[a:b].tolist() for a, b in zip(chosen.starts, chosen.starts[1:], strict=False)] == [
        lists[i] for i in which
    ]


def test_counting_in_pieces_is_counting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.corpora.lists.PIECE", 3)
    assert counted(np.array([5, 1, 1, 0, 5, 5, 5], np.uint32), 8).tolist() == [1, 2, 0, 0, 0, 4, 0, 0]
