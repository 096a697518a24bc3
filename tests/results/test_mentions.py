"""Names marked in a text: the text stays what it is, and short names belong to one person only."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.mentions import Name, stretches
from search.results import NameRef, Snippet

JOKO = Name("person", NameRef("joko-widodo", "Joko Widodo"))
SRI = Name("person", NameRef("sri", "Sri Widodo"))
BOGOR = Name("place", NameRef("bogor", "Bogor"))
snippets: st.SearchStrategy[Snippet] = st.lists(
    st.tuples(st.text(alphabet="Jo Widkor.Bg", min_size=1, max_size=12), st.booleans()), max_size=6
).map(tuple)


def found(text: str, *names: Name) -> list[tuple[str, str]]:
    return [
        ("".join(piece for piece, _ in stretch.pieces), stretch.name.ref.id)
        for stretch in stretches(((text, False),), names)
        if stretch.name
    ]


@given(snippets)
def test_the_pieces_joined_are_the_text_as_it_was_with_the_same_words_marked(paragraph: Snippet) -> None:
    pieces = [piece for stretch in stretches(paragraph, (JOKO, BOGOR)) for piece in stretch.pieces]
    letters = [(letter, matched) for piece, matched in pieces for letter in piece]
    assert letters == [(letter, matched) for piece, matched in paragraph for letter in piece]


def test_a_full_name_and_its_single_words_are_the_person() -> None:
    text = "Joko Widodo ke Bogor. Widodo pulang."
    assert found(text, JOKO, BOGOR) == [("Joko Widodo", "joko-widodo"), ("Bogor", "bogor"), ("Widodo", "joko-widodo")]


def test_a_word_that_two_persons_share_is_neither() -> None:
    assert found("Kata Widodo kepada Joko.", JOKO, SRI) == [("Joko", "joko-widodo")]


def test_a_name_inside_a_longer_word_is_no_name() -> None:
    assert found("Kebogoran Bogorku", BOGOR) == []


def test_a_word_of_the_query_keeps_its_mark_inside_a_name() -> None:
    (stretch,) = stretches((("Joko", True), (" Widodo", False)), (JOKO,))
    assert (stretch.pieces, stretch.name) == ((("Joko", True), (" Widodo", False)), JOKO)
