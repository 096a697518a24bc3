"""The stories that a page points to, out of what was cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Removed
from index.pointers import folded, pointers
from tests.cleaning.articles import FIRST, SECOND, cleaned

HARGA = "Harga Cabai Turun di Wates"
PANEN = "Petani Lereng Merapi Panen Raya"


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (f"Baca juga: {HARGA}", (HARGA,)),
        (f"BACA JUGA : {HARGA}", (HARGA,)),
        (f"Baca Juga{HARGA}", (HARGA,)),
        (f"Baca juga:{HARGA} Baca juga:{PANEN}", (HARGA, PANEN)),
        (f"Baca juga: {HARGA}{PANEN}", (HARGA, PANEN)),
        (f"Baca juga: {HARGA}; {PANEN}", (HARGA, PANEN)),
        (f"(Baca: {HARGA})", (HARGA,)),
        (f"Simak Video '{HARGA}':", (HARGA,)),
        (f"Pilihan Editor: {HARGA}", (HARGA,)),
        (f"- Baca Juga: {HARGA}?", (f"{HARGA}?",)),
        (HARGA, (HARGA,)),
        ("Baca juga:", ()),
        ("Simak selengkapnya.", ()),
    ],
)
def test_headlines_are_read_without_their_marks(text: str, titles: tuple[str, ...]) -> None:
    assert pointers([Removed("related", text)]) == titles


def test_what_is_no_pointer_points_nowhere() -> None:
    assert pointers([Removed("advertisement", HARGA)]) == ()


def test_a_headline_named_twice_is_told_once() -> None:
    assert pointers(cleaned(f"{FIRST}\nBaca juga: {HARGA}\n{SECOND}\nBaca juga: {HARGA}\n").removed) == (HARGA,)


def test_case_and_signs_make_no_other_headline() -> None:
    assert folded("Resmi! Harga Cabai Turun") == folded("RESMI, harga cabai turun")


@given(st.text(max_size=300))
def test_no_text_raises_and_titles_are_one_line(text: str) -> None:
    assert all("\n" not in title for title in pointers([Removed("related", text)]))
