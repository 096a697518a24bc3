"""The pages of the sample archive: what is on them, what it is called, and where it leads."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from index.schema import BY_PREFIX
from search.backends import Searcher
from search.request import SearchRequest
from search.service import find
from search.web.filters import angka
from tests.web.conftest import Open
from tests.web.document import Document, Element, read


def hits(page: Document) -> list[str]:
    return [e.text for e in page.all("h3") if "#hasil" in e.inside]


ORDERS = ("Relevansi", "Terbaru", "Terlama")


def total(page: Document) -> int:
    found = re.match(r"([\d.]+) artikel", page.one("p", role="status").text)
    return int(found[1].replace(".", "")) if found else 0


def test_the_front_page_says_how_much_there_is(open_page: Open, searcher: Searcher) -> None:
    page = open_page("/")
    assert f"{angka(searcher.total)} artikel" in page.one("header").text
    assert [e.text for e in page.all("h2")] == [
        "Menurut tahun",
        "Terbaru",
        "Orang yang paling sering diberitakan",
        "Tempat yang paling sering disebut",
        "Sumber",
    ]


@pytest.mark.parametrize("kind", ["person", "place"])
def test_a_name_on_the_front_page_leads_to_as_many_articles_as_it_says(open_page: Open, kind: str) -> None:
    front = open_page("/")
    link = next(e for e in front.all("a", "main") if e.href.startswith(f"/{kind}/"))
    line = next(e for e in front.all("li", "main") if e.text.startswith(f"{link.text} ") and e.text.endswith("artikel"))
    page = open_page(link.href)
    assert page.one("h1").text == link.text
    assert line.text.removeprefix(link.text).strip() in page.one("p", class_="glance").text


def test_the_page_of_a_name_leads_to_the_search_it_is_about(open_page: Open, searcher: Searcher) -> None:
    person = find(SearchRequest(), searcher).facets["person"][0]
    page = open_page(f"/person/{person.id}")
    results = open_page(page.link("Cari dan saring di antaranya"))
    assert total(results) == person.count
    assert [e.text for e in results.all("a", class_="chip")] == [f"Hapus saringan Orang: {person.name} ×"]


def test_results_have_one_heading_of_first_rank_and_a_label_for_every_field(open_page: Open) -> None:
    page = open_page("/?q=banjir")
    assert len(page.all("h1")) == 1
    labelled = {e.attrs["for"] for e in page.all("label")}
    fields = [e for e in page.all("input") if e.attrs["type"] != "hidden"]
    assert len(fields) > 5
    assert [e.attrs for e in fields if e.attrs["id"] not in labelled and "aria-label" not in e.attrs] == []
    assert [e.attrs for e in page.all("fieldset") if not page.all("legend", f"#{e.attrs['id']}")] == []


def test_no_identifier_occurs_twice_on_a_page(open_page: Open) -> None:
    ids = [e.attrs["id"] for e in open_page("/?q=banjir&facet_size=100").elements if "id" in e.attrs]
    assert len(ids) == len({*ids})


def test_the_title_says_what_was_asked_and_how_much_was_found(open_page: Open) -> None:
    page = open_page("/?q=banjir")
    assert page.one("title", "head").text == f"banjir: {total(page)} artikel – Kliping"


def test_the_words_of_the_query_are_marked_in_the_hits(open_page: Open) -> None:
    page = open_page("/?q=banjir")
    marked = {e.text.lower() for e in page.all("mark", "#hasil")}
    assert marked
    assert all("banjir" in word for word in marked)


def test_ticking_a_facet_gives_the_hits_that_were_promised(open_page: Open) -> None:
    page = open_page("/?q=banjir")
    box = page.all("input", type="checkbox", name="place")[0]
    label = page.one("label", for_=box.attrs["id"]).text
    ticked = open_page(f"/?q=banjir&place={box.attrs['value']}")
    assert label.endswith(f"({total(ticked)})")
    assert "checked" in ticked.one("input", id=box.attrs["id"]).attrs


def test_the_filter_form_sends_everything_it_does_not_show(open_page: Open) -> None:
    page = open_page("/?q=banjir&author=Nama&-place=surabaya&sort=newest&size=25&match=any&page=2")
    hidden = {(e.attrs["name"], e.attrs["value"]) for e in page.all("input", "#saring", type="hidden")}
    assert hidden == {
        ("q", "banjir"),
        ("author", "Nama"),
        ("-place", "surabaya"),
        ("sort", "newest"),
        ("size", "25"),
        ("match", "any"),
    }


def test_a_new_query_keeps_the_filters_and_decides_anew_which_words_must_match(open_page: Open) -> None:
    page = open_page("/?q=banjir&place=surabaya&from=2019-01-01&match=any&page=2")
    hidden = {(e.attrs["name"], e.attrs["value"]) for e in page.all("input", "#tetap")}
    assert hidden == {("place", "surabaya"), ("from", "2019-01-01")}


def test_an_article_leads_back_to_the_results_it_was_found_in(open_page: Open) -> None:
    start = "/?q=banjir&sort=oldest&size=25"
    results = open_page(start)
    link = results.all("a", "h3")[0]
    article = open_page(link.href)
    assert article.one("h1").text == link.text
    assert article.link("← Kembali ke hasil") == start


def test_an_article_marks_the_words_it_was_found_by(open_page: Open) -> None:
    article = open_page(open_page("/?q=banjir").all("a", "h3")[0].href)
    assert any("banjir" in e.text.lower() for e in article.all("mark"))


def test_the_names_of_an_article_lead_to_searches_that_find_it(open_page: Open) -> None:
    article = open_page(open_page("/?q=banjir").all("a", "h3")[0].href)
    links = [e for e in article.all("a", "aside") if e.href.startswith("/?")]
    assert links
    for link in links:
        assert article.one("h1").text in hits(open_page(f"{link.href}&size=100"))


def test_every_link_between_searches_leads_to_a_page(open_page: Open) -> None:
    page = open_page("/?q=banjir&place=jakarta&-person=x&from=2010-01-01&facet_size=3")
    links = {e.href for e in page.all("a") if urlsplit(e.href).path == "/"}
    assert len(links) > 20
    for link in links:
        open_page(link)


@pytest.mark.parametrize("year_or_month", ["#daftar-tahun"])
def test_a_year_and_a_month_lead_to_as_many_hits_as_they_say(open_page: Open, year_or_month: str) -> None:
    links = [e for e in open_page("/?q=banjir").all("a", year_or_month) if "from=" in e.href]
    assert len(links) > 3
    for link in links:
        assert link.text.endswith(f"({total(open_page(link.href))})")


def test_a_chip_takes_its_own_filter_away_and_no_other(open_page: Open) -> None:
    page = open_page("/?q=banjir&place=surabaya&-person=megawati&from=2019-01-01&to=2019-12-31")
    chips: list[Element] = page.all("a", class_="chip")
    assert [e.text.removeprefix("Hapus saringan ").split(":")[0] for e in chips] == ["Tempat", "Bukan orang", "Tanggal"]
    assert [e.href for e in chips] == [
        "/?q=banjir&-person=megawati&from=2019-01-01&to=2019-12-31",
        "/?q=banjir&place=surabaya&from=2019-01-01&to=2019-12-31",
        "/?q=banjir&place=surabaya&-person=megawati",
    ]
    assert page.link("Hapus semua saringan") == "/?q=banjir"


def test_a_search_that_finds_nothing_says_how_much_there_is_without_each_part(open_page: Open) -> None:
    page = open_page("/?q=banjir&source=Tidak+Ada&to=2019-12-31")
    assert "Tidak ada artikel yang cocok" in page.one("section", id="hasil").text
    assert page.link("tanpa sumber: Tidak Ada", "#hasil") == "/?q=banjir&to=2019-12-31"
    assert total(open_page("/?q=banjir&to=2019-12-31")) > 0
    line = next(e.text for e in page.all("li", "#hasil") if e.text.startswith("tanpa sumber"))
    assert f" {total(open_page('/?q=banjir&to=2019-12-31'))} artikel" in line
    assert page.link("Cari tanpa saringan apa pun", "#hasil") == "/?q=banjir"


def test_a_word_that_is_nowhere_is_named_and_can_be_left_out(open_page: Open) -> None:
    page = open_page('/?q=banjir+"kzxqjv"&match=all')
    line = next(e for e in page.all("li", "#hasil") if "kzxqjv" in e.text)
    assert "tidak ada di satu artikel pun" in line.text
    assert page.link('tanpa bagian pencarian: "kzxqjv"', "#hasil") == "/?q=banjir&match=all"


def test_when_words_may_be_missing_the_page_says_so_and_its_links_keep_it(open_page: Open) -> None:
    page = open_page("/?q=banjir+kzxqjv")
    note = next(e for e in page.all("p", class_="note") if "sebagian" in e.text)
    assert note.text.startswith("Terlalu sedikit artikel yang memuat semua kata")
    assert page.link("Hanya yang memuat semua kata") == "/?q=banjir+kzxqjv&match=all"
    assert page.link("Terbaru", "#hasil") == "/?q=banjir+kzxqjv&sort=newest&match=any"


def test_when_all_words_must_match_the_page_offers_to_relax(open_page: Open) -> None:
    page = open_page("/?q=banjir+kzxqjv&match=all")
    assert total(page) == 0
    assert page.link("Tidak harus semua kata") == "/?q=banjir+kzxqjv"


def test_a_remark_on_the_query_stands_on_the_page(open_page: Open) -> None:
    assert "Tanda kutip tidak ditutup" in open_page('/?q="banjir').one("div", id="catatan").text


def test_pages_follow_one_another_and_keep_their_size(open_page: Open) -> None:
    first = open_page("/?sort=newest&size=5")
    second = open_page(first.one("a", rel="next").href)
    assert first.all("a", rel="prev") == []
    assert second.one("a", rel="prev").href == "/?sort=newest&size=5"
    assert hits(first) != hits(second)
    assert len(hits(second)) == 5
    assert second.one("ol", class_="hits").attrs["start"] == "6"


def test_a_page_beyond_the_last_leads_back(open_page: Open) -> None:
    page = open_page("/?q=banjir&page=900")
    assert page.link("Kembali ke halaman pertama") == "/?q=banjir"


def test_without_words_only_the_order_of_time_is_offered(open_page: Open) -> None:
    orders = {
        e.text: e.attrs.get("aria-current") for e in open_page("/?size=25").all("a", "#hasil") if e.text in ORDERS
    }
    assert orders == {"Terbaru": "true", "Terlama": None}


@pytest.mark.parametrize("url", ["/tidak-ada", "/article/tidak-ada", "/person/tidak-ada", "/place/tidak-ada"])
def test_a_page_that_is_not_there_says_so_in_indonesian(client: FlaskClient, url: str) -> None:
    response = client.get(url)
    assert response.status_code == 404
    assert read(response.text).one("h1").text == "Halaman tidak ditemukan"


def test_a_wrong_method_says_which_one_is_right(client: FlaskClient) -> None:
    response = client.post("/")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


def test_the_field_names_in_the_help_are_those_of_the_query_language(open_page: Open) -> None:
    typed = " ".join(e.text for e in open_page("/").all("kbd", "details"))
    prefixes = re.findall(r"(\w+):", typed)
    assert len(prefixes) > 4
    assert [prefix for prefix in prefixes if prefix not in BY_PREFIX] == []


def test_a_date_that_cannot_be_read_is_said_and_not_passed_over_in_silence(client: FlaskClient) -> None:
    page = client.get("/?from=kemarin-dulu")
    assert "kemarin-dulu" in page.text
    assert "tidak terbaca" in page.text


def test_a_page_beyond_the_last_does_not_count_itself_among_the_pages(client: FlaskClient) -> None:
    assert "halaman 900 dari" not in client.get("/?q=di&page=900").text


def test_variants_are_named_and_can_be_switched_off_and_on(client: FlaskClient) -> None:
    page = client.get("/?q=kpk").get_data(as_text=True)
    assert "Juga dicari: Komisi Pemberantasan Korupsi." in page
    assert 'href="/?q=kpk&amp;variants=0"' in page
    without = client.get("/?q=kpk&variants=0").get_data(as_text=True)
    assert "Juga dicari" not in without
    assert 'href="/?q=kpk"' in without
