"""The site answers from the newest generation, and says what is wrong when there is none."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from index.settings import Settings
from search.web import create_app
from search.web.current import ArchiveEmpty, CurrentSearcher
from tests.archives import add, write_jsonl
from tests.publishing.small import SMALL, spoil
from tests.web.document import read

MakeArchive = Callable[[Sequence[dict[str, Any]]], Path]

FIRST = {"id": "satu", "title": "Pasar Legi dibuka lagi", "body": "Pedagang menata lapak.", "date": "2022-05-01"}
SECOND = {"id": "dua", "title": "Pasar Legi terendam", "body": "Air masuk ke kios.", "date": "2022-06-01"}


@contextmanager
def site(directory: Path) -> Iterator[FlaskClient]:
    """The site over *directory*, which looks for a newer generation at every request."""
    settings = Settings(archive=directory)
    app = create_app(settings)
    with closing(CurrentSearcher(settings, interval=0)) as current:
        app.extensions["kliping.archive"] = current
        yield app.test_client()


def damage(directory: Path) -> None:
    """Put empty files in the place of every generation's, as a power cut can."""
    for file in list(directory.glob("gen-*/*")):
        file.unlink(missing_ok=True)  # the background check withdraws its own note when it meets the damage
        file.write_bytes(b"")


def health_of(client: FlaskClient) -> tuple[int, dict[str, Any]]:
    response = client.get("/healthz")
    health: dict[str, Any] = response.get_json()
    return response.status_code, health


@pytest.fixture
def empty(tmp_path: Path) -> FlaskClient:
    return create_app(Settings(archive=tmp_path / "belum-ada")).test_client()


def test_a_newer_generation_is_answered_from_and_the_older_closed(make_archive: MakeArchive, tmp_path: Path) -> None:
    directory = make_archive([FIRST])
    with closing(CurrentSearcher(Settings(archive=directory), interval=0)) as current, current.reading() as before:
        add(directory, write_jsonl(tmp_path / "lagi.jsonl", [SECOND]))
        with current.reading() as after:
            assert (before.total, after.total) == (1, 2)
            assert after.generation > before.generation
        assert before.find("satu") is not None


def test_the_pointer_is_looked_at_no_more_often_than_asked(make_archive: MakeArchive, tmp_path: Path) -> None:
    directory = make_archive([FIRST])
    with closing(CurrentSearcher(Settings(archive=directory), interval=3600)) as current:
        with current.reading():
            pass
        add(directory, write_jsonl(tmp_path / "lagi.jsonl", [SECOND]))
        with current.reading() as searcher:
            assert searcher.total == 1


def test_the_site_shows_an_article_added_while_it_runs(make_archive: MakeArchive, tmp_path: Path) -> None:
    directory = make_archive([FIRST])
    with site(directory) as client:
        assert "terendam" not in client.get("/?q=pasar").text
        add(directory, write_jsonl(tmp_path / "lagi.jsonl", [SECOND]))
        assert "terendam" in client.get("/?q=pasar").text


def test_an_archive_that_is_not_there_yet_is_told_from_a_broken_one(tmp_path: Path) -> None:
    with pytest.raises(ArchiveEmpty, match="python -m index add FILE"), CurrentSearcher(Settings(tmp_path)).reading():
        pass


@pytest.mark.parametrize("url", ["/", "/?q=banjir", "/article/x", "/person/x"])
def test_before_the_first_article_a_page_says_how_to_begin(empty: FlaskClient, url: str) -> None:
    response = empty.get(url)
    page = read(response.text)
    assert response.status_code == 503
    assert page.one("h1").text == "Arsip ini masih kosong"
    assert "python -m index add artikel.jsonl" in [e.text for e in page.all("code")]


def test_before_the_first_article_the_json_interface_says_how_to_begin(empty: FlaskClient) -> None:
    response = empty.get("/api/search?q=banjir")
    assert (response.status_code, response.mimetype) == (503, "application/problem+json")
    assert response.json is not None
    assert "python -m index add FILE" in response.json["detail"]


def test_before_the_first_article_the_process_answers_and_says_what_is_missing(empty: FlaskClient) -> None:
    code, health = health_of(empty)
    assert (code, health["status"], health["generation"]) == (200, "degraded", None)
    assert "python -m index add FILE" in health["detail"]


def test_an_archive_that_is_damaged_while_the_site_runs_is_no_longer_answered_from(make_archive: MakeArchive) -> None:
    directory = make_archive([FIRST])
    with site(directory) as client:
        assert client.get("/?q=pasar").status_code == 200
        damage(directory)
        (directory / "CURRENT").unlink()
        assert [client.get("/?q=pasar").status_code for _ in range(2)] == [503, 503]


