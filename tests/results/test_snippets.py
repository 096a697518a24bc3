"""Passages and marks: the words that matched, and only those, in text that stays the article's own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import SHIPPED, Analyser, Skimmed
from search.query.parser import parse
from search.query.words import words
from search.results import Snippet
from search.snippets import PASSAGE, Wanted, marked, passages, wanted
from tests.query.strategies import texts


def looked_for(query: str) -> Wanted:
    return wanted(words(parse(query).query))


def hits(snippet: Snippet) -> list[str]:
    return [text for text, is_hit in snippet if is_hit]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("banjir", "Banjir membanjiri Demak", ["Banjir", "membanjiri"]),
        ('"banjir"', "Banjir membanjiri Demak", ["Banjir"]),
        ('"kereta cepat"', "Kereta cepat lebih cepat dari kereta", ["Kereta", "cepat"]),
        ("ban*", "Bandung dan bantuan, bukan Jakarta", ["Bandung", "bantuan"]),
        ("harga -beras", "Harga beras", ["Harga"]),
        ("p?rda*", "Perda dan parda, bukan perkara", ["Perda", "parda"]),
        ("*kan", "Menaikkan harga ikan", ["Menaikkan", "ikan"]),
        ("bnajir~", "Banjir lagi", ["Banjir"]),
        ("harga DEKAT/1 beras", "Beras, harga dan beras; lalu lama kemudian harga", ["Beras", "harga", "beras"]),
        ("harga SEBELUM/1 beras", "Beras, harga dan beras; lalu lama kemudian harga", ["harga", "beras"]),
        ('"harga beras"~1', "Harganya beras, harga dari beras", ["harga", "beras"]),
        ("bekasi", "Rumah bekas di Bekasi", ["Bekasi"]),
        ("covid-19", "Pandemi Covid-19 usai", ["Covid-19"]),
        ("???", "Apa saja", []),
        ("orang:putin", "Putin pulang", ["Putin"]),
        ("sumber:kabar", "Kabar baik", []),
    ],
)
def test_marks_are_the_words_the_query_asked_for(query: str, text: str, expected: list[str]) -> None:
    assert hits(marked(text, looked_for(query))) == expected


@given(st.text(max_size=300), st.integers(0, 9))
def test_a_text_that_is_skimmed_has_the_words_of_one_that_is_analysed(text: str, until: int) -> None:
    tokens, skimmed = SHIPPED.analyse(text), SHIPPED.skim(text)
    assert [skimmed.known[written] for written in skimmed.written] == [(t.surface, t.stems) for t in tokens]
    assert skimmed.spans(until) == [(t.start, t.end) for t in tokens[:until]]


@given(text=st.text(max_size=300), query=texts)
def test_the_pieces_of_a_marked_text_are_the_text(text: str, query: str) -> None:
    assert "".join(piece for piece, _ in marked(text, looked_for(query))) == text


@given(text=st.text(max_size=300), query=texts)
def test_passages_never_raise_and_hold_only_the_text(text: str, query: str) -> None:
    flat = text.replace("\n", " ")
    for passage in passages(text, looked_for(query)):
        assert all(piece in flat or piece in {"… ", " …"} for piece, _ in passage)


def test_a_passage_is_cut_around_the_hit_with_ellipses() -> None:
    body = " ".join(f"kata{n}" for n in range(100)) + " banjir " + " ".join(f"lagi{n}" for n in range(100))
    (passage,) = passages(body, looked_for("banjir"))
    text = "".join(piece for piece, _ in passage)
    assert text.startswith("… ")
    assert text.endswith(" …")
    assert "banjir" in text
    assert len(text.split()) < 40


def test_two_distant_words_get_a_passage_each() -> None:
    body = "beras " + "isi " * 100 + "banjir " + "isi " * 100
    found = passages(body, looked_for("beras banjir"))
    assert [hits(passage) for passage in found] == [["beras"], ["banjir"]]


def test_without_a_hit_the_beginning_is_shown() -> None:
    (passage,) = passages("Awal naskah ini.", looked_for("banjir"))
    assert passage == (("Awal naskah ini.", False),)


def test_an_empty_body_has_no_passage() -> None:
    assert passages("", looked_for("banjir")) == ()


@pytest.fixture
def unreadable(monkeypatch: pytest.MonkeyPatch) -> str:
    """No text is known that the analysis fails on; so it fails on this one."""

    def failing(analyser: Analyser, text: str) -> Skimmed:
        if "racun" in text:
            raise ValueError(text)
        return whole(analyser, text)

    whole = Analyser.skim

    monkeypatch.setattr(Analyser, "skim", failing)
    return "banjir dan racun\n" + "di Demak " * 50


def test_a_text_on_which_the_analysis_fails_is_shown_unmarked(unreadable: str) -> None:
    assert marked(unreadable, looked_for("banjir")) == ((unreadable, False),)
    ((text, is_hit), ellipsis) = passages(unreadable, looked_for("banjir"))[0]
    assert text.startswith("banjir dan racun di Demak")
    assert (len(text.split()), is_hit, ellipsis) == (PASSAGE, False, (" …", False))
    assert hits(marked("Banjir surut", looked_for("banjir"))) == ["Banjir"]
