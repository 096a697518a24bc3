"""Completions by kind and articles alike, on a small archive, and names against a plain search through them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article, Entities, Entity, Published
from index.columns import Columns, ColumnsBuilder, empty, row_of
from index.document import compose
from index.settings import Settings
from search.backends import Searcher, open_searcher
from search.evaluate.completing import KEY, SORTED_FROM, NameCompletion
from search.evaluate.names import NameIndex, spaced
from search.offers import completions, similar
from tests.archives import add, write_jsonl

ROWS = [
    ("satu", "Gempa Guncang Palu", "Gempa mengguncang Palu. Warga Palu mengungsi ke bukit setelah gempa susulan."),
    ("dua", "Warga Palu Mengungsi", "Gempa susulan mengguncang, warga Palu mengungsi ke bukit sebelum malam."),
    ("tiga", "Harga Beras Naik", "Harga beras di pasar naik. Pedagang beras mengeluhkan harga gabah."),
    ("empat", "Harga Gabah Turun", "Petani mengeluhkan harga gabah yang turun. Pedagang menimbun beras."),
    ("lima", "Banjir Surut", "Banjir surut di Bekasi."),
]


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    path: Path = tmp_path_factory.mktemp("suggest")
    rows = [{"id": key, "title": title, "body": body, "source": "kabar.example"} for key, title, body in ROWS]
    add(path / "archive", write_jsonl(path / "articles.jsonl", rows))
    with closing(open_searcher(Settings(archive=path / "archive"))) as opened:
        yield opened


def completed(searcher: Searcher, text: str) -> list[tuple[str, str, int, int]]:
    return [(found.kind, found.text, found.total, found.start) for found in completions(text, searcher)]


def test_a_word_is_completed_by_kind(searcher: Searcher) -> None:
    found = completed(searcher, "pal")
    assert ("place", "Palu", 2, 0) in found
    assert ("word", "palu", 2, 0) in found
    assert ("title", "Gempa Guncang Palu", 1, 0) in found


def test_a_word_behind_others_is_counted_with_them(searcher: Searcher) -> None:
    assert [one for one in completed(searcher, "harga be") if one[0] == "word"] == [("word", "beras", 2, 6)]


def test_nothing_is_offered_that_finds_no_article(searcher: Searcher) -> None:
    assert [one for one in completed(searcher, "banjir pal") if one[0] == "word"] == []


def test_a_name_takes_the_place_of_its_own_words_only(searcher: Searcher) -> None:
    assert ("place", "Palu", 2, 6) in completed(searcher, "gempa pal")


@pytest.mark.parametrize("text", ["", " ", "p", "palu ", "???", '"', "\0", "-", "judul:"])
def test_what_has_no_beginning_of_a_word_is_not_completed(searcher: Searcher, text: str) -> None:
    assert [one for one in completed(searcher, text) if one[0] != "word"] == []


@given(st.text(max_size=12))
def test_any_text_can_be_completed(searcher: Searcher, text: str) -> None:
    assert all(found.total > 0 and 0 <= found.start <= len(text) for found in completions(text, searcher))


def test_articles_about_the_same_are_found_and_the_article_itself_is_not(searcher: Searcher) -> None:
    found = similar("satu", searcher)
    assert found
    assert [hit.id for hit in found.hits] == ["dua"]
    assert "palu" in found.terms


def test_an_article_that_is_not_there_has_none_like_it(searcher: Searcher) -> None:
    assert similar("nowhere", searcher) is None


PERSONS = (
    "Joko Widodo",
    "Jokowi",
    "Joko Anwar",
    "Widodo",
    "Ma'ruf Amin",
    "Sri Mulyani Indrawati",
    "Ö",
    "Siti " * 9 + "Z",
    "Siti " * 9,
)


def _columns() -> Columns:
    builder = ColumnsBuilder(empty())
    for number in range(30):
        names = tuple(Entity(name, (name,)) for at, name in enumerate(PERSONS) if number % (at + 1) == 0)
        article = Article(f"k{number}", "Kabar", "", Published("", None), "", "", "", "")
        builder.append(row_of(compose(number, number, f"k{number}", article, Entities(persons=names))))
    return ColumnsBuilder(builder.build()).build(dead=(0, 6, 12))


COLUMNS = _columns()
UNSORTED = NameCompletion(COLUMNS, NameIndex(COLUMNS))
SORTED = NameCompletion(COLUMNS, NameIndex(COLUMNS))
SORTED.sort("person")


def _scanned(text: str) -> list[tuple[str, int]]:
    """Every name looked at."""
    letters = spaced(text).strip()
    column = COLUMNS.values["person"]
    found = []
    for ordinal, name in enumerate(column.names):
        total = int(np.count_nonzero(COLUMNS.alive[column.owners[column.ordinals == ordinal]]))
        if letters and total and f" {letters}" in spaced(name):
            found.append((name, total))
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:3]


@pytest.mark.parametrize("completion", [UNSORTED, SORTED], ids=["unsorted", "sorted"])
@pytest.mark.parametrize(
    "text",
    [
        "jo",
        "joko",
        "joko w",
        "wi",
        "w",
        "siti siti",
        ("siti " * 9).strip(),
        "siti " * 9 + "z",
        "ö",
        "zz",
        "ma'r",
        "maruf am",
    ],
)
def test_names_are_those_that_a_search_through_all_of_them_finds(text: str, completion: NameCompletion) -> None:
    assert len("siti " * 9) > KEY
    assert [(name, total) for _, name, total in completion.beginning("person", text, 3)] == _scanned(text)


def test_many_names_are_answered_at_once_and_put_in_order_meanwhile() -> None:
    builder = ColumnsBuilder(empty())
    names = tuple(Entity(name := f"Nama Panjang Sekali {number}", (name,)) for number in range(SORTED_FROM // 20))
    article = Article("k", "Kabar", "", Published("", None), "", "", "", "")
    builder.append(row_of(compose(0, 0, "k", article, Entities(persons=names))))
    columns = builder.build()
    completion = NameCompletion(columns, NameIndex(columns))
    first = completion.beginning("person", "sekali 12", 3)
    for thread in threading.enumerate():
        if thread.name == "sort person":
            thread.join()
    assert [name for _, name, _ in first] == [
        "Nama Panjang Sekali 12",
        "Nama Panjang Sekali 120",
        "Nama Panjang Sekali 1200",
    ]
    assert completion.beginning("person", "sekali 12", 3) == first
