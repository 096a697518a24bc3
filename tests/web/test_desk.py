"""The reader's desk: folders with notes and tags, saved searches that tell what is different, history on request."""

from __future__ import annotations

import csv
import email
import io
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from flask import Flask
from flask.testing import FlaskClient

from index.archive import open_archive
from index.settings import Settings
from search.web import create_app
from search.web.accounting import Account
from search.web.guarding import NAMED_BY
from search.web.work import shapes
from tests.publishing.small import put, row

ROWS = [row("a/b", "Harga beras naik di Bogor."), row("b", "Banjir surut di Bogor."), row("c", "Beras impor tiba.")]
LOCAL = {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost:8000"}
SIGNED_IN = LOCAL | {"HTTP_X_FORWARDED_FOR": "192.0.2.7", "HTTP_X_REMOTE_USER": "Sari"}
ELSEWHERE = LOCAL | {"REMOTE_ADDR": "192.0.2.7"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("desk") / "archive"
    put(directory, *ROWS)
    return directory


@pytest.fixture
def directory(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "archive"))


@pytest.fixture
def app(directory: Path, tmp_path: Path) -> Iterator[Flask]:
    app = create_app(Settings(archive=directory), account=Account(access_log=str(tmp_path / "log")))
    yield app
    app.extensions["kliping.archive"].close()
    for handler in app.extensions["kliping.log"].handlers:
        handler.close()


@pytest.fixture
def reader(app: Flask) -> FlaskClient:
    return app.test_client()


def page(reader: FlaskClient, path: str, status: int = 200, environ: dict[str, str] = LOCAL) -> str:
    answer = reader.get(path, environ_overrides=environ)
    assert answer.status_code == status, (path, answer.status_code, answer.text[:500])
    return answer.text


def words(reader: FlaskClient, path: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page(reader, path)).split())


def send(reader: FlaskClient, path: str, **fields: str) -> str:
    """Send a form of the page; the address it leads to."""
    found = re.search(r'name="token" value="([^"]+)"', page(reader, "/work"))
    assert found
    answer = reader.post(path, data=fields | {"token": found[1]}, environ_overrides=LOCAL)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def tell(reader: FlaskClient, path: str, fields: object, status: int = 200) -> dict[str, object]:
    answer = reader.post(path, json=fields, environ_overrides=LOCAL)
    assert answer.status_code == status, answer.text
    told: dict[str, object] = answer.get_json()
    return told


def filled(reader: FlaskClient) -> None:
    send(reader, "/keep/a/b", new="Pasar & harga", note="kutip <b>ini</b>", tags="harga,  Bogor ,harga")
    send(reader, "/keep/b", folder="Pasar & harga", tags="banjir")


def test_a_folder_is_made_filled_narrowed_by_tag_and_emptied(reader: FlaskClient) -> None:
    filled(reader)
    shown = page(reader, "/folder/Pasar%20%26%20harga")
    assert "kutip &lt;b&gt;ini&lt;/b&gt;" in shown
    assert [*re.findall(r'<h2 lang="id"><a href="([^"]+)', shown)] == ["/article/a/b", "/article/b"]
    assert "Judul b" not in page(reader, "/folder/Pasar%20%26%20harga?tag=Bogor")
    send(reader, "/folder/Pasar%20%26%20harga", action="take", id="b")
    assert "Judul b" not in page(reader, "/folder/Pasar%20%26%20harga")
    assert send(reader, "/folder/Pasar%20%26%20harga", action="remove") == "/work"
    assert "Pasar" not in page(reader, "/work")


def test_the_note_and_the_tags_of_an_article_can_be_written_anew(reader: FlaskClient) -> None:
    filled(reader)
    send(reader, "/folder/Pasar%20%26%20harga", action="put", id="a/b", note="sudah", tags="")
    send(reader, "/folder/Pasar%20%26%20harga", action="describe", note="Untuk Minggu")
    assert send(reader, "/folder/Pasar%20%26%20harga", action="rename", name=" Pasar ") == "/folder/Pasar"
    shown = words(reader, "/folder/Pasar")
    assert "Untuk Minggu" in shown
    assert "sudah" in shown
    assert "Bogor" not in shown.partition("Judul b")[0]


