"""Which segments are merged after one was added."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.codec.tiers import MOST, to_merge


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ([], 0),
        ([100], 0),
        ([1_000_000, 100], 0),
        ([100, 100], 2),
        ([400, 100], 0),
        ([400, 100, 100], 3),
        ([1000, 100, 100], 2),
        ([MOST, MOST], 0),
        ([MOST, 100, 100], 2),
    ],
)
def test_neighbours_of_like_size_are_merged(rows: list[int], count: int) -> None:
    assert to_merge(rows) == count


@given(st.lists(st.integers(1, 3000), min_size=1, max_size=400))
def test_segments_stay_few_and_rows_are_rewritten_rarely(added: list[int]) -> None:
    segments: list[int] = []
    written = 0
    for rows in added:
        segments.append(rows)
        written += rows
        if count := to_merge(segments):
            merged = sum(segments[-count:])
            written += merged
            segments[-count:] = [merged]
    total = sum(added)
    assert sum(segments) == total
    assert len(segments) <= 2 + math.log2(min(total, MOST) + 1) + 2 * total // MOST
    assert written <= total * (3 + 2 * math.log2(total + 1))


def test_a_large_segment_is_never_rewritten() -> None:
    segments = [1_000_000]
    for _ in range(2_000):
        segments.append(100)
        if count := to_merge(segments):
            segments[-count:] = [sum(segments[-count:])]
    assert segments[0] == 1_000_000
