"""What is marked as near is what is found as near, and each mark belongs to a stretch with all the words in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import analyse, terms
from search.evaluate.spots import nearby, spots
from search.query.tree import Near, Phrase, Word
from tests.evaluate.reference import are_near

WORDS = ("banjir", "membanjiri", "jakarta", "pasar", "naik", "di")
texts = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
phrases = st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(" ".join).map(Phrase)
children = st.lists(
    st.sampled_from(WORDS).map(Word)
    | st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(" ".join).map(Phrase),
    min_size=2,
    max_size=4,
)


@given(text=texts, children=children, between=st.integers(0, 4), is_ordered=st.booleans())
def test_something_is_marked_exactly_where_the_article_matches(
    text: str, children: list[Word | Phrase], between: int, is_ordered: bool
) -> None:
    near = Near(tuple(children), between, is_ordered=is_ordered)
    assert bool(spots(analyse(text), nearby(near))) == are_near(near, terms(text))


@pytest.mark.parametrize(
    ("near", "expected"),
    [
        (Near((Word("banjir"), Word("pasar")), 1, is_ordered=True), {2, 4}),
        (Near((Word("pasar"), Word("banjir")), 1, is_ordered=True), set()),
        (Near((Word("pasar"), Word("banjir")), 1, is_ordered=False), {2, 4}),
        (Near((Phrase("banjir"), Word("pasar")), 3, is_ordered=True), {0, 4}),
        (Near((Word("banjir"), Phrase("di pasar")), 0, is_ordered=True), {2, 3, 4}),
        (Near((Word("banjir"), Word("banjir")), 2, is_ordered=False), {0, 2}),
        (Near((Word("banjir"), Word("?")), 2, is_ordered=False), set()),
    ],
)
def test_only_the_words_of_a_stretch_are_marked(near: Near, expected: set[int]) -> None:
    assert spots(analyse("Banjir lalu membanjiri di pasar lain dan lain lagi sampai pasar"), nearby(near)) == expected