def test_an_archive_that_cannot_be_opened_says_which_command_repairs_it(make_archive: MakeArchive) -> None:
    directory = make_archive([FIRST])
    damage(directory)
    response = create_app(Settings(archive=directory)).test_client().get("/")
    assert response.status_code == 503
    assert read(response.text).one("h1").text == "Arsip tidak dapat dibuka"
    assert "python -m index rebuild" in response.text


def test_a_failure_inside_is_a_page_without_its_details(make_archive: MakeArchive) -> None:
    app = create_app(Settings(archive=make_archive([FIRST])))
    app.extensions["kliping.archive"] = None  # any request that reads fails
    page, problem = app.test_client().get("/?q=x"), app.test_client().get("/api/search")
    assert (page.status_code, problem.status_code) == (500, 500)
    assert read(page.text).one("h1").text == "Ada yang rusak di pihak kami"
    assert "NoneType" not in page.text + problem.text
    assert problem.mimetype == "application/problem+json"


def test_an_older_generation_standing_in_is_said_on_the_page(make_archive: MakeArchive, tmp_path: Path) -> None:
    directory = make_archive([FIRST])
    add(directory, write_jsonl(tmp_path / "lagi.jsonl", [SECOND]))
    newest = max(directory.glob("gen-*"))
    (newest / "MANIFEST.json").write_bytes(b"")
    with site(directory) as client:
        assert "Indeks terbaru rusak" in client.get("/?q=pasar").text
        answer = client.get("/api/search?q=pasar").json
        pages = [client.get(url).text for url in ("/", "/article/satu", "/?q=tak-ada", "/article/tidak-ada")]
    assert answer is not None
    assert answer["stale"] is True
    assert [remark["kind"] for remark in answer["diagnostics"]] == ["older-index"]
    assert "indeks 1" in answer["diagnostics"][0]["message"]
    assert all("yang dicari adalah indeks 1," in page for page in pages)


def test_the_foot_of_every_page_says_which_index_answers_and_when_it_was_checked(make_archive: MakeArchive) -> None:
    with site(make_archive([FIRST])) as client:
        feet = [
            read(client.get(url).text).one("span", class_="index").text
            for url in ("/", "/?q=pasar", "/article/satu", "/article/tidak-ada")
        ]
    assert all(re.fullmatch(r"Indeks 1, diperiksa \d+ \w+ \d{4} \d\d\.\d\d WIB\.", foot) for foot in feet), feet


def test_a_whole_index_is_healthy(make_archive: MakeArchive) -> None:
    with site(make_archive([FIRST])) as client:
        code, health = health_of(client)
    assert (code, health["status"], health["generation"], health["stale"]) == (200, "ok", 1, False)
    assert health["verification"]["damaged"] is None
    assert dt.datetime.fromisoformat(health["verification"]["verified"]).tzinfo is not None


def test_an_older_generation_standing_in_is_degraded_but_answers(make_archive: MakeArchive, tmp_path: Path) -> None:
    directory = make_archive([FIRST])
    add(directory, write_jsonl(tmp_path / "lagi.jsonl", [SECOND]))
    (max(directory.glob("gen-*")) / "MANIFEST.json").write_bytes(b"")
    with site(directory) as client:
        code, health = health_of(client)
    assert (code, health["status"], health["generation"], health["stale"]) == (200, "degraded", 1, True)


def test_damage_that_a_search_has_met_is_named_within_the_archive(
    make_archive: MakeArchive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.manifest.BLOCK", SMALL)  # else opening such a small file reads all of it
    directory = make_archive([FIRST])
    older = {path.name for path in directory.glob("gen-*/*.arrays")}
    add(directory, write_jsonl(tmp_path / "lagi.jsonl", [SECOND]))
    damaged = next(path for path in max(directory.glob("gen-*")).glob("*.arrays") if path.name not in older)
    spoil(damaged)
    with site(directory) as client:
        client.get("/?q=pasar")
        code, health = health_of(client)
    assert (code, health["status"], health["generation"]) == (200, "degraded", 1)
    assert health["verification"]["damaged"] == f"{damaged.parent.name}/{damaged.name}"


def test_when_nothing_can_be_answered_the_process_is_failing_and_says_why(make_archive: MakeArchive) -> None:
    directory = make_archive([FIRST])
    damage(directory)
    with site(directory) as client:
        code, health = health_of(client)
    assert (code, health["status"], health["generation"]) == (503, "failing", None)
    assert "python -m index rebuild" in health["detail"]
