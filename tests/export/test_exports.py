"""A result taken away is the result on the page: all of it, in order, with a manifest; and it can be added again."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from index.settings import Settings
from search.export import FORMATS
from search.export.tables import COLUMNS, defused
from search.web import create_app
from tests.archives import add

MakeArchive = Callable[[Sequence[dict[str, Any]]], Path]
ATOM = "{http://www.w3.org/2005/Atom}"
SEARCHES = ("q=banjir", "q=banjir&sort=oldest", "", "q=warga+jalan&match=any", "undated=1", "q=tak-ada-kata-ini")
HOSTILE = "\x00\x08<script>alert(1)</script>]]> & \"'\r\n\ufffe=cmd|' /C calc'!A0"


@contextmanager
def opened(directory: Path) -> Iterator[FlaskClient]:
    app = create_app(Settings(archive=directory))
    yield app.test_client()
    app.extensions["kliping.archive"].close()


@pytest.fixture(scope="module")
def client(archive: Path) -> Iterator[FlaskClient]:
    with opened(archive) as client:
        yield client


def ids_on_pages(client: FlaskClient, args: str) -> list[str]:
    """By the ids that the API gives, page by page."""
    found: list[str] = []
    page = 1
    while True:
        answer = client.get(f"/api/search?{args}&size=20&page={page}").get_json()
        found += [hit["id"] for hit in answer["hits"]]
        if len(found) >= answer["total"]:
            return found
        page += 1


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def ids_in(form: str, text: str) -> list[str]:
    match form:
        case "csv":
            return [row["id"] for row in rows(text)]
        case "jsonl":
            return [json.loads(line)["id"] for line in text.splitlines()[:-1]]
        case "ris":
            return [line[6:] for line in text.splitlines() if line.startswith("AN  - ")]
        case "bib":
            return [
                line.partition("{Kliping: ")[2][:-2]
                for line in text.splitlines()
                if line.startswith("  note = {Kliping: ")
            ]
        case "csl.json":
            return [item["id"] for item in json.loads(text)]
        case _:
            tag = f"{ATOM}id" if form == "atom" else "guid"
            entries = [*ET.fromstring(text).iter(f"{ATOM}entry"), *ET.fromstring(text).iter("item")]
            found = [entry.findtext(tag) or "" for entry in entries]
            return [unquote(id_.partition("artikel/")[2]) for id_ in found]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("args", SEARCHES)
def test_what_is_taken_away_is_what_the_pages_show_in_their_order(client: FlaskClient, form: str, args: str) -> None:
    shown = ids_on_pages(client, args)
    taken = client.get(f"/export.{form}?{args}&page=2&size=5")
    assert taken.status_code == 200
    assert ids_in(form, taken.text) == shown
    assert json.loads(taken.headers["X-Kliping-Manifest"])["count"] == len(shown)


def test_the_manifest_says_which_search_it_was(client: FlaskClient) -> None:
    person = client.get("/api/search").get_json()["facets"]["person"][0]
    asked = {"q": "banjir", "person": person["id"], "-source": "x", "from": "2019", "ganjil": "1"}
    taken = client.get("/export.jsonl", query_string=asked)
    manifest = json.loads(taken.text.splitlines()[-1])["manifest"]
    assert (manifest["query"], manifest["match"], manifest["sort"]) == ("banjir", "all", "relevance")
    assert manifest["filters"] == {
        "person": [{"id": person["id"], "name": person["name"]}],
        "-source": [{"id": "x", "name": "x"}],
        "from": "2019-01-01",
    }
    assert manifest["count"] == manifest["written"] == len(taken.text.splitlines()) - 1
    assert manifest["generation"] == 1
    assert [remark["kind"] for remark in manifest["diagnostics"]] == ["unknown-value", "unknown-parameter"]
    del manifest["written"]
    assert json.loads(taken.headers["X-Kliping-Manifest"]) == manifest


def test_an_export_can_be_added_to_another_archive_and_comes_out_the_same(client: FlaskClient, tmp_path: Path) -> None:
    taken = client.get("/export.jsonl").text
    file = tmp_path / "export.jsonl"
    file.write_text(taken, encoding="utf-8")
    account = add(tmp_path / "other", file)
    count = len(taken.splitlines()) - 1
    assert (account["read"], account["stored"], account["rejected"]) == (count, count, 0)
    with opened(tmp_path / "other") as other:
        again = other.get("/export.jsonl").text

    def fields(text: str) -> dict[str, dict[str, Any]]:
        ours = ("persons", "places", "organisations", "dateline")
        lines = map(json.loads, text.splitlines()[:-1])
        return {line["id"]: {name: value for name, value in line.items() if name not in ours} for line in lines}

    assert fields(again) == fields(taken)


def test_fields_kliping_does_not_know_are_exported_as_they_came(make_archive: MakeArchive) -> None:
    row = {
        "id": "a",
        "title": "",
        "judul": "Banjir",
        "isi": "Air.",
        "nomor": [1, {"x": None}],
        "persons": "milik sumber",
    }
    with opened(make_archive([row])) as client:
        exported = json.loads(client.get("/export.jsonl").text.splitlines()[0])
    assert (exported["title"], exported["body"]) == ("", "Air.")
    assert (exported["nomor"], exported["judul"]) == (row["nomor"], "Banjir")
    assert exported["persons"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+62 812", "'+62 812"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r'=1"),
        ("  =1", "  '=1"),
        ("＝1+1", "'＝1+1"),
        ("baik;=1+1", "baik;'=1+1"),
        ("baris\n=1+1", "baris\n'=1+1"),
        ("naik 5 - 6 %, a+b = c, a@b.id", "naik 5 - 6 %, a+b = c, a@b.id"),
        ("", ""),
    ],
)
def test_a_formula_is_defused(text: str, expected: str) -> None:
    assert defused(text) == expected


@given(st.text(st.sampled_from("=+-@;\t\r\n ab'＝"), max_size=12))
def test_no_cell_begins_with_a_formula_whatever_the_separator(text: str) -> None:
    cells = defused(text).replace("\t", ";").replace("\r", ";").replace("\n", ";").split(";")
    assert [cell for cell in cells if cell.strip()[:1] and cell.strip()[0] in "=+-@＝"] == []


def test_hostile_text_leaves_every_export_whole(make_archive: MakeArchive) -> None:
    row = dict.fromkeys(("title", "body", "source", "section", "author", "url"), HOSTILE) | {"id": "=1", "date": "2022"}
    with opened(make_archive([row, {"id": "b", "title": "Banjir"}])) as client:
        asked = {form: client.get(f"/export.{form}", query_string={"q": HOSTILE}).status_code for form in FORMATS}
        texts = {form: client.get(f"/export.{form}").text for form in FORMATS}
    assert asked == dict.fromkeys(FORMATS, 200)
    assert {form: len(ids_in(form, text)) for form, text in texts.items()} == dict.fromkeys(FORMATS, 2)
    assert "<script" not in texts["atom"] + texts["rss"]
    table = rows(texts["csv"])
    assert sorted(row["id"] for row in table) == ["'=1", "b"]
    assert sum(len(row) for row in table) == 2 * len(COLUMNS)


def test_csv_begins_with_a_mark_only_where_it_is_asked_for(client: FlaskClient) -> None:
    assert client.get("/export.csv?q=banjir").data.startswith(b'"id",')
    assert client.get("/export.csv?q=banjir&bom=1").data.startswith(b'\xef\xbb\xbf"id",')


def test_what_has_not_changed_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/feed.atom?q=banjir")
    again = client.get("/feed.atom?q=banjir", headers={"If-None-Match": first.headers["ETag"]})
    other = client.get("/feed.atom?q=pasar", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data, other.status_code) == (304, b"", 200)


def test_a_feed_is_all_of_a_search_or_as_much_as_its_address_says(client: FlaskClient) -> None:
    shown = ids_on_pages(client, "q=banjir&sort=newest")
    assert ids_in("atom", client.get("/feed.atom?q=banjir&sort=newest").text) == shown
    assert ids_in("rss", client.get("/feed.rss?q=banjir&sort=newest&size=3").text) == shown[:3]


def test_every_entry_of_a_feed_has_what_its_format_requires(client: FlaskClient) -> None:
    feed = ET.fromstring(client.get("/feed.atom").text)
    entries = [feed, *feed.iter(f"{ATOM}entry")]
    assert all(e.findtext(f"{ATOM}{name}") for e in entries for name in ("id", "title", "updated"))
    links = [e.find(f"{ATOM}link") for e in feed.iter(f"{ATOM}entry")]
    assert all(link is not None and link.attrib["href"].startswith("http://localhost/article/") for link in links)


@pytest.mark.parametrize("form", ["ris", "bib", "csl.json"])
def test_an_article_is_had_as_a_reference(client: FlaskClient, form: str) -> None:
    id_ = ids_on_pages(client, "q=banjir")[0]
    assert ids_in(form, client.get(f"/cite/{form}/{id_}").text) == [id_]
    assert client.get(f"/cite/{form}/tidak-ada").status_code == 404


def test_a_searcher_is_given_back_when_a_reader_leaves_early(client: FlaskClient) -> None:
    response = client.get("/export.jsonl", buffered=False)
    next(response.iter_encoded())
    lease = client.application.extensions["kliping.archive"]._lease
    assert lease.readers == 1
    response.close()
    assert lease.readers == 0
    client.head("/export.jsonl").close()
    assert lease.readers == 0
