"""Patterns and misspelt words over a whole vocabulary give what asking each term gives."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.evaluate.vocabulary import beginning, like, most_frequent, within
from search.query.patterns import is_within, matches
from tests.evaluate.reference import distance, is_like
from tests.evaluate.scanned import ArrayVocabulary, vocabulary_of

letters = st.text("abcé北.-", max_size=7)
terms = st.lists(letters.filter(bool), unique=True, max_size=30)
patterns = st.text("abé北?*.", min_size=1, max_size=8)


def vocabulary(terms: list[str]) -> ArrayVocabulary:
    return vocabulary_of((term, 1) for term in sorted(term.encode() for term in terms))


def found(among: ArrayVocabulary, places: np.ndarray[tuple[int], np.dtype[np.int64]]) -> list[str]:
    return [among[place] for place in places.tolist()]


@given(terms=terms, pattern=patterns)
@example(terms=["ab", "abab", "b"], pattern="*ab")
@example(terms=["a.b", "acb"], pattern="a.b")
@example(terms=["aba"], pattern="*a*b*")
def test_a_pattern_finds_the_terms_it_describes(terms: list[str], pattern: str) -> None:
    held = vocabulary(terms)
    expected = [term for term in sorted(terms, key=str.encode) if is_like(pattern, term)]
    assert found(held, like(held, pattern)) == expected
    assert [term for term in sorted(terms, key=str.encode) if matches(pattern, term)] == expected


@given(terms=terms, prefix=letters)
def test_a_prefix_finds_the_terms_that_begin_so(terms: list[str], prefix: str) -> None:
    held = vocabulary(terms)
    assert found(held, beginning(held, prefix)) == [t for t in sorted(terms, key=str.encode) if t.startswith(prefix)]


@given(terms=terms, word=letters.filter(bool), edits=st.integers(1, 2))
@example(terms=["banjir", "banjri", "abnjir", "abnjri"], word="banjir", edits=1)
@example(terms=["é北", "北é", "北éa"], word="é北", edits=1)
def test_a_misspelt_word_finds_what_few_edits_make_of_it(terms: list[str], word: str, edits: int) -> None:
    held = vocabulary(terms)
    expected = [term for term in sorted(terms, key=str.encode) if distance(word, term) <= edits]
    assert found(held, within(held, word, edits)) == expected


@given(one=letters, other=letters, edits=st.integers(0, 3))
@example(one="ca", other="abc", edits=2)
def test_the_distance_of_two_words_is_that_of_the_definition(one: str, other: str, edits: int) -> None:
    assert is_within(one, other, edits) == (distance(one, other) <= edits)


def test_a_hostile_pattern_takes_no_longer_than_a_friendly_one() -> None:
    held = vocabulary(["a" * n for n in range(1, 65)])
    assert not len(like(held, "*a" * 30 + "*b"))
    assert not matches("*a" * 30 + "*b", "a" * 64)


def test_of_too_many_forms_the_most_frequent_are_taken() -> None:
    one = vocabulary_of([(b"banjar", 5), (b"banjir", 2), (b"banyak", 4)])
    other = vocabulary_of([(b"banjir", 4), (b"banyu", 1)])
    places = [np.arange(3), np.arange(2)]
    assert most_frequent((one, other), places, 2) == (("banjar", "banjir"), 4)
    assert most_frequent((one, other), places, 9) == (("banjar", "banjir", "banyak", "banyu"), 4)


@pytest.mark.parametrize("word", ["banjir", "é", "北京"])
def test_nothing_is_found_in_an_empty_vocabulary(word: str) -> None:
    held = vocabulary([])
    assert not len(like(held, word + "*?"))
    assert not len(within(held, word, 2))
