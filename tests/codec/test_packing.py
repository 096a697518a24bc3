"""Numbers in as few bits as they need, and back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.codec.packing import BLOCK, MOST, pack, take, unpack


def numbers(blocks: int, most: int, seed: int = 0) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
    chance = np.random.default_rng(seed)
    found = chance.integers(0, most, blocks * BLOCK, endpoint=True, dtype=np.uint64)
    return (found >> chance.integers(0, 33, len(found), dtype=np.uint64)).astype(np.uint32)


@given(st.integers(0, 60), st.integers(0, MOST), st.integers(0, 9))
def test_what_was_packed_is_unpacked(blocks: int, most: int, seed: int) -> None:
    given_ = numbers(blocks, most, seed)
    words, widths = pack(given_)
    assert unpack(words, np.cumsum(widths) - widths, widths).reshape(-1).tolist() == given_.tolist()


@pytest.mark.parametrize("width", range(33))
@pytest.mark.parametrize("blocks", [1, 8, 9, 200])
def test_every_width_is_unpacked_by_both_ways(width: int, blocks: int) -> None:
    given_ = numbers(blocks, (1 << width) - 1)
    given_[::BLOCK] = (1 << width) - 1
    words, widths = pack(given_)
    assert set(widths.tolist()) == {width}
    assert (unpack(words, np.cumsum(widths) - widths, widths).reshape(-1) == given_).all()


@given(st.integers(1, 60), st.integers(0, MOST), st.data())
def test_single_numbers_are_those_at_their_places(blocks: int, most: int, data: st.DataObject) -> None:
    given_ = numbers(blocks, most)
    places = np.array(sorted(data.draw(st.sets(st.integers(0, len(given_) - 1)))), np.int64)
    words, widths = pack(given_)
    assert take(words, np.cumsum(widths) - widths, widths, places).tolist() == given_[places].tolist()


@pytest.mark.parametrize(
    ("largest", "width"), [(0, 0), (1, 1), (255, 8), (256, 9), (65535, 16), (65536, 17), (MOST, 32)]
)
def test_a_block_is_as_wide_as_its_largest_number(largest: int, width: int) -> None:
    given_ = np.zeros(BLOCK, np.uint32)
    given_[77] = largest
    words, widths = pack(given_)
    assert widths.tolist() == [width]
    assert len(words) == 4 * width
