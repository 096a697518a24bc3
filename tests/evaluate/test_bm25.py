"""The formula against values worked out by hand and against Lucene's documented encoding."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.evaluate.bm25 import Saturations, byte_lengths, idf, kept_bytes, kept_lengths, norms, saturation


def test_idf_is_the_logarithm_that_lucene_documents() -> None:
    assert idf(10, 3) == pytest.approx(math.log(1 + (10 - 3 + 0.5) / (3 + 0.5)))


def test_a_term_in_every_article_still_says_a_little() -> None:
    assert 0 < idf(10, 10) < 0.05


def test_an_article_of_average_length_has_the_norm_k1() -> None:
    assert norms(np.array([24]), 24.0)[0] == pytest.approx(1.2)


def test_saturation_grows_with_frequency_and_stays_below_one() -> None:
    weights = np.array([1.0, 2.0, 50.0])
    values = saturation(weights, np.full(3, 1.2))
    assert list(values) == sorted(values)
    assert values[-1] < 1


def test_looking_up_gives_what_computing_gives_for_any_frequency() -> None:
    lengths = np.array([0, 7, 300, 5_000, 2_000_000, 40])
    rows = np.array([0, 1, 2, 3, 4, 5], np.int32)
    for weights in ([1, 2, 3, 127, 1, 9], [1, 128, 3, 255, 256, 1], [1, 70_000, 2**24, 2**31, 2**32 - 1, 1]):
        found = Saturations(lengths, 250.0).of(rows, np.array(weights, np.uint32))
        assert found.tolist() == pytest.approx(saturation(np.array(weights, float), norms(lengths, 250.0)).tolist())


@given(st.lists(st.integers(0, 2**21), min_size=1))
def test_a_kept_byte_stands_for_the_kept_length(lengths: list[int]) -> None:
    values = np.array(lengths)
    assert byte_lengths()[kept_bytes(values)].tolist() == kept_lengths(values).tolist()


@pytest.mark.parametrize("length", [0, 1, 17, 39, 40])
def test_short_lengths_are_kept_exactly(length: int) -> None:
    assert kept_lengths(np.array([length]))[0] == length


def test_the_byte_encoding_reaches_the_largest_integer_of_lucene() -> None:
    assert byte_lengths()[-1] == 2_013_265_944
    assert len(byte_lengths()) == 256
    assert (np.diff(byte_lengths()) > 0).all()


@given(st.integers(0, 2**31 - 1))
def test_a_kept_length_is_never_more_and_at_most_an_eighth_less(length: int) -> None:
    kept = int(kept_lengths(np.array([length]))[0])
    assert kept <= length
    assert length - kept <= max(length / 8, 0)
