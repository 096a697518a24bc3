"""Names found by their words: the arrays give what asking each name gives."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.article import Article, Entities, Entity, Published
from index.columns import Columns, ColumnsBuilder, empty, row_of
from index.columns.texts import texts_of
from index.document import compose
from search.evaluate.names import FoldedNames, Named, NameIndex, folded, spaced
from search.evaluate.postings import Mask
from search.query.tree import Fuzzy, Phrase, Prefix, Wildcard, Word
from tests.evaluate.reference import distance, is_like

PIECES = st.sampled_from(
    [
        "Joko",
        "Ma'ruf",
        "M.",
        "K.H.",
        "S",
        "al",
        "-",
        "'",
        " ",
        "  ",
        ".",
        "É",
        "北",
        "G20",
        "Rp5",
        "(",
        "\u200b",
        "wati",
    ]
)
NAMES = st.lists(st.one_of(st.text(max_size=6), st.lists(PIECES, max_size=6).map("".join)), max_size=8)


def columns_of(*persons: str) -> Columns:
    """An article for each person."""
    builder = ColumnsBuilder(empty())
    for number, name in enumerate(persons):
        article = Article(f"k{number}", "Kabar", "", Published("", None), "", "", "", "")
        builder.append(
            row_of(compose(number, number, f"k{number}", article, Entities(persons=(Entity(name, (name,)),))))
        )
    return builder.build()


def names_of(mask: Mask, names: list[str]) -> list[str]:
    return [name for name, is_in in zip(names, mask.tolist(), strict=True) if is_in]


@given(NAMES)
@example(["", "A", "", "a b", "H. M. Ali", "M.Ali", "x.", ". x", "Rp5", "a  b", " a", "a "])
@example(["a" * 201, "a" * 200])
def test_folding_all_names_at_once_gives_what_folding_each_gives(names: list[str]) -> None:
    found = folded(texts_of(names))
    assert found.data == "".join(f"{spaced(name)}\n" for name in names).encode("utf-8", "surrogatepass")
    assert found.starts.tolist() == [
        len("".join(f"{spaced(name)}\n" for name in names[:n]).encode("utf-8", "surrogatepass"))
        for n in range(len(names))
    ]


@given(NAMES)
@example(["Joko Widodo", "", "É 北"])
def test_the_words_of_the_names_are_those_that_each_has(names: list[str]) -> None:
    found = folded(texts_of(names)).words
    expected = [(n, word) for n, name in enumerate(names) for word in spaced(name).split()]
    told = [(int(owner), found[place]) for place, owner in enumerate(found.owners)]
    assert [pair for pair in told if pair[1]] == expected


@given(NAMES, st.text("jokwatié?*", min_size=3, max_size=6).filter(lambda text: text.strip("*")))
def test_a_pattern_finds_the_names_with_such_a_word(names: list[str], pattern: str) -> None:
    expected = [name for name in names if any(is_like(pattern, word) for word in spaced(name).split())]
    assert names_of(folded(texts_of(names)).like(pattern), names) == expected


@given(NAMES, st.text("jokwatié", min_size=4, max_size=6), st.integers(1, 2))
def test_a_misspelt_word_finds_the_names_with_a_word_near_it(names: list[str], word: str, edits: int) -> None:
    expected = [n for n in names if any(distance(word, one) <= edits for one in spaced(n).split())]
    assert names_of(folded(texts_of(names)).near(word, edits), names) == expected


PEOPLE = ["Joko Widodo", "Widodo", "Joko Anwar", "Éric Wid", "K.H. Ma’ruf Amin", "JOKO  WIDODO"]


@pytest.fixture(scope="module")
def people() -> FoldedNames:
    return folded(texts_of(PEOPLE))


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (" joko widodo ", ["Joko Widodo", "JOKO  WIDODO"]),
        (" joko", ["Joko Widodo", "Joko Anwar", "JOKO  WIDODO"]),
        (" maruf ", ["K.H. Ma’ruf Amin"]),
        (" nihil ", []),
        ("  ", []),
    ],
)
def test_a_name_is_found_by_some_of_its_words(people: FoldedNames, part: str, expected: list[str]) -> None:
    assert names_of(people.holding(part), PEOPLE) == expected


@pytest.mark.parametrize("typed", ["maruf", "Ma'ruf", "ma’ruf"])
@pytest.mark.parametrize("node", [Word, Phrase, Prefix, lambda text, field: Wildcard(f"{text[:2]}*f", field)])
def test_an_apostrophe_in_a_name_may_be_typed_or_not(typed: str, node: Callable[[str, str], Named]) -> None:
    index = NameIndex(columns_of("K.H. Ma’ruf Amin", "Maruf", "Marah"))
    assert index.rows(node(typed, "person")).tolist() == [True, True, False]


def test_a_misspelt_name_is_compared_without_apostrophes() -> None:
    index = NameIndex(columns_of("Ma'ruf Amin", "Marah"))
    assert index.rows(Fuzzy("ma'rup", 1, "person")).tolist() == [True, False]


def test_a_name_is_the_same_without_regard_to_case_accents_and_spaces(people: FoldedNames) -> None:
    assert people.equal("joko widodo") == [0, 5]
    assert people.equal("eric WID") == [3]
    assert people.equal("joko") == people.equal("") == people.equal("...") == []


def test_without_names_nothing_is_found() -> None:
    nobody = folded(texts_of([]))
    assert nobody.equal("a") == nobody.holding(" a ").tolist() == nobody.like("a*").tolist() == []
    assert nobody.near("abcd", 2).tolist() == []