def test_a_folder_is_taken_away_with_its_notes_and_tags(reader: FlaskClient) -> None:
    filled(reader)
    name = "Pasar%20%26%20harga"
    rows = [*csv.DictReader(io.StringIO(page(reader, f"/folder.csv/{name}")))]
    assert [(one["id"], one["note"], one["tags"]) for one in rows] == [
        ("a/b", "kutip <b>ini</b>", "Bogor; harga"),
        ("b", "", "banjir"),
    ]
    lines = [json.loads(line) for line in page(reader, f"/folder.jsonl/{name}").splitlines()]
    assert lines[0]["folder_tags"] == ["Bogor", "harga"]
    assert (lines[-1]["manifest"]["folder"], lines[-1]["manifest"]["written"]) == ("Pasar & harga", 2)
    ris = page(reader, f"/folder.ris/{name}?tag=harga")
    assert ris.count("TY  - NEWS") == 1
    assert "KW  - harga" in ris
    assert "N1  - kutip" in ris
    assert "annote = {kutip" in page(reader, f"/folder.bib/{name}")


def test_an_article_that_is_taken_away_stays_in_the_folder_without_its_text(
    directory: Path, reader: FlaskClient
) -> None:
    filled(reader)
    with open_archive(directory) as archive:
        archive.delete(["b"], archive.begin_batch("delete"))
    reader.application.extensions["kliping.archive"].look()
    shown = words(reader, "/folder/Pasar%20%26%20harga")
    assert "Artikel ini tidak dapat dibaca lagi." in shown
    assert "Judul b" not in shown
    assert page(reader, "/folder.csv/Pasar%20%26%20harga").count("\n") == 2


def test_a_saved_search_tells_what_came_changed_and_went(directory: Path, reader: FlaskClient) -> None:
    assert "Yang ditemukannya sekarang: 2 artikel" in words(reader, "/save?q=beras&page=3")
    assert send(reader, "/save", name="Beras", query="q=beras&page=3&size=50") == "/saved/Beras"
    assert "Tidak ada yang berbeda" in words(reader, "/saved/Beras")
    put(directory, row("a/b", "Harga gabah naik."), row("c", "Beras impor tiba lagi."), row("d", "Beras ketan."))
    reader.application.extensions["kliping.archive"].look()
    assert "1 baru, 1 berubah, 1 tidak lagi ditemukan" in words(reader, "/saved/Beras")
    told = json.loads(page(reader, "/api/searches/Beras"))
    msgspec.json.decode(json.dumps(told), type=shapes.NewsShape)
    assert (told["query"], told["came"], told["changed"], told["went"]) == ("q=beras", ["d"], ["c"], ["a/b"])
    feed = page(reader, "/news.atom/Beras")
    assert (feed.count("<entry>"), "Judul d" in feed, "Judul c" in feed) == (2, True, True)
    mail = email.message_from_string(page(reader, "/news.eml/Beras"))
    assert mail["Subject"] == "Kliping: beras (1 baru)"
    send(reader, "/saved/Beras", action="seen")
    assert "Tidak ada yang berbeda" in words(reader, "/saved/Beras")


def test_a_saved_search_can_be_renamed_and_removed(reader: FlaskClient) -> None:
    send(reader, "/save", name="Beras", query="q=beras")
    assert send(reader, "/saved/Beras", action="rename", name="Harga/2") == "/saved/Harga/2"
    assert send(reader, "/saved/Harga/2", action="remove") == "/work"
    assert page(reader, "/saved/Harga/2", 404)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": " "}, "Beri nama lebih dahulu."),
        ({"name": "Pasar &amp; harga".replace("&amp;", "&")}, "sudah dipakai"),
        ({"name": "x" * 121}, "paling banyak 120 huruf"),
        ({"name": "Panjang", "note": "x" * 4001}, "4000 characters"),
    ],
)
def test_a_name_that_cannot_be_is_refused_with_the_reason(
    reader: FlaskClient, fields: dict[str, str], said: str
) -> None:
    filled(reader)
    token = re.search(r'name="token" value="([^"]+)"', page(reader, "/work"))
    assert token
    answer = reader.post("/work", data=fields | {"token": token[1]}, environ_overrides=LOCAL)
    assert (answer.status_code, said in answer.text) == (400, True)


