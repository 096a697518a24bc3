"""Other articles in the place of those a reader has open: their generations have numbers of their own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from index import generation
from index.archive import back_up, manifest_of, open_archive
from index.cli import main
from index.errors import ArchiveUnusable
from index.generation.numbering import LEAP
from index.settings import Settings
from search.backends import open_searcher
from search.request import SearchRequest
from search.service import find
from search.web.current import CurrentSearcher
from tests.publishing.small import THREE, bring_up, ids, put, row


def backed_up(directory: Path, file: Path) -> Path:
    call("backup", file, directory)
    return file


def call(command: str, file: Path, directory: Path) -> None:
    workers = ("--workers", "1") if command == "restore" else ()
    result = CliRunner().invoke(main, [command, str(file), "--archive", str(directory), *workers])
    assert result.exit_code == 0, result.output


def number(directory: Path) -> int:
    return generation.open_current(directory).number


@pytest.mark.parametrize("times", [1, 2])
def test_no_number_of_before_a_restore_is_given_again(three: Path, tmp_path: Path, times: int) -> None:
    file = backed_up(three, tmp_path / "b.db")
    put(three, row("d", "Panen raya."))
    for _ in range(times):
        call("restore", file, three)
    assert (number(three), ids(three, "judul")) == (times * LEAP + 1, ["a", "b", "c"])
    assert put(three, row("e", "Panen lagi.")).number == times * LEAP + 2
    assert not list(three.glob("*.used"))


@pytest.mark.parametrize("told", [0, 4, LEAP - 1, LEAP + 2])
def test_numbers_leap_beyond_those_of_a_lost_archive_as_far_as_its_backup_tells(
    three: Path, tmp_path: Path, told: int
) -> None:
    back_up(three, tmp_path / "b.db", told)
    call("restore", tmp_path / "b.db", tmp_path / "new")
    assert number(tmp_path / "new") == (2 if told > LEAP else 1) * LEAP + 1


def test_the_manifest_of_a_backup_tells_the_last_number(three: Path, tmp_path: Path) -> None:
    put(three, row("d", "Panen raya."))
    file = backed_up(three, tmp_path / "b.db")
    text = manifest_of(file).read_text(encoding="utf-8")
    assert json.loads(text.rpartition("\n#")[0])["generation"] == 2


def test_a_restore_that_died_before_the_index_was_made_gives_no_number_again(three: Path) -> None:
    put(three, row("d", "Panen raya."))
    with generation.writing(three):
        generation.withdraw(three, 1)
    assert [path.name for path in three.glob("gen-*")] == [f"gen-{LEAP:08d}.used"]
    assert bring_up(three).number == LEAP + 1
    assert [path.name for path in three.glob("gen-*")] == [f"gen-{LEAP + 1:08d}"]


def test_a_site_left_open_across_a_restore_answers_from_the_restored_articles(three: Path, tmp_path: Path) -> None:
    file = backed_up(three, tmp_path / "b.db")
    shutil.rmtree(three)
    put(three, row("a", "Naskah kedua."), row("d", "Panen raya."))
    with closing(CurrentSearcher(Settings(archive=three), interval=0)) as current:
        assert answer(current) == (1, {"a": "Naskah kedua.", "d": "Panen raya."})
        call("restore", file, three)
        assert answer(current) == (LEAP + 1, {stored["id"]: stored["body"] for stored in THREE})


def exchange(directory: Path, other: Path) -> None:
    """What a restore does at its moment: another database under the name."""
    back_up(other, other / "b.db")
    for log in directory.glob("articles.db-*"):
        log.unlink()
    (other / "b.db").replace(directory / "articles.db")


def test_no_further_connection_reads_the_database_that_took_the_place_of_the_first(three: Path, tmp_path: Path) -> None:
    put(tmp_path / "other", row("x", "Naskah lain."))
    with open_archive(three, read_only=True) as archive:
        stored = archive.current()
        assert next(stored).key == "a"
        exchange(three, tmp_path / "other")
        with pytest.raises(ArchiveUnusable, match=r"articles.db: another file was put in its place"):
            archive.find("x")
        assert [article.key for article in stored] == ["b", "c"]


def test_no_generation_is_opened_beside_articles_of_before_a_restore(
    three: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = backed_up(three, tmp_path / "b.db")
    shutil.rmtree(three)
    put(three, row("a", "Naskah kedua."), row("d", "Panen raya."))
    whole = generation.open_current

    def restored_just_before(directory: Path, damaged: Collection[Path]) -> generation.Generation:
        monkeypatch.setattr(generation, "open_current", whole)
        call("restore", file, three)
        return whole(directory, damaged)

    monkeypatch.setattr(generation, "open_current", restored_just_before)
    with pytest.raises(ArchiveUnusable, match=r"another file was put in its place meanwhile.*try again"):
        open_searcher(Settings(archive=three))
    assert ids(three, "judul") == ["a", "b", "c"]


def answer(current: CurrentSearcher) -> tuple[int, dict[str, str]]:
    with current.reading() as searcher:
        page = find(SearchRequest(query="judul"), searcher)
        texts = searcher.articles([found.version for hit in page.hits if (found := searcher.find(hit.id))])
        bodies = {stored.key: stored.article.body for stored in texts.values()}
        assert len(bodies) == page.total
        return searcher.generation, bodies
