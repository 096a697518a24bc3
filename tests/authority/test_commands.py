"""``python -m index authority``: a decision reaches readers at once, and can be taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from index.archive import Action, NewDecision, create_archive
from index.cli import main
from index.errors import ArchiveError, WrongCall
from index.settings import Settings
from search.backends import Searcher, open_searcher
from search.request import SearchRequest
from search.service import find
from tests.publishing.small import bring_up, put, row

ROWS = [
    row("a", "Presiden Jokowi meninjau banjir di Bekasi bersama Ridwan Kamil."),
    row("b", "Presiden Joko Widodo meninjau pasar di Bogor."),
    row("c", "Ketua KPK Agus Rahardjo bertemu Ridwan Kamil di Bandung."),
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("names") / "archive"
    put(directory, *ROWS)
    return directory


@pytest.fixture
def searcher(built: Path) -> Iterator[Searcher]:
    with closing(open_searcher(Settings(archive=built))) as opened:
        yield opened


def run(directory: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["authority", *arguments, "--archive", str(directory)])


def persons(directory: Path) -> dict[str, tuple[str, int]]:
    with closing(open_searcher(Settings(archive=directory))) as opened:
        return {v.id: (v.name, v.count) for v in find(SearchRequest(), opened).facets["person"]}


def batch_of(result: Result) -> str:
    assert result.exit_code == 0, result.output + str(result.exception)
    return result.stdout.rpartition("authority undo ")[2].rstrip(")\n")


def test_two_names_of_one_person_are_one_value_found_by_either(searcher: Searcher) -> None:
    page = find(SearchRequest(), searcher)
    assert {v.id: v.count for v in page.facets["person"]}["joko-widodo"] == 2
    for name in ("Jokowi", "jokowi", "joko-widodo", "JOKO WIDODO"):
        found = find(SearchRequest(chosen=(("person", name),)), searcher)
        assert {hit.id for hit in found.hits} == {"a", "b"}
        assert found.names["person"][name] == "Joko Widodo"
    assert {hit.id for hit in find(SearchRequest(query="orang:jokowi"), searcher).hits} == {"a", "b"}
    assert {hit.id for hit in find(SearchRequest(query='orang:"joko widodo"'), searcher).hits} == {"a", "b"}


def test_a_merge_is_told_shown_and_undone(built: Path) -> None:
    before = persons(built)
    merged = run(built, "merge", "person", "Agus Rahardjo", "Ridwan Kamil", "--by", "Sari")
    assert "Agus Rahardjo (person agus-rahardjo) is Ridwan Kamil (ridwan-kamil)" in merged.stdout
    assert persons(built)["ridwan-kamil"] == ("Ridwan Kamil", 2)
    assert "agus-rahardjo" not in persons(built)
    shown: dict[str, Any] = json.loads(run(built, "show", "person", "Agus Rahardjo", "--json").stdout)
    assert (shown["id"], shown["decisions"][0]["by"]) == ("ridwan-kamil", "Sari")
    assert {"name": "Agus Rahardjo", "articles": 1} in shown["written"]
    undone = run(built, "undo", batch_of(merged))
    assert "1 decisions on names count no more" in undone.stdout
    assert persons(built) == before


def test_a_decision_survives_a_rebuild(built: Path) -> None:
    batch = batch_of(run(built, "rename", "person", "Ridwan Kamil", "Ridwan Kamil (Emil)"))
    bring_up(built, fresh=True)
    assert persons(built)["ridwan-kamil"] == ("Ridwan Kamil (Emil)", 2)
    run(built, "undo", batch)


def test_a_reader_sees_a_decision_before_the_index_is_made_anew(built: Path) -> None:
    with closing(open_searcher(Settings(archive=built))) as opened, create_archive(built) as archive:
        assert not opened.is_outdated()
        batch = archive.begin_batch("authority hide")
        archive.names.write([NewDecision("person", "ridwan-kamil", Action.HIDE)], "Sari", batch)
        assert opened.is_outdated()
        assert "ridwan-kamil" not in persons(built)
        archive.undo(batch)
        assert not opened.is_outdated()
    assert "ridwan-kamil" in persons(built)


def test_namesakes_are_told_apart_by_their_office(built: Path) -> None:
    split = run(built, "split", "person", "Agus Rahardjo", "Agus Rahardjo (KPK)", "--role", "Ketua KPK")
    assert persons(built)["agus-rahardjo-kpk"] == ("Agus Rahardjo (KPK)", 1)
    run(built, "undo", batch_of(split))
    assert "agus-rahardjo-kpk" not in persons(built)


def test_what_is_hidden_can_be_found_by_those_who_show_it_again(built: Path) -> None:
    before = persons(built)
    batch_of(run(built, "hide", "person", "Ridwan Kamil"))
    assert "ridwan-kamil" not in persons(built)
    batch_of(run(built, "hide", "person", "Ridwan Kamil", "--back"))
    assert persons(built) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("merge", "person", "Tono", "Ridwan Kamil"), "no person has the id or the name 'Tono'"),
        (("split", "person", "Ridwan Kamil", "Emil"), "say which articles"),
        (("split", "person", "Ridwan Kamil", "Emil", "--with", "KPK"), "'KPK' is not KIND:NAME"),
        (("undo", "1"), "batch 1 decided about no name"),
        (("show", "place", "Atlantis"), "authority list place --like NAME"),
    ],
)
def test_a_wrong_call_says_what_to_do_and_writes_nothing(built: Path, arguments: tuple[str, ...], message: str) -> None:
    with create_archive(built) as archive:
        before = archive.batches(1)
        with pytest.raises(WrongCall, match=message):
            CliRunner().invoke(
                main, ["authority", *arguments, "--archive", str(built)], catch_exceptions=False, standalone_mode=False
            )
        assert archive.batches(1) == before


def test_without_an_archive_it_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="run: python -m index add FILE"):
        CliRunner().invoke(
            main,
            ["authority", "list", "person", "--archive", str(tmp_path)],
            catch_exceptions=False,
            standalone_mode=False,
        )
