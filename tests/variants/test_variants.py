"""Other spellings and names of what was typed: taken only where the index has them, and always less than the word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.analysis import SHIPPED, analyse
from search.query.parser import parse
from search.query.shape import is_condition
from search.query.tree import Phrase, Prefix, Query, Widened, Word, Words
from search.query.words import spell, words
from search.variants import Lists, lists_of, read_lines, shipped, widen
from search.variants.lists import LONGEST
from search.variants.old_spelling import respelt
from tests.query import strategies


class Held:
    """An index that holds these expressions, each in one article."""

    analyser = SHIPPED

    def __init__(self, *texts: str) -> None:
        self.texts = [" ".join(token.surface for token in analyse(text)) for text in texts]

    def frequency(self, surface: str) -> int:
        return sum(surface in text.split() for text in self.texts)

    def count(self, query: Query) -> int:
        assert isinstance(query, Word | Phrase)
        wanted = " ".join(token.surface for token in analyse(query.text))
        return sum(f" {wanted} " in f" {text} " for text in self.texts)


def lists(*lines: str) -> Lists:
    return lists_of(read_lines("\n".join(lines))[0])


LISTS = lists(
    "KPK = Komisi Pemberantasan Korupsi",
    "AS! = Amerika Serikat = USA",
    "Praha = Prague",
    "jarum != djarum",
    "Arab Saudi = Saudi",
)
HELD = Held(
    *("KPK", "Komisi Pemberantasan Korupsi", "AS", "Amerika Serikat", "Prague", "Arab Saudi", "Djakarta", "Djarum"),
    *("Suharto", "Soetjipto", "Sucipto", "menyaring", "menjaring", "Chan", "Khan", "raja"),
)

TRIED = [
    ("kpk", ("Komisi Pemberantasan Korupsi",)),
    ("komisi pemberantasan korupsi", ("KPK",)),
    ("periksa komisi pemberantasan korupsi kemarin", ("KPK",)),
    ("komisi korupsi", ()),
    ("AS", ("Amerika Serikat",)),
    ("as", ()),
    ("As", ()),
    ("amerika serikat", ("AS",)),
    ("Praha", ("Prague",)),
    ("Prague", ()),
    ("saudi", ()),
    ("(praha ATAU wina) DAN kpk", ("Prague", "Komisi Pemberantasan Korupsi")),
    ("judul:praha", ("Prague",)),
    ("orang:praha", ()),
    ('"praha"', ()),
    ("-praha kota", ()),
    ("prah*", ()),
    ("praha~", ()),
    ("praha DEKAT/5 kota", ()),
    ("Jakarta", ("Djakarta",)),
    ("soeharto", ("suharto",)),
    ("Soetjipto", ("Sucipto",)),
    ("sucipto", ("soetjipto",)),
    ("jarum", ()),
    ("menjaring", ()),
    ("chan", ()),
    ("raya", ("raja",)),
]


@pytest.mark.parametrize(("query", "expected"), TRIED)
def test_a_word_is_looked_for_in_the_variants_that_the_index_holds(query: str, expected: tuple[str, ...]) -> None:
    assert widen(parse(query).query, LISTS, HELD).tried == expected


def test_each_word_of_an_expression_is_widened_so_that_none_more_may_be_missing() -> None:
    found = widen(parse("tarif amerika serikat").query, LISTS, HELD).query
    variants = (Word("AS"),)
    assert found == Words((Word("tarif"), Widened(Word("amerika"), variants), Widened(Word("serikat"), variants)))


def test_a_variant_that_the_stem_finds_anyway_is_not_taken() -> None:
    assert widen(parse("risiko").query, lists("risiko = resiko"), Held("resiko")).tried == ()


@pytest.mark.parametrize("typed", ["salawat", "bersalawat", "salawatnya"])
def test_a_form_of_a_listed_word_has_the_variants_of_the_word(typed: str) -> None:
    assert widen(parse(typed).query, lists("salawat = sholawat"), Held("sholawat")).tried == ("sholawat",)


@pytest.mark.parametrize(
    ("typed", "spellings"),
    [
        ("teheran", ("Tehran",)),
        ("moskow", ("Moscow",)),
        ("alquran", ("Al-Qur'an", "Quran")),
        ("quran", ("Alquran", "Al-Qur'an")),
        ("salat", ("shalat",)),
        ("prancis", ("Perancis",)),
    ],
)
def test_the_shipped_lists_tell_of_foreign_names_and_of_loans(typed: str, spellings: tuple[str, ...]) -> None:
    held = Held("Tehran", "Moscow", "Al-Qur'an", "Quran", "Alquran", "shalat", "Perancis")
    assert set(widen(parse(typed).query, lists_of(shipped()), held).tried) == {*spellings}


PAGE = (Path(__file__).parents[2] / "docs/pencarian.md").read_text("utf-8")
TOLD = re.findall(
    r"\*([^*]+)\* dan\s+\*([^*]+)\*", PAGE.partition("**Ejaan lain dan singkatan.**")[2].partition("\n- ")[0]
)


@pytest.mark.parametrize(("one", "other"), TOLD)
def test_the_variants_that_the_help_page_names_lead_to_each_other(one: str, other: str) -> None:
    assert len(TOLD) >= 6
    for typed, found in ((one, other), (other, one)):
        tried = widen(parse(typed).query, lists_of(shipped()), Held(one, other)).tried
        assert [text.lower() for text in tried] == [found.lower()]


def test_a_pair_kept_apart_by_the_archive_is_not_taken_whatever_else_says_so() -> None:
    assert widen(parse("praha").query, lists("Praha = Prague", "Prague != Praha"), HELD).tried == ()


def test_variants_are_marked_like_the_word_and_spelt_as_typed() -> None:
    found = widen(parse("praha*x kpk prah*").query, LISTS, HELD).query
    assert words(found)[-2:] == (Phrase("Komisi Pemberantasan Korupsi"), Prefix("prah"))
    assert spell(found) == spell(parse("praha*x kpk prah*").query)


@given(strategies.queries)
@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
def test_widening_changes_nothing_but_words(query: Query) -> None:
    found = widen(query, LISTS, HELD).query
    assert spell(found) == spell(query)
    assert is_condition(found) == is_condition(query)


@given(st.text(max_size=40))
def test_any_list_can_be_read(text: str) -> None:
    read, troubles = read_lines(text)
    lists_of(read)
    written = [line for line in text.splitlines() if line.partition("#")[0].strip().removeprefix("\ufeff")]
    assert len(read) + len(troubles) == len(written)


WRONG = [
    ("KPK", "there is no ="),
    ("KPK = ", "there is no word before, between or after ="),
    ("KPK = kpk", "'kpk' is there twice"),
    (f"KPK = {'kata ' * (LONGEST + 1)}", f"has more than {LONGEST} words"),
]


@pytest.mark.parametrize(("line", "expected"), WRONG)
def test_a_line_that_says_nothing_is_told_with_its_number(line: str, expected: str) -> None:
    read, (trouble,) = read_lines(f"# daftar\n\n{line}\n")
    assert not read
    assert trouble.line == 3
    assert expected in trouble.message


def test_every_shipped_line_can_be_read() -> None:
    assert len(shipped()) > 300
    assert all(len({one.surfaces for one in line.expressions}) > 1 for line in shipped())


RESPELT = [("djakarta", "jakarta"), ("tjipto", "cipto"), ("soesilo", "susilo"), ("achmad", "akhmad")]
RESPELT += [("sjahrir", "syahrir"), ("soerabaja", "surabaya"), ("njonja", "nyonya")]


@pytest.mark.parametrize(("old", "new"), RESPELT)
def test_the_old_and_the_new_spelling_lead_to_each_other(old: str, new: str) -> None:
    assert new in dict(respelt(old))
    assert old in dict(respelt(new))


@given(st.text(max_size=20) | st.from_regex(re.compile("[a-z]{4,12}"), fullmatch=True))
def test_no_word_is_another_spelling_of_itself(word: str) -> None:
    found = list(respelt(word))
    assert word not in dict(found)
    assert len(found) <= 126
