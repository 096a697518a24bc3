"""What holds for any text at all."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.analysis import analyse, fold, stem, terms
from index.analysis.tokenise import LONGEST

# Any text, and texts dense in what the tokeniser decides about.
PIECES = st.one_of(
    st.sampled_from(["anak", "nya", "2", "BEKASI", "Rp", "US$", "usd", "www.", "https://", "a.id", "1", "000", "٣"]),
    st.sampled_from(
        ["S.H.", "S.Pd.", "a.", "juta", "persen", "15/9/2022", "15/9/22", "â€™", "â€œ", "‚Äô", "‚Ä", "ꞌ", "％"]
    ),
    st.sampled_from(["-", "'", "’", "ʼ", "&", ".", ",", "/", ":", "@", "#", "$", "_", "%", " ", "\n", "\u00a0"]),
    st.sampled_from(
        [
            "\u00ad",
            "\u200b",
            "\ufe0f",
            "\u202e",
            "\u0306",
            "½",
            "²",
            "é",
            "ß",
            "İ",
            "ſ",
            "ﬁ",
            "ﷺ",
            "ŉ",
            "Ｒ",
            "北",
            "한",
            "K",
        ]
    ),
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join))


@given(TEXTS)
@example("Ｒp10 Ｒp\u00ad10")
@example("www.a.\u200b b")
def test_a_surface_analysed_again_is_the_same_token(text: str) -> None:
    for token in analyse(text):
        (again,) = analyse(token.surface)
        assert (again.surface, again.stems) == (token.surface, token.stems)


@given(TEXTS)
@example("a" * 300 + " " + "ﬃ" * 90)
@example("0`0×")
def test_the_offsets_cut_out_the_word_whose_folding_is_the_surface(text: str) -> None:
    for token in analyse(text):
        written = text[token.start : token.end]
        # Cut at LONGEST; where folding would split the word (full-width Ｒp10) it is only put in lower case.
        assert fold(written).startswith(token.surface) or written.lower().startswith(token.surface)
        assert token.surface == fold(written) or len(fold(written)) > LONGEST or not written.isascii()


@given(TEXTS)
def test_terms_and_tokens_agree(text: str) -> None:
    tokens, columns = analyse(text), terms(text)
    assert columns.surfaces == [token.surface for token in tokens]
    assert list(zip(columns.stem_positions, columns.stems, strict=True)) == [
        (token.position, stem) for token in tokens for stem in token.stems
    ]


@given(TEXTS)
def test_no_term_is_empty_or_holds_white_space_or_is_over_long(text: str) -> None:
    for token in analyse(text):
        for term in (token.surface, *token.stems):
            assert term
            assert not any(character.isspace() for character in term)
            assert len(term) <= LONGEST


@given(TEXTS)
def test_positions_rise_by_one_and_words_do_not_overlap(text: str) -> None:
    tokens = analyse(text)
    assert [token.position for token in tokens] == list(range(len(tokens)))
    assert all(one.end <= other.start for one, other in pairwise(tokens))
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)


@given(TEXTS)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="abdegiknmprstuy'-2", min_size=1, max_size=14))
def test_the_stem_of_a_single_word_is_a_single_word(word: str) -> None:
    if len(analyse(word)) == 1:
        assert stem(word)
        assert not any(character.isspace() for character in stem(word))


HOSTILE = (
    "a\u200b",
    "\u200b'",
    "a'",
    "a.",
    "A.S.",
    "S.Pd.",
    "1.",
    "1,1:",
    "%",
    "http://",
    "www.)",
    "a@",
    "a@a.",
    "#",
    "a-",
    "1-1.1",
    "\u0306",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_text_twice_as_long_costs_no_more_than_its_length(piece: str) -> None:
    """A quadratic expression would need many minutes for each of these, not the part of a second that they take."""
    assert all(len(token.surface) <= LONGEST for token in analyse(piece * 50_000))
    assert len(analyse("a" + piece[-1] * 200_000 + "b")) <= 200_002
