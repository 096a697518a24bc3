"""Reprints in an archive: found whenever they come, told on page and API, and never by what readers may not see."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from index import reprints
from index.archive import Kind, Ruling, create_archive
from index.cli import main
from index.generation import open_current
from index.settings import Settings
from search.backends import open_searcher
from search.cli import main as search_main
from search.request import SearchRequest
from search.service import find
from search.web import create_app
from tests.publishing.small import bring_up, flip, put, row
from tests.reprints.texts import edited, reordered, text

STORY = text(7, 120)
ROWS = (
    row("antara", " ".join(STORY), date="2022-05-01", source="antara.example"),
    row("kabar", " ".join(reordered(edited(STORY, 0.1))), date="2022-05-02", source="kabar.example"),
    row("warta", " ".join(STORY[:70]), date="2022-05-01 09:30:00", source="warta.example"),
    row("lain", " ".join(text(8, 120)), date="2022-05-01", source="kabar.example"),
)
GROUP = ["warta", "antara", "kabar"]
"""Of the same day, the one with a time of day comes first."""


def groups(directory: Path) -> dict[str, list[str]]:
    """Article -> its group, as readers are told."""
    with closing(open_searcher(Settings(archive=directory))) as searcher:
        every = find(SearchRequest(size=100), searcher).hits
        return {hit.id: found for hit in every if (found := [one.key for one, _ in searcher.copies(hit.id)])}


def expected(*keys: str) -> dict[str, list[str]]:
    members = [key for key in GROUP if key in keys]
    return dict.fromkeys(members, members)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("cetak-ulang") / "archive"
    put(directory, *ROWS)
    return directory


@pytest.fixture(scope="module")
def client(archive: Path) -> Iterator[FlaskClient]:
    app = create_app(Settings(archive=archive))
    yield app.test_client()
    app.extensions["kliping.archive"].close()


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5], ids=str)
def test_groups_are_the_same_whether_articles_come_together_or_one_by_one(tmp_path: Path, order: Sequence[int]) -> None:
    for number in order:
        published = put(tmp_path / "archive", ROWS[number])
    assert published.kind == "incremental"
    assert groups(tmp_path / "archive") == expected(*GROUP)
    assert (published.manifest.groups, published.manifest.grouped) == (1, 3)
    assert bring_up(tmp_path / "archive", fresh=True).manifest.grouped == 3
    assert groups(tmp_path / "archive") == expected(*GROUP)


def test_an_update_takes_an_article_out_of_its_group_and_undoing_it_puts_it_back(tmp_path: Path) -> None:
    directory = tmp_path / "archive"
    put(directory, *ROWS)
    put(directory, ROWS[1] | {"body": " ".join(text(9, 120))})
    assert groups(directory) == expected("warta", "antara")
    with create_archive(directory) as archive:
        archive.undo(archive.batches(1)[0].id)
    bring_up(directory)
    assert groups(directory) == expected(*GROUP)


@pytest.mark.parametrize("way", ["withdrawal", "delisting", "delete", "embargo", "staff"])
def test_a_group_never_shows_what_readers_may_not_see_before_publication_or_after(tmp_path: Path, way: str) -> None:
    directory = tmp_path / "archive"
    put(directory, *ROWS)
    with create_archive(directory) as archive:
        batch = archive.begin_batch(way)
        if way == "delete":
            archive.delete(["warta"], batch)
        elif way in {"embargo", "staff"}:
            change = {"embargo_until": "2999-01-01"} if way == "embargo" else {"access": "staff"}
            archive.edit("warta", change, "Sari", batch)
        else:
            archive.decide("warta", Ruling(Kind(way), "putusan", "Sari"), batch)
    assert groups(directory) == expected("antara", "kabar")
    assert bring_up(directory).manifest.grouped == 2
    assert groups(directory) == expected("antara", "kabar")


def test_samples_that_are_damaged_make_everything_be_built(tmp_path: Path) -> None:
    directory = tmp_path / "archive"
    put(directory, *ROWS[:2])
    path = open_current(directory).path
    flip(next(path.glob(f"{reprints.PREFIX}*")))
    published = put(directory, *ROWS[2:])
    assert published.kind == "fresh"
    assert groups(directory) == expected(*GROUP)


def test_equal_texts_are_linked_however_short(tmp_path: Path) -> None:
    body = "Warga Bekasi menanam pohon di tepi sungai pada hari Minggu pagi."
    put(
        tmp_path / "archive", row("a", body), row("b", body.upper()), row("c", "Foto: Antara"), row("d", "Foto: Antara")
    )
    assert groups(tmp_path / "archive") == {"a": ["a", "b"], "b": ["a", "b"]}


def test_a_collapsed_search_lists_one_of_each_group_and_counts_all(client: FlaskClient) -> None:
    word = STORY[3]
    every: dict[str, Any] = client.get(f"/api/search?q={word}").get_json()
    one: dict[str, Any] = client.get(f"/api/search?q={word}&collapse=1").get_json()
    in_group = [hit["id"] for hit in every["hits"] if hit["id"] in GROUP]
    assert (every["total"], every["listed"]) == (one["total"], len(every["hits"]))
    assert one["listed"] == len(one["hits"]) == every["listed"] - len(in_group) + 1
    assert one["facets"] == every["facets"]
    assert [hit["id"] for hit in one["hits"] if hit["id"] in GROUP] == in_group[:1]
    assert all(hit["reprints"] == {"first": "warta", "total": 3} for hit in one["hits"] if hit["id"] in GROUP)


@pytest.mark.parametrize(("sort", "listed"), [("newest", "kabar"), ("oldest", "antara")])
def test_of_a_group_the_first_in_the_order_of_the_list_is_in_it(client: FlaskClient, sort: str, listed: str) -> None:
    hits = client.get(f"/api/search?collapse=1&sort={sort}&source=antara.example&source=kabar.example").get_json()[
        "hits"
    ]
    assert [hit["id"] for hit in hits if hit["id"] in GROUP] == [listed]


def test_the_page_of_an_article_lists_its_reprints_the_first_published_first(client: FlaskClient) -> None:
    page = client.get("/article/kabar").text
    copies = page.split('id="cetak-ulang"')[1].split("</section>")[0]
    places = [copies.index(f"{key}.example") for key in GROUP]
    assert places == sorted(places)
    assert copies.count("pertama dimuat") == copies.count("artikel ini") == 1
    assert 'href="/article/kabar"' not in copies
    assert "cetak-ulang" not in client.get("/article/lain").text
    told = client.get("/api/articles/kabar").get_json()["reprints"]
    assert [(one["id"], one["equal"]) for one in told] == [("warta", False), ("antara", False), ("kabar", True)]


def test_the_page_says_that_reprints_are_collapsed_and_leads_back(client: FlaskClient) -> None:
    page = client.get("/?collapse=1").text
    assert "Cetak ulang disatukan: 2 baris." in page
    assert "<b>4 artikel</b>" in page
    assert "2 terbitan lain dari naskah yang sama" in page
    assert "Tampilkan setiap cetak ulang" in page
    assert "Satukan cetak ulang" in client.get("/?sort=oldest").text


def test_an_export_has_a_line_for_each_hit_of_the_list_and_its_group(client: FlaskClient) -> None:
    *lines, last = client.get("/export.jsonl?collapse=1").text.splitlines()
    rows = [json.loads(line) for line in lines]
    assert sorted(bool(one["reprints"]) for one in rows) == [False, True]
    assert {"count": 2, "articles": 4}.items() <= json.loads(last)["manifest"].items()
    assert "first_published" in client.get("/export.csv").text.splitlines()[0]


def test_the_commands_tell_of_reprints(archive: Path) -> None:
    found = CliRunner().invoke(search_main, ["find", STORY[3], "--collapse", "--archive", str(archive)])
    assert "2 more of the same text, first published: warta" in found.output
    status = json.loads(CliRunner().invoke(main, ["status", "--json", "--archive", str(archive)]).output)
    assert status["reprints"] == {"groups": 1, "articles": 3}
