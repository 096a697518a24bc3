"""The page of an article: its versions and what changed, what was decided, its neighbours, and how it is cited."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from index.cli import main
from index.settings import Settings
from search.web import create_app
from search.web.changes import paragraphs, words
from tests.archives import add, write_jsonl
from tests.web.conftest import Open
from tests.web.document import Document, read

FIRST: dict[str, Any] = {
    "id": "pasar", "title": "Pasar Legi dibuka lagi", "source": "Warta Uji", "author": "Dian Lestari",
    "body": "Bupati Sari Dewanti membuka Pasar Legi.\nPedagang menata lapak.",
    "date": "2022-05-01", "url": "https://warta.example/pasar",
}  # fmt: skip
SECOND = FIRST | {"title": "Pasar Legi dibuka kembali", "body": f"{FIRST['body']}\nHarga beras turun."}
RALAT = FIRST | {"id": "ralat", "title": "Ralat: Pasar Legi", "body": "Pasar dibuka pada Senin."}


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A site whose article ``pasar`` has two versions and a correction, and ``cabut`` was withdrawn."""
    place = tmp_path_factory.mktemp("ubah")
    gone = FIRST | {"id": "cabut", "title": "Berita yang salah"}
    add(place / "archive", write_jsonl(place / "satu.jsonl", [FIRST, RALAT, gone]))
    add(place / "archive", write_jsonl(place / "dua.jsonl", [SECOND]))
    for arguments in (
        ("pasar", "correction", "--other", "ralat", "--message", "Tanggalnya salah."),
        ("cabut", "withdrawal", "--message", "Sumbernya menarik berita ini."),
    ):
        call = ["decide", *arguments, "--basis", "Pedoman", "--by", "Sari", "--archive", str(place / "archive")]
        result = CliRunner().invoke(main, call)
        assert result.exit_code == 0, result.output
    app = create_app(Settings(archive=place / "archive"))
    yield app.test_client()
    app.extensions["kliping.archive"].close()


def get(client: FlaskClient, url: str, status: int = 200) -> Document:
    response = client.get(url)
    assert response.status_code == status, (url, response.status_code)
    return read(response.text)


def test_the_versions_are_listed_and_the_last_change_is_shown_word_by_word(edited: FlaskClient) -> None:
    article = get(edited, "/article/pasar")
    (link,) = [e.href for e in article.all("a") if e.href.startswith("/versions/")]
    page = get(edited, link)
    assert [e.text for e in page.all("ins", "h1")] == ["[ditambahkan: kembali]"]
    assert [e.text for e in page.all("del", "h1")] == ["[dihapus: lagi]"]
    assert page.all("ins", "div")[-1].text == "[ditambahkan: Harga beras turun.]"


@pytest.mark.parametrize("url", ["/versions/ralat", "/versions/cabut", "/versions/pasar?old=1&new=999", "/versions/x"])
def test_versions_that_there_are_not_are_not_found(edited: FlaskClient, url: str) -> None:
    assert edited.get(url).status_code == 404


def test_a_version_of_another_article_is_not_compared(edited: FlaskClient) -> None:
    assert edited.get("/versions/pasar?old=2&new=4").status_code == 404


def test_a_corrected_article_says_so_and_leads_to_the_correction(edited: FlaskClient) -> None:
    notice = get(edited, "/article/pasar").one("section", class_="notice notice-correction")
    assert notice.text.startswith("Ralat Tanggalnya salah. Ralat: Pasar Legi")
    assert "Dasar: Pedoman" in notice.text


def test_the_correction_leads_to_the_article_it_corrects(edited: FlaskClient) -> None:
    page = get(edited, "/article/ralat")
    assert page.one("section", class_="notice notice-corrects").text.startswith("Artikel ini meralat Pasar Legi")
    assert page.link("Pasar Legi dibuka kembali") == "/article/pasar"


def test_a_withdrawn_article_leaves_a_tombstone_without_its_text(edited: FlaskClient) -> None:
    page = get(edited, "/article/cabut", 410)
    assert page.one("h1").text == "Artikel ini telah dicabut"
    assert "Sumbernya menarik berita ini." in page.one("main").text
    assert "yang salah" not in edited.get("/article/cabut").text


