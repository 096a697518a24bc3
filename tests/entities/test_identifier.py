from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.entities import identifier

NAMES = st.text(min_size=1, max_size=40)
LATIN = st.text(st.characters(max_codepoint=0x17F, categories=["L", "N", "P", "Z"]), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Vladimir Putin", "vladimir-putin"),
        ("B.J. Habibie", "bj-habibie"),
        ("Ma'ruf Amin", "maruf-amin"),
        ("Ma’ruf Amin", "maruf-amin"),
        ("Recep Tayyip Erdoğan", "recep-tayyip-erdogan"),
        ("Lech Wałęsa", "lech-walesa"),
        ("Kim Jong-un", "kim-jong-un"),
        ("AC Milan", "ac-milan"),
        ("Pare-Pare", "pare-pare"),
        ("  Solo  ", "solo"),
        ("Путин", "путин"),
        ("محمد", "محمد"),
        ("हिन्दी", "हिन्दी"),
        ("习近平", "习近平"),
        ("", ""),
    ],
)
def test_a_name_has_the_identifier_one_would_write_by_hand(name: str, expected: str) -> None:
    assert identifier(name) == expected


@given(NAMES)
@example("ŉ")
@example("İ")
@example("ǰ'ß")
def test_the_identifier_of_an_identifier_is_itself(name: str) -> None:
    assert identifier(identifier(name)) == identifier(name)


@given(NAMES)
@example("?!")
@example(" ")
@example("\ud800")
def test_an_identifier_is_never_empty(name: str) -> None:
    assert identifier(name)


@given(NAMES)
def test_an_identifier_holds_letters_digits_and_single_hyphens_only(name: str) -> None:
    words = identifier(name).split("-")

    assert all(word and all(c.isalnum() or unicodedata.category(c).startswith("M") for c in word) for word in words)


@given(LATIN)
@example("ı")
def test_case_does_not_change_an_identifier(name: str) -> None:
    if any(c.isalnum() for c in name):
        assert identifier(name.upper()) == identifier(name) == identifier(name.lower())


@given(LATIN)
def test_accents_do_not_change_an_identifier(name: str) -> None:
    if any(c.isalnum() for c in name):
        assert identifier(unicodedata.normalize("NFD", name)) == identifier(name)


@given(st.lists(st.sampled_from(["budi", "santoso", "al", "fatih"]), min_size=1, max_size=4), st.sampled_from(" ,-_/"))
def test_punctuation_between_words_does_not_change_an_identifier(words: list[str], sign: str) -> None:
    assert identifier(sign.join(words)) == "-".join(words)
