"""An archive's own names: learnt when all of it is indexed, frozen with the generation, the same for queries."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from click.testing import CliRunner

from index import generation
from index.analysis import Analyser, analyser_for, frozen_names, stem
from index.cli import main
from index.errors import ArchiveUnusable
from index.generation.names import FILE
from index.manifest import FileDamaged
from index.settings import Settings
from search.backends import open_searcher
from tests.publishing.small import bring_up, flip, ids, put, row

NAMED = row("a", "Warga di Sepakuan cemas. Kata warga Sepakuan, jalan ke Sepakuan rusak, juga di Sepakuan Hilir.")
OTHER = row("b", "Tukang mencari paku di pasar.")


def names(directory: Path) -> frozenset[str]:
    return generation.analyser_of(generation.open_current(directory)).names


def test_a_name_that_looks_inflected_is_frozen_when_everything_is_built(tmp_path: Path) -> None:
    put(tmp_path / "archive", NAMED, OTHER)
    assert stem("Sepakuan") == "paku"
    assert names(tmp_path / "archive") == {"sepakuan"}
    assert ids(tmp_path / "archive", "sepakuan") == ["a"]
    assert ids(tmp_path / "archive", "paku") == ["b"]


def test_adding_articles_never_changes_the_analyser_and_a_rebuild_does(tmp_path: Path) -> None:
    put(tmp_path / "archive", OTHER)
    put(tmp_path / "archive", OTHER, NAMED)
    assert names(tmp_path / "archive") == frozenset()
    assert ids(tmp_path / "archive", "sepakuan") == ["a", "b"]
    bring_up(tmp_path / "archive", fresh=True)
    assert names(tmp_path / "archive") == {"sepakuan"}
    assert ids(tmp_path / "archive", "sepakuan") == ["a"]


def test_names_are_taken_over_by_what_is_built_on_top(tmp_path: Path) -> None:
    put(tmp_path / "archive", NAMED, OTHER)
    before = generation.open_current(tmp_path / "archive").manifest
    put(tmp_path / "archive", row("c", "Rapat di Sepakuan batal."))
    manifest = generation.open_current(tmp_path / "archive").manifest
    assert manifest.layers == before.layers + 1
    assert manifest.analysis == before.analysis
    assert ids(tmp_path / "archive", "sepakuan") == ["a", "c"]


def test_explain_knows_the_names_of_the_archive(tmp_path: Path) -> None:
    put(tmp_path / "archive", NAMED, OTHER)
    shown = CliRunner().invoke(main, ["explain", "--text", "Sepakuan", "--archive", str(tmp_path / "archive")]).output
    assert shown.split()[-7:] == ["sepakuan", "a", "name", "of", "this", "archive,", "kept"]
    without = CliRunner().invoke(main, ["explain", "--text", "Sepakuan", "--archive", str(tmp_path / "none")]).output
    assert without.split()[-2:] == ["paku", "se-paku-an"]


def test_explain_says_so_when_the_names_cannot_be_read(tmp_path: Path) -> None:
    put(tmp_path / "archive", NAMED, OTHER)
    flip(generation.open_current(tmp_path / "archive").path / FILE)
    result = CliRunner().invoke(main, ["explain", "--text", "Sepakuan", "--archive", str(tmp_path / "archive")])
    assert result.exit_code == 0
    assert "python -m index rebuild" in result.stderr
    assert "without the names of this archive" in result.stderr


@pytest.mark.parametrize("damage", [flip, Path.unlink])
def test_damaged_names_are_never_used(tmp_path: Path, damage: object) -> None:
    put(tmp_path / "archive", NAMED, OTHER)
    assert callable(damage)
    damage(generation.open_current(tmp_path / "archive").path / FILE)
    with pytest.raises(FileDamaged, match="python -m index rebuild"):
        open_searcher(Settings(archive=tmp_path / "archive"))


def test_an_index_made_with_other_names_is_refused_with_the_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "archive", NAMED, OTHER)
    monkeypatch.setattr("index.generation.names.analyser_for", lambda _names: analyser_for(frozenset({"lain"})))
    with pytest.raises(ArchiveUnusable, match="analysed by other rules; run: python -m index rebuild"):
        open_searcher(Settings(archive=tmp_path / "archive"))


def test_a_purged_article_leaves_no_name_behind(tmp_path: Path) -> None:
    put(tmp_path / "archive", OTHER)
    bring_up(tmp_path / "archive", fresh=True)
    path = generation.open_current(tmp_path / "archive").path / FILE
    assert "sepakuan" not in path.read_text("utf-8")


def test_an_ordinary_word_in_titles_is_no_name_of_the_archive() -> None:
    words = ("Gerakan", "Pertahanan", "Pelayanan", "Kecamatan")
    text = "".join(f"warga di {word} dan {word}, lalu ke {word} dan ke {word} pagi. " for word in words)
    assert frozen_names([text]) == frozenset()


def test_a_word_that_is_also_written_small_is_no_name() -> None:
    assert frozen_names(["di Sepakuan dan Sepakuan, ke Sepakuan dan Sepakuan"]) == {"sepakuan"}
    assert frozen_names(["di Sepakuan dan Sepakuan, ke Sepakuan dan Sepakuan atau sepakuan"]) == frozenset()


def test_the_names_keep_what_hangs_on_them_and_what_is_joined_to_them() -> None:
    own = Analyser(frozenset({"sepakuan"}))
    assert own.stem("Sepakuanlah") == "sepakuan"
    (token,) = own.analyse("Sepakuan-Bekasi")
    assert token.stems == ("sepakuan-bekasi", "sepakuan", "bekasi")
    assert own.terms("di Sepakuan").stems == ["di", "sepakuan"]


def test_the_shipped_analyser_knows_nothing_of_an_archives_names() -> None:
    assert analyser_for(frozenset({"sepakuan"})).stem("Sepakuan") == "sepakuan"
    assert stem("Sepakuan") == "paku"


def test_names_are_part_of_the_fingerprint() -> None:
    prints = {Analyser(frozenset(one)).fingerprint for one in ((), ("a",), ("b",), ("a", "b"))}
    assert len(prints) == 4
    assert Analyser(frozenset({"b", "a"})).fingerprint in prints


def test_an_analyser_reaches_another_process_by_its_names() -> None:
    own = analyser_for(frozenset({"sepakuan"}))
    assert pickle.loads(pickle.dumps(own)) is own
