"""Texts made to be slow are not."""

from __future__ import annotations

import time

import pytest

from tests.cleaning.articles import cleaned

LIMIT = 5.0
"""Seconds of processor time for texts of 36,000 to 200,000 characters; the slowest takes a fifth of it."""


@pytest.mark.parametrize(
    "text",
    [
        "<!--" * 40_000,
        "<script>" * 10_000,
        "<a " * 40_000,
        "Baca Juga" * 4_000,
        "Baca juga: Aa Bb " * 5_000,
        "Tag\n" * 20_000,
        "&amp;amp;amp;" * 9_000,
        "Kata.Kata " * 20_000,
        "," * 100_000,
        "x.,X" * 30_000,
        "A, " * 30_000,
        "(Foto: " * 20_000,
        "Editor: A " * 8_000,
        "‚Äú" * 40_000,
        "\n" * 100_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_a_long_text_of_one_trap_is_cleaned_in_time(text: str) -> None:
    start = time.process_time()
    cleaned(text)
    assert time.process_time() - start < LIMIT