def test_where_a_text_came_from_is_told_without_the_place_on_the_machine(edited: FlaskClient, tmp_path: Path) -> None:
    page = get(edited, "/article/pasar")
    assert "dua.jsonl, baris 1" in page.one("details", class_="origin").text
    assert str(tmp_path.parents[1]) not in edited.get("/article/pasar").text


def test_an_article_is_cited_in_three_styles_and_as_files(edited: FlaskClient) -> None:
    page = get(edited, "/article/pasar")
    cited = page.one("section", class_="cite")
    assert "Lestari, D. (2022, 1 Mei). Pasar Legi dibuka kembali. Warta Uji." in cited.text
    assert [e.text for e in page.all("i", "#h-kutip")] == []
    for form in ("RIS", "BibTeX", "CSL-JSON"):
        assert edited.get(page.link(form)).status_code == 200


def test_programs_find_the_article_in_the_page_three_times_over(edited: FlaskClient) -> None:
    page = get(edited, "/article/pasar")
    metas = {e.attrs["name"]: e.attrs["content"] for e in page.all("meta", "head") if "name" in e.attrs}
    coins = dict(parse_qsl(page.one("span", class_="Z3988").attrs["title"]))
    linked = json.loads(page.one("script", type="application/ld+json").text)
    assert metas["citation_title"] == metas["DC.title"] == coins["rft.title"] == linked["headline"] == SECOND["title"]
    assert metas["DC.date"] == coins["rft.date"] == linked["datePublished"] == "2022-05-01"
    assert metas["citation_author"] == coins["rft.creator"] == linked["author"][0]["name"] == "Dian Lestari"
    assert (linked["@type"], coins["rft.type"]) == ("NewsArticle", "newspaperArticle")


def test_names_are_marked_when_asked_for_and_not_before(edited: FlaskClient) -> None:
    page = get(edited, "/article/pasar")
    assert [e for e in page.all("a", "#teks") if "name" in e.attrs["class"]] == []
    marked = get(edited, page.link("Tandai nama dalam teks"))
    assert [e.text for e in marked.all("a", "#teks", class_="name name-person")] == ["Sari Dewanti"]
    assert marked.link("Hapus tanda pada nama") == "/article/pasar"


def test_the_neighbours_of_an_article_are_those_of_the_result(open_page: Open) -> None:
    titles = open_page("/?q=banjir&sort=oldest&size=3").all("a", "h3")
    article = open_page(titles[1].href)
    before, after = article.one("a", rel="prev"), article.one("a", rel="next")
    assert (before.attrs["title"], after.attrs["title"]) == (titles[0].text, titles[2].text)
    last_of_page = open_page(after.href)
    following = open_page(last_of_page.one("a", rel="next").href)
    assert following.link("← Kembali ke hasil") == "/?q=banjir&sort=oldest&page=2&size=3"


def test_a_place_in_a_result_that_another_article_has_is_not_shown(open_page: Open) -> None:
    href = open_page("/?q=banjir").all("a", "h3")[0].href
    assert open_page(href.replace("at=1", "at=3")).all("a", rel="next") == []


@pytest.mark.parametrize(
    ("old", "new"), [("", "a"), ("a\nb", "b\na"), ("a b c", "a x c"), ("satu dua\n\ntiga", "satu\ntiga empat")]
)
def test_both_texts_can_be_read_out_of_a_comparison(old: str, new: str) -> None:
    compared = paragraphs(old, new)
    for text, kinds in ((old, {"same", "old"}), (new, {"same", "new"})):
        kept = ["".join(c.text for c in paragraph if c.kind in kinds) for paragraph in compared]
        assert "".join("".join(kept).split()) == "".join(text.split())


def test_a_paragraph_too_long_to_compare_is_shown_before_and_after() -> None:
    assert [change.kind for change in words("a " * 4000, "b " * 4000)] == ["old", "new"]