def test_no_search_is_remembered_unless_the_reader_asked_and_none_after_that(
    reader: FlaskClient, tmp_path: Path
) -> None:
    page(reader, "/?q=banjir")
    assert json.loads(page(reader, "/api/recent")) == {"recent": []}
    send(reader, "/recent", action="on")
    page(reader, "/?q=beras&page=2")
    page(reader, "/?q=banjir")
    page(reader, "/?q=beras")
    kept = json.loads(page(reader, "/api/recent"))["recent"]
    assert [(one["query"], one["total"]) for one in kept] == [("q=beras", 2), ("q=banjir", 1)]
    assert "banjir" in words(reader, "/work").partition("Riwayat pencarian")[2]
    send(reader, "/recent", action="forget", query="q=banjir")
    assert "banjir" not in words(reader, "/work").partition("Riwayat pencarian")[2]
    send(reader, "/recent", action="off")
    page(reader, "/?q=gabah")
    assert json.loads(page(reader, "/api/recent")) == {"recent": []}
    assert not re.search("beras|banjir|gabah", (tmp_path / "log").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "path", ["/work", "/folder/x", "/keep/b", "/save?q=x", "/saved/x", "/api/folders", "/api/recent"]
)
def test_readers_elsewhere_have_no_desk_and_no_link_to_one(reader: FlaskClient, path: str) -> None:
    page(reader, path, 403, ELSEWHERE)
    assert "/work" not in page(reader, "/?q=beras", 200, ELSEWHERE)
    assert "/work" in page(reader, "/?q=beras")


def test_a_reader_signed_in_by_the_server_before_has_a_desk_of_their_own(app: Flask) -> None:
    app.config[NAMED_BY] = "X-Remote-User"
    sari, local = app.test_client(), app.test_client()
    tell(local, "/api/folders", {"name": "Milik setempat"}, 201)
    answer = sari.post("/api/folders", json={"name": "Milik Sari"}, environ_overrides=SIGNED_IN)
    assert answer.status_code == 201
    mine = sari.get("/api/folders", environ_overrides=SIGNED_IN).get_json()["folders"]
    assert [one["name"] for one in mine] == ["Milik Sari"]
    assert [one["name"] for one in local.get("/api/folders", environ_overrides=LOCAL).get_json()["folders"]] == [
        "Milik setempat"
    ]
    spoofed = SIGNED_IN | {"REMOTE_ADDR": "192.0.2.7"}
    assert sari.get("/api/folders", environ_overrides=spoofed).status_code == 403
    nameless = {name: value for name, value in SIGNED_IN.items() if name != "HTTP_X_REMOTE_USER"}
    assert sari.get("/work", environ_overrides=nameless).status_code == 403


def test_no_header_names_a_reader_where_none_was_said_to(reader: FlaskClient) -> None:
    assert reader.get("/api/folders", environ_overrides=SIGNED_IN).status_code == 403


@pytest.mark.parametrize("path", ["/work", "/recent", "/keep/b", "/save", "/saved/x", "/folder/x"])
def test_nothing_is_written_by_a_form_that_is_not_of_the_site(reader: FlaskClient, path: str) -> None:
    page(reader, "/work")
    for surroundings in ({}, {"HTTP_ORIGIN": "https://lain.example"}, {"HTTP_SEC_FETCH_SITE": "cross-site"}):
        data = {"token": "x" * 43, "name": "x", "action": "on", "new": "x"}
        assert reader.post(path, data=data, environ_overrides=LOCAL | surroundings).status_code == 403


def test_programs_write_json_alone_and_not_from_a_page_of_another_site(reader: FlaskClient) -> None:
    assert tell(reader, "/api/folders", {"name": "Pasar"}, 201) == {"name": "Pasar"}
    assert tell(reader, "/api/folders/Pasar", {"action": "put", "id": "a/b", "tags": "x,y"}) == {"name": "Pasar"}
    told = page(reader, "/api/folders/Pasar")
    items = msgspec.json.decode(told, type=shapes.FolderContentShape)["items"]
    assert [(one["id"], one["tags"], one["readable"]) for one in items] == [("a/b", ["x", "y"], True)]
    tell(reader, "/api/searches", {"name": "Beras", "query": "q=beras"}, 201)
    tell(reader, "/api/searches/Beras", {"action": "seen"})
    assert tell(reader, "/api/searches/Beras", {"action": "jump"}, 400)["status"] == 400
    tell(reader, "/api/folders", ["name"], 400)
    tell(reader, "/api/folders", {"name": 1}, 400)
    form = reader.post("/api/folders", data='{"name": "x"}', content_type="text/plain", environ_overrides=LOCAL)
    far = LOCAL | {"HTTP_SEC_FETCH_SITE": "cross-site"}
    assert form.status_code == 403
    assert reader.post("/api/folders", json={"name": "x"}, environ_overrides=far).status_code == 403


def test_pages_of_the_desk_are_kept_by_no_cache_and_have_their_english(reader: FlaskClient) -> None:
    filled(reader)
    answer = reader.get("/folder/Pasar%20%26%20harga?lang=en", environ_overrides=LOCAL)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Take out of the folder" in answer.text
