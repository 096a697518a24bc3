"""What people decide about repeated lines reaches every article by the next rebuild, and can be taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from index import generation, recleaning
from index.archive import (
    NewLines,
    Verdict,
    accepted_lines,
    back_up,
    create_archive,
    line_decisions,
    open_archive,
    write_lines,
)
from index.cli import main
from index.errors import WrongCall
from tests.publishing.small import bring_up, ids, put, row, silent

LINE = "Ikuti kanal resmi kami edisi 2020."
WORDS = ("banjir", "hujan", "angin", "gempa", "kabut", "ombak")


@pytest.fixture
def held(tmp_path: Path) -> Path:
    put(tmp_path / "arsip", *(row(f"w{n}", f"Ada {word} di Tegal.\n{LINE}") for n, word in enumerate(WORDS)))
    return tmp_path / "arsip"


def decide(directory: Path, verdict: Verdict, line: str = LINE) -> int:
    with create_archive(directory) as archive:
        batch = archive.begin_batch("boilerplate")
        write_lines(archive, NewLines("kabar.example", [line], verdict, "Dian"), batch)
        archive.finish_batch(batch, {"decided": 1})
    return batch


def rebuilt(directory: Path) -> int:
    with create_archive(directory) as archive, generation.writing(directory):
        changed = recleaning.clean_again(archive, silent)
    bring_up(directory, fresh=True)
    return changed


def is_due(directory: Path) -> bool:
    with open_archive(directory, read_only=True) as archive:
        return recleaning.is_due(archive)


def test_an_archive_that_was_just_filled_needs_no_cleaning(held: Path) -> None:
    assert not is_due(held)


def test_an_accepted_line_leaves_articles_and_index_by_the_next_rebuild(held: Path) -> None:
    decide(held, Verdict.ACCEPTED)
    assert is_due(held)
    assert ids(held, '"kanal resmi"') == [f"w{n}" for n in range(6)]
    assert rebuilt(held) == 6
    assert (is_due(held), ids(held, '"kanal resmi"'), len(ids(held, "tegal"))) == (False, [], 6)


def test_what_was_cut_is_kept_with_its_reason_and_the_raw_text_as_it_was(held: Path) -> None:
    decide(held, Verdict.ACCEPTED)
    rebuilt(held)
    with open_archive(held, read_only=True) as archive:
        stored = archive.find("w0")
        assert stored
        assert [(piece.kind, piece.text) for piece in stored.article.removed] == [("repeated", LINE)]
        assert archive.raw(stored.version).body == f"Ada banjir di Tegal.\n{LINE}"


def test_a_withdrawn_line_comes_back(held: Path) -> None:
    decide(held, Verdict.ACCEPTED)
    rebuilt(held)
    decide(held, Verdict.WITHDRAWN)
    assert (is_due(held), rebuilt(held), len(ids(held, '"kanal resmi"'))) == (True, 6, 6)


def test_undoing_the_decision_is_taking_it_back(held: Path) -> None:
    batch = decide(held, Verdict.ACCEPTED)
    rebuilt(held)
    with create_archive(held) as archive:
        archive.undo(batch)
        assert accepted_lines(archive) == {}
    assert (is_due(held), rebuilt(held), len(ids(held, '"kanal resmi"'))) == (True, 6, 6)


def test_an_article_that_comes_later_is_cleaned_at_once(held: Path) -> None:
    decide(held, Verdict.ACCEPTED)
    put(held, row("baru", f"Ada petir di Tegal.\n{LINE}"))
    assert "baru" not in ids(held, '"kanal resmi"')
    assert "baru" in ids(held, "petir")


def test_an_edit_holds_on_top_of_what_is_cleaned_again(held: Path) -> None:
    with create_archive(held) as archive:
        batch = archive.begin_batch("edit")
        archive.edit("w1", {"title": "Judul baru"}, "Dian", batch)
        archive.finish_batch(batch, {})
    decide(held, Verdict.ACCEPTED)
    rebuilt(held)
    with open_archive(held, read_only=True) as archive:
        stored = archive.find("w1")
        assert stored
        assert (stored.article.title, stored.article.body) == ("Judul baru", "Ada hujan di Tegal.")


def test_the_same_file_again_changes_nothing_after_cleaning_again(held: Path) -> None:
    decide(held, Verdict.ACCEPTED)
    rebuilt(held)
    put(held, *(row(f"w{n}", f"Ada {word} di Tegal.\n{LINE}") for n, word in enumerate(WORDS)))
    assert ids(held, '"kanal resmi"') == []


def test_a_rejected_line_is_not_cut_and_not_proposed_again(held: Path) -> None:
    decide(held, Verdict.REJECTED)
    assert not is_due(held)
    told = CliRunner().invoke(main, ["boilerplate", "propose", "--json", "--archive", str(held)])
    assert (told.exit_code, told.stdout) == (0, "")


def test_a_backup_has_the_decisions(held: Path, tmp_path: Path) -> None:
    decide(held, Verdict.ACCEPTED)
    (tmp_path / "salinan").mkdir()
    back_up(held, tmp_path / "salinan" / "articles.db", generation.last_number(held))
    with open_archive(tmp_path / "salinan", read_only=True) as archive:
        assert accepted_lines(archive) == {"kabar.example": (LINE,)}


def test_the_command_proposes_decides_and_lists(held: Path) -> None:
    def call(*arguments: str) -> str:
        told = CliRunner().invoke(main, ["boilerplate", *arguments, "--archive", str(held)])
        assert told.exit_code == 0, told.output
        return told.stdout

    (proposed,) = map(json.loads, call("propose", "--json").splitlines())
    assert (proposed["line"], proposed["count"], proposed["examples"]) == (LINE, 6, ["w0", "w1", "w2"])
    assert "python -m index rebuild" in call("accept", "kabar.example", LINE, "--by", "Dian")
    assert call("list").startswith(f"accepted kabar.example  '{LINE}'  (Dian, ")
    call("withdraw", "kabar.example", LINE, "--by", "Sari")
    assert call("list") == ""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("propose", "--source", "Koran"), "no article is of the source 'Koran'"),
        (("accept", "kabar.example", "ya"), "'ya' is too short"),
        (("withdraw", "kabar.example", LINE), "nothing was decided of"),
        (("accept", "kabar.example"), "no line to decide about"),
        (("accept", "kabar.example", LINE, "--by", " "), "needs the name of who takes it"),
    ],
)
def test_a_wrong_call_says_what_to_do(held: Path, arguments: tuple[str, ...], told: str) -> None:
    result = CliRunner().invoke(main, ["boilerplate", *arguments, "--archive", str(held)], input="")
    assert isinstance(result.exception, WrongCall)
    assert told in str(result.exception)


def test_a_decision_that_changed_by_itself_is_damage(held: Path) -> None:
    decide(held, Verdict.ACCEPTED)
    with create_archive(held) as archive, archive._writing() as connection:
        connection.exec_driver_sql("UPDATE lines SET line = 'Lain.'")
    with open_archive(held, read_only=True) as archive, pytest.raises(Exception, match="is not what was written"):
        line_decisions(archive)
