"""A page of a long list is the page of the same list sorted whole."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import columns
from index.columns import Columns
from index.columns.texts import NO_DICTIONARY
from search.evaluate import ordering
from search.evaluate.matches import Matches
from search.evaluate.ordering import page_of
from search.request import Window

SORTS = ("relevance", "newest", "oldest")


def archive(size: int, seed: int) -> tuple[Columns, Matches]:
    """Articles with few different days and scores, so that there are ties, some of them only after rounding."""
    chance = np.random.default_rng(seed)
    days = chance.integers(0, 9, size).astype(np.int32) * 700_000
    keys = NO_DICTIONARY.extended([f"k{n}" for n in chance.permutation(size)])
    scores = chance.integers(0, 30, size) / 7 + chance.integers(0, 3, size) * 1e-9
    held = replace(columns.empty(), number=np.arange(size), day=days, keys=keys)
    rows = np.sort(chance.choice(size, size * 9 // 10, replace=False)).astype(np.int32)
    return held, Matches(rows, scores[rows])


def sorted_whole(held: Columns, found: Matches, sort: str) -> list[int]:
    def key(index: int) -> tuple[float, int]:
        row = found.rows[index]
        day = int(held.day[row])
        first = {"relevance": -round(found.scores[index] * 1e6), "newest": -day, "oldest": day or 10**9}[sort]
        return first, int(held.key_ranks[row])

    return sorted(range(len(found)), key=key)


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("start", [0, 10, 90, 5_000])
def test_a_page_is_a_slice_of_the_whole_list(sort: str, start: int) -> None:
    held, found = archive(40_000, 3)
    assert page_of(found, held, sort, Window(start, 20)).tolist() == sorted_whole(held, found, sort)[start : start + 20]


@given(seed=st.integers(0, 9), start=st.integers(0, 50), size=st.integers(0, 30), sort=st.sampled_from(SORTS))
def test_short_lists_too(seed: int, start: int, size: int, sort: str) -> None:
    held, found = archive(40, seed)
    expected = sorted_whole(held, found, sort)[start : start + size]
    assert page_of(found, held, sort, Window(start, size)).tolist() == expected


def test_a_sample_that_misleads_is_corrected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ordering, "_SAMPLE", 1)
    held, found = archive(20_000, 4)
    assert page_of(found, held, "newest", Window(0, 500)).tolist() == sorted_whole(held, found, "newest")[:500]


def test_a_sample_that_holds_the_best_alone_is_corrected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ordering, "_SAMPLE", 1)
    held, found = archive(20_000, 4)
    falling = replace(found, scores=np.linspace(9, 1, len(found)))
    assert page_of(falling, held, "relevance", Window(0, 50)).tolist() == list(range(50))


def test_what_is_equal_to_six_digits_is_ordered_by_key_at_the_edge_of_a_page_too() -> None:
    held, found = archive(20_000, 4)
    almost = replace(found, scores=np.where(np.arange(len(found)) % 50 == 0, 1.0000002, 1.0))
    by_key = np.argsort(held.key_ranks[found.rows])
    assert page_of(almost, held, "relevance", Window(0, 5)).tolist() == by_key[:5].tolist()


def test_a_page_behind_the_end_is_empty() -> None:
    held, found = archive(10, 1)
    assert page_of(found, held, "relevance", Window(100, 10)).tolist() == []
