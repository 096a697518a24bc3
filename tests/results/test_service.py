"""Search from request to page, on the sample archive and on small ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from index.archive import StoredArticle
from index.settings import Settings
from search.backends import Searcher, open_searcher
from search.request import SearchRequest
from search.service import find, read_article

MakeArchive = Callable[[Sequence[dict[str, Any]]], Path]


def article(key: str, title: str = "", body: str = "", **others: str) -> dict[str, Any]:
    return {"id": key, "title": title, "body": body, "source": "kabar.example"} | others


def ids(searcher: Searcher, query: str = "", **options: Any) -> list[str]:
    return [hit.id for hit in find(SearchRequest(query=query, **options), searcher).hits]


@pytest.fixture
def open_archive_of(make_archive: MakeArchive) -> Any:
    opened: list[Searcher] = []

    def make(*rows: dict[str, Any]) -> Searcher:
        opened.append(open_searcher(Settings(archive=make_archive(rows))))
        return opened[-1]

    yield make
    for searcher in opened:
        searcher.close()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("bekasi", ["kota"]),
        ("bekas", ["barang"]),
        ('"membanjiri"', ["aktif"]),
        ("banjir", ["aktif", "benda"]),
        ('"harga beras"', ["urut"]),
        ("judul:pasar", ["benda"]),
        ("isi:pasar", ["aktif"]),
        ("beras DAN harga", ["lawan", "urut"]),
        ("harga BUKAN naik", ["urut"]),
        ("tempat:bekasi", ["kota"]),
    ],
)
def test_a_query_finds_what_it_says(open_archive_of: Any, query: str, expected: list[str]) -> None:
    searcher = open_archive_of(
        article("kota", "Kabar", "Rumah warga di Bekasi."),
        article("barang", "Kabar", "Mobil bekas dijual."),
        article("aktif", "Kabar", "Air membanjiri pasar."),
        article("benda", "Pasar", "Setelah banjir surut."),
        article("urut", "Kabar", "Sebab harga beras turun."),
        article("lawan", "Kabar", "Harga naik, bukan beras."),
    )
    assert sorted(ids(searcher, query, match="all")) == expected


def test_articles_that_miss_a_word_are_shown_when_few_have_them_all(open_archive_of: Any) -> None:
    searcher = open_archive_of(article("dua", "", "beras mahal"), article("satu", "", "beras murah"))
    page = find(SearchRequest(query="beras mahal"), searcher)
    assert ([hit.id for hit in page.hits], page.match) == (["dua", "satu"], "any")
    assert ids(searcher, "beras mahal", match="all") == ["dua"]


def test_a_filter_does_not_change_which_words_may_be_missing(open_archive_of: Any) -> None:
    rows = [article(f"a{n:02d}", "", "beras mahal", source=f"s{n}.example") for n in range(12)]
    searcher = open_archive_of(*rows, article("b", "", "beras", source="s0.example"))
    page = find(SearchRequest(query="beras mahal", chosen=(("source", "s0.example"),)), searcher)
    assert (page.total, page.match) == (1, "all")


def test_a_word_in_the_title_outweighs_the_same_word_in_the_body(open_archive_of: Any) -> None:
    searcher = open_archive_of(
        article("isi", "Kabar hari ini", "Panen kopi di lereng gunung."),
        article("judul", "Panen kopi", "Di lereng gunung hari ini, kabar."),
    )
    assert ids(searcher, "kopi") == ["judul", "isi"]


def test_equal_scores_are_ordered_by_id(open_archive_of: Any) -> None:
    searcher = open_archive_of(*(article(key, "", "kopi") for key in "cab"))
    assert ids(searcher, "kopi") == ["a", "b", "c"]


def test_undated_articles_come_last_in_both_orders_of_dates(open_archive_of: Any) -> None:
    searcher = open_archive_of(
        article("lama", "", "kopi", date="2019-01-01"),
        article("tanpa", "", "kopi"),
        article("baru", "", "kopi", date="2022-01-01"),
    )
    assert ids(searcher, "kopi", sort="newest") == ["baru", "lama", "tanpa"]
    assert ids(searcher, "kopi", sort="oldest") == ["lama", "baru", "tanpa"]


def test_a_search_without_words_shows_the_newest_first(open_archive_of: Any) -> None:
    searcher = open_archive_of(article("a", "Satu", date="2019-01-01"), article("b", "Dua", date="2022-01-01"))
    assert ids(searcher) == ["b", "a"]


def test_a_filter_nobody_has_matches_nothing_and_is_named(open_archive_of: Any) -> None:
    searcher = open_archive_of(article("a", "", "kopi"))
    page = find(SearchRequest(query="kopi", chosen=(("person", "Tak Dikenal"),)), searcher)
    assert (page.total, page.names) == (0, {"person": {"Tak Dikenal": "Tak Dikenal"}})


@pytest.mark.parametrize(
    ("options", "kind", "message"),
    [
        (
            {"chosen": (("person", "Nihil Nihilo"),)},
            "unknown-value",
            "Tidak ada orang “Nihil Nihilo” di arsip ini, jadi saringan itu tidak cocok dengan artikel mana pun.",
        ),
        (
            {"excluded": (("place", "Antah Berantah"),)},
            "unknown-value",
            "Tidak ada tempat “Antah Berantah” di arsip ini, jadi saringan itu tidak mengecualikan apa pun.",
        ),
        (
            {"first": dt.date(2020, 1, 1), "last": dt.date(2019, 12, 31)},
            "empty-range",
            "Rentang tanggal 2020-01-01 sampai 2019-12-31 terbalik, jadi tidak ada artikel di dalamnya.",
        ),
    ],
)
def test_a_choice_that_no_article_can_match_is_remarked_on(
    searcher: Searcher, options: dict[str, Any], kind: str, message: str
) -> None:
    (remark,) = find(SearchRequest("banjir", **options), searcher).diagnostics
    assert (remark.kind, remark.message) == (kind, message)


@pytest.mark.parametrize(("name", "parameter"), [("chosen", "place"), ("excluded", "-place")])
def test_a_remark_on_a_choice_points_at_the_value_in_the_url(searcher: Searcher, name: str, parameter: str) -> None:
    asked = SearchRequest("banjir", **{name: (("place", "Antah"),)})  # type: ignore[arg-type]
    (remark,) = find(asked, searcher).diagnostics
    assert (remark.parameter, remark.start, remark.end) == (parameter, 0, len("Antah"))


@pytest.mark.parametrize(
    ("query", "part", "message"),
    [
        (
            "banjir orang:nihilonihil",
            "nihilonihil",
            "Tidak ada orang yang cocok dengan “orang:nihilonihil” di arsip ini.",
        ),
        (
            '-sumber:"nihil.example"',
            '"nihil.example"',
            'Tidak ada sumber yang cocok dengan “sumber:"nihil.example"” di arsip ini.',
        ),
        ("tempat:nihilo*", "nihilo*", "Tidak ada tempat yang cocok dengan “tempat:nihilo*” di arsip ini."),
    ],
)
def test_a_name_that_no_article_has_is_remarked_on_where_it_stands(
    searcher: Searcher, query: str, part: str, message: str
) -> None:
    (remark,) = find(SearchRequest(query), searcher).diagnostics
    assert (remark.kind, remark.message) == ("unknown-name", message)
    assert query[remark.start : remark.end] == part


def test_names_are_found_by_pattern_and_though_misspelt(open_archive_of: Any) -> None:
    searcher = open_archive_of(
        article("a", "Kabar", "Presiden Joko Widodo berkunjung.", author="Rina Siregar"),
        article("b", "Kabar", "Presiden Vladimir Putin berkunjung.", author="Budi Santoso"),
    )
    for query in ("orang:wid*", "orang:*dodo", "orang:w?dodo", "orang:wdiodo~", "penulis:sire*r", "penulis:siregra~2"):
        assert ids(searcher, query) == ["a"], query


def test_the_parts_of_the_query_are_told(searcher: Searcher) -> None:
    parts = find(SearchRequest("banjir -tanggal:2019"), searcher).understood
    assert [(part.kind, part.text, part.without) for part in parts] == [
        ("word", "banjir", "-tanggal:2019"),
        ("excluded", "tanggal:2019", "banjir"),
    ]


def test_a_person_can_be_chosen_by_name_or_id(searcher: Searcher) -> None:
    person = find(SearchRequest(), searcher).facets["person"][0]
    by_id = find(SearchRequest(chosen=(("person", person.id),)), searcher)
    by_name = find(SearchRequest(chosen=(("person", person.name.upper()),)), searcher)
    assert by_id.total == by_name.total == person.count
    assert by_name.facets["person"][0].selected


def test_excluding_a_value_leaves_exactly_the_others(searcher: Searcher) -> None:
    whole = find(SearchRequest(), searcher)
    source = whole.facets["source"][0]
    rest = find(SearchRequest(excluded=(("source", source.id),)), searcher)
    assert rest.total == whole.total - source.count
    assert source.id not in {value.id for value in rest.facets["source"]}


def test_pages_partition_the_results(searcher: Searcher) -> None:
    pages = [find(SearchRequest(query="di", page=n, size=40), searcher) for n in (1, 2, 3, 4)]
    seen = [hit.id for page in pages for hit in page.hits]
    assert len(seen) == len(set(seen)) == min(pages[0].total, 160)


def test_an_article_is_read_with_the_words_of_the_query_marked(open_archive_of: Any) -> None:
    searcher = open_archive_of(article("a", "Kopi", "Panen kopi.\nHarga naik."))
    page = read_article("a", searcher, "kenaikan")
    assert page is not None
    assert page.marked == ((("Panen kopi.", False),), (("Harga ", False), ("naik", True), (".", False)))


def test_an_article_that_is_not_there_is_none(searcher: Searcher) -> None:
    assert read_article("nowhere", searcher) is None


def test_the_twin_of_the_typical_article_is_filed_as_an_archivist_would(searcher: Searcher) -> None:
    page = read_article("sampel-mina", searcher)
    assert page is not None
    persons = [person.name for person in page.persons]
    places = [place.name for place in page.places]
    assert "Vladimir Putin" in persons
    assert "Ebrahim Raisi" in persons
    assert "Putin" not in persons
    assert "Samarkand" in places
    assert not [name for name in persons if "Retno" in name]
    assert "Jenewa" not in places
    assert page.dateline is not None
    assert page.dateline.place == "Samarkand"
    assert "(T/R6/P1)" not in page.body


def test_one_facet_value_stands_for_the_person_behind_the_short_name(searcher: Searcher) -> None:
    page = find(SearchRequest(chosen=(("person", "vladimir-putin"),), facet_size=500), searcher)
    names = [value.name for value in page.facets["person"] if "Putin" in value.name]
    assert names == ["Vladimir Putin"]


class Mixed:
    """A searcher whose articles.db has another article under the number of a version."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher

    def __getattr__(self, name: str) -> Any:
        return getattr(self._searcher, name)

    def articles(self, versions: Sequence[int]) -> dict[int, StoredArticle]:
        return {number: replace(one, key="lain") for number, one in self._searcher.articles(versions).items()}


def test_the_text_of_another_article_is_never_shown(open_archive_of: Any) -> None:
    searcher = open_archive_of(article("dua", "", "beras mahal"))
    mixed: Any = Mixed(searcher)
    assert (ids(searcher, "beras"), ids(mixed, "beras")) == (["dua"], [])
    assert read_article("dua", searcher)
    assert read_article("dua", mixed) is None
