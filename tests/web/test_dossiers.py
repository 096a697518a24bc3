"""The page of a person, place or organisation: what it shows, and who may correct it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from index.settings import Settings
from search.web import create_app
from tests.publishing.small import put, row

ROWS = [
    row("a", "Gubernur Jawa Barat Ridwan Kamil bertemu Presiden Jokowi di Bandung.", date="2019-03-01"),
    row("b", "Presiden Joko Widodo meninjau pasar di Bogor bersama Ridwan Kamil.", date="2020-04-02"),
    row("c", "Wali Kota Bandung Ridwan Kamil menanam pohon.", date="2015-05-03"),
]
PATH = "/person/ridwan-kamil"
LOCAL = {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost:8000"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("dossiers") / "archive"
    put(directory, *ROWS)
    return directory


@pytest.fixture(scope="module")
def writable(built: Path) -> Iterator[Flask]:
    app = create_app(Settings(archive=built))
    yield app
    app.extensions["kliping.archive"].close()


@pytest.fixture
def reader(writable: Flask) -> FlaskClient:
    return writable.test_client()


def token(reader: FlaskClient, path: str = PATH) -> str:
    found = re.search(r'name="token" value="([^"]+)"', reader.get(path, environ_overrides=LOCAL).text)
    assert found
    return found[1]


def send(reader: FlaskClient, path: str = PATH, **fields: str) -> int:
    return reader.post(path, data=fields, environ_overrides=LOCAL).status_code


def text(reader: FlaskClient, path: str) -> str:
    page = reader.get(path, environ_overrides=LOCAL)
    assert page.status_code == 200, page.status_code
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


def test_offices_stand_with_their_years_and_company_with_counts(reader: FlaskClient) -> None:
    shown = text(reader, PATH)
    assert "Gubernur Jawa Barat 2019" in shown
    assert "Wali Kota Bandung 2015" in shown
    assert "Bersama orang lain Joko Widodo 2" in shown
    assert "3 Mei 2015 – 2 Apr 2020" in shown


def test_the_names_articles_write_are_told_with_the_record_they_mean(reader: FlaskClient) -> None:
    shown = text(reader, "/person/joko-widodo")
    assert "Nama dan umpan Joko Widodo 1 artikel Jokowi 1 artikel" in shown
    assert "/feed.atom?person=joko-widodo" in reader.get("/person/joko-widodo").text


@pytest.mark.parametrize("path", ["/person/jokowi", "/person/Jokowi", "/person/Joko%20Widodo"])
def test_another_name_leads_to_the_record(reader: FlaskClient, path: str) -> None:
    found = reader.get(path)
    assert (found.status_code, found.headers["Location"]) == (302, "/person/joko-widodo")


def test_a_merge_is_seen_at_once_told_on_the_page_and_undone_there(reader: FlaskClient) -> None:
    fields = {"token": token(reader), "by": "Sari"}
    assert send(reader, action="merge", value="Jokowi", **fields) == 303
    assert reader.get(PATH).headers["Location"] == "/person/joko-widodo"
    page = reader.get("/person/joko-widodo", environ_overrides=LOCAL).text
    assert "“Ridwan Kamil” digabungkan ke “Joko Widodo”" in page
    batch = re.search(r'name="batch" value="(\d+)"', page)
    assert batch
    assert send(reader, "/person/joko-widodo", action="undo", batch=batch[1], **fields) == 303
    assert "Bersama orang lain Joko Widodo 2" in text(reader, PATH)


def test_a_name_written_by_a_person_is_shown_and_never_run(reader: FlaskClient) -> None:
    fields = {"token": token(reader), "by": "<b>Sari</b>"}
    assert send(reader, action="rename", value="<script>alert(1)</script>", **fields) == 303
    page = reader.get(PATH, environ_overrides=LOCAL).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page
    assert "<b>Sari" not in page
    assert send(reader, action="rename", value="Ridwan Kamil", **fields) == 303


def test_no_correction_is_written_without_the_token_of_the_page(reader: FlaskClient) -> None:
    good = token(reader)
    for wrong in ("", "x" * 40, good[:-1]):
        assert send(reader, token=wrong, action="hide", by="Sari") == 403
    assert (
        FlaskClient(reader.application).post(PATH, data={"token": good, "action": "hide", "by": "S"}).status_code == 403
    )
    assert reader.get(PATH).status_code == 200


@pytest.mark.parametrize(
    "surroundings",
    [
        {"REMOTE_ADDR": "192.0.2.7", "HTTP_HOST": "localhost"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "arsip.example"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost", "HTTP_X_FORWARDED_FOR": "192.0.2.7"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost", "HTTP_SEC_FETCH_SITE": "cross-site"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost", "HTTP_ORIGIN": "https://lain.example"},
    ],
)
def test_only_this_machine_may_write_and_only_from_our_page(reader: FlaskClient, surroundings: dict[str, str]) -> None:
    fields = {"token": token(reader), "action": "hide", "by": "Sari"}
    assert reader.post(PATH, data=fields, environ_overrides=surroundings).status_code == 403
    assert reader.get(PATH).status_code == 200


def test_who_may_not_write_is_offered_no_form_and_given_no_cookie(reader: FlaskClient) -> None:
    page = reader.get(PATH, environ_overrides={"REMOTE_ADDR": "192.0.2.7", "HTTP_HOST": "arsip.example"})
    assert 'method="post"' not in page.text
    assert "Set-Cookie" not in page.headers


@pytest.mark.parametrize(
    "fields",
    [
        {"action": "rename", "value": "Jokowi", "by": "Sari"},
        {"action": "merge", "value": "Tidak Ada", "by": "Sari"},
        {"action": "merge", "value": "Jokowi", "by": " "},
        {"action": "apa", "by": "Sari"},
        {"action": "undo", "batch": "1", "by": "Sari"},
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(reader: FlaskClient, fields: dict[str, str]) -> None:
    response = reader.post(PATH, data=fields | {"token": token(reader)}, environ_overrides=LOCAL)
    assert response.status_code == 400
    assert "Koreksi tidak dapat dilakukan" in response.text
