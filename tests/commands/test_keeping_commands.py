"""Looking after an archive from the command line: undo, edit, decide, backup, restore, status, verify."""

from __future__ import annotations

import errno
import json
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from index.cli import main
from index.errors import ArchiveUnusable
from index.shell import UNUSABLE, WRONG_CALL, run
from tests.archives import ROOT, add, write_jsonl

ROWS = [
    {"id": name, "title": f"Harga beras di {place}", "body": f"Harga beras naik di {place}.", "date": "2022-09-15"}
    for name, place in (("a", "Karawang"), ("b", "Bogor"), ("c", "Padang"))
]


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    add(tmp_path / "archive", write_jsonl(tmp_path / "berita.jsonl", ROWS))
    return tmp_path / "archive"


def test_what_a_killed_restore_left_is_swept_by_the_next_writer(directory: Path) -> None:
    (directory / "restoring").mkdir()
    (directory / "restoring" / "articles.db").write_bytes(b"kata yang sudah dihapus")
    invoke(directory, "delete", "a")
    assert not (directory / "restoring").exists()


def test_the_articles_are_not_for_every_user_to_read(directory: Path) -> None:
    assert (directory / "articles.db").stat().st_mode & 0o007 == 0


def invoke(directory: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--archive", str(directory)])


def as_json(directory: Path, *arguments: str, code: int = 0) -> dict[str, Any]:
    result = invoke(directory, *arguments, "--json")
    assert result.exit_code == code, result.output
    value: dict[str, Any] = json.loads(result.stdout)
    return value


def status(directory: Path) -> dict[str, Any]:
    return as_json(directory, "status")


def test_undo_takes_a_batch_out_of_the_index(directory: Path, tmp_path: Path) -> None:
    file = write_jsonl(tmp_path / "lain.jsonl", [ROWS[0] | {"title": "Lain"}, ROWS[0] | {"id": "d"}])
    add(directory, file)
    undone = as_json(directory, "undo", "2")
    assert (undone["undone"], undone["removed"], undone["restored"], undone["kept"]) == (2, ["d"], ["a"], [])
    assert status(directory)["indexed"] == 3
    assert add(directory, file)["updated"] == 2


def test_undo_for_people_counts_and_names(directory: Path) -> None:
    invoke(directory, "edit", "a", "title=Lain", "--by", "Sari")
    result = invoke(directory, "undo", "2")
    assert result.output.startswith("batch 2 undone, by batch 3: 0 articles removed, 1 restored, 0 left")


def test_an_edit_is_in_the_index_and_outlives_the_next_add(directory: Path, tmp_path: Path) -> None:
    result = invoke(directory, "edit", "a", "title=Judul baru", "--by", "Sari")
    assert "to take it back: python -m index undo 2" in result.output
    assert status(directory)["lag"] == 0
    add(directory, write_jsonl(tmp_path / "lagi.jsonl", [ROWS[0] | {"body": "Isi lain."}]))
    assert as_json(directory, "edit", "a", "--as-delivered", "title")["edited"] == 1


def test_an_embargo_takes_an_article_out_of_the_index(directory: Path) -> None:
    as_json(directory, "edit", "a", "embargo_until=2999-01-01")
    found = status(directory)
    assert (found["indexed"], found["by_status"]) == (2, {"embargoed": 1, "published": 2})


@pytest.mark.parametrize("kind", ["delisting", "withdrawal", "purge"])
def test_a_hiding_decision_takes_an_article_out_of_the_index(directory: Path, kind: str) -> None:
    flags = ("--irrevocably",) if kind == "purge" else ()
    decided = as_json(directory, "decide", "a", kind, "--basis", "putusan", "--by", "Sari", *flags)
    assert decided == {"id": "a", "decision": 1, "batch": 2}
    assert status(directory)["indexed"] == 2


def test_a_purge_leaves_no_byte_in_archive_and_index(directory: Path) -> None:
    invoke(directory, "decide", "a", "purge", "--basis", "putusan", "--by", "Sari", "--irrevocably")
    files = [path for path in directory.rglob("*") if path.is_file()]
    assert [path for path in files if b"Karawang" in path.read_bytes() or b"karawang" in path.read_bytes()] == []
    assert len(list(directory.glob("gen-*"))) == 1


def test_a_purged_article_that_comes_again_is_rejected_with_the_reason(directory: Path, tmp_path: Path) -> None:
    invoke(directory, "decide", "a", "purge", "--basis", "putusan", "--by", "Sari", "--irrevocably")
    account = add(directory, tmp_path / "berita.jsonl", code=1)
    assert (account["read"], account["unchanged"], account["rejected"]) == (3, 2, 1)
    (rejects,) = (directory / "rejects").iterdir()
    assert "purged" in json.loads(rejects.read_text(encoding="utf-8"))["reason"]


def test_a_backup_restores_to_the_same_articles(directory: Path, tmp_path: Path) -> None:
    made = as_json(directory, "backup", str(tmp_path / "b.db"))
    assert as_json(tmp_path / "nowhere", "restore", str(tmp_path / "b.db"), "--check") == made
    assert not (tmp_path / "nowhere").exists()
    invoke(directory, "delete", "a")
    assert as_json(directory, "restore", str(tmp_path / "b.db"))["sha256"] == made["sha256"]
    found = status(directory)
    assert (found["articles"], found["indexed"], found["lag"]) == (3, 3, 0)
    assert found["last_backup"]["file"] == str(tmp_path / "b.db")


def test_verify_finds_the_archive_sound_in_words_and_json(directory: Path) -> None:
    assert "as it was written (every row)" in invoke(directory, "verify", "--deep").stdout
    assert as_json(directory, "verify")["sound"] is True


def test_verify_names_both_halves_and_the_way_out(directory: Path) -> None:
    (directory / "articles.db").write_bytes(b"rusak" * 1000)
    for path in directory.glob("gen-*/MAIN_*.arrays"):
        path.write_bytes(b"x" + path.read_bytes()[1:])
    result = invoke(directory, "verify", "--deep")
    assert result.exit_code == 3
    assert "python -m index restore" in result.stderr
    assert "python -m index rebuild" in result.stderr
    report = as_json(directory, "verify", code=3)
    assert [check["name"] for check in report["checks"]] == ["articles.db", "purged.jsonl", "purges", "index"]


@pytest.mark.parametrize("command", [("status",), ("verify",), ("add", str(ROOT / "sample/articles.jsonl"))])
def test_lost_articles_are_told_with_their_number_and_the_way_back(
    directory: Path, command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    (directory / "articles.db").unlink()
    with pytest.raises(SystemExit) as ended:
        run(main, [*command, "--archive", str(directory)])
    told = capsys.readouterr().err
    assert ended.value.code == UNUSABLE
    assert "an index of 3 articles is here; to put it back, run: python -m index restore BACKUP" in told
    assert "index add" not in told


def test_a_disk_error_is_told_with_its_file_and_the_way_out(capsys: pytest.CaptureFixture[str]) -> None:
    @click.command()
    def failing() -> None:
        raise OSError(errno.EROFS, "Read-only file system", "/srv/arsip/CURRENT.tmp")

    with pytest.raises(SystemExit) as ended:
        run(failing, [])
    told = capsys.readouterr().err
    assert ended.value.code == UNUSABLE
    assert told.startswith("Error: /srv/arsip/CURRENT.tmp: Read-only file system; what was stored stays")
    assert "run the same command again" in told
    assert told.count("\n") == 1


def test_verify_names_every_damaged_file_of_every_generation(directory: Path) -> None:
    invoke(directory, "compact", "--workers", "1")
    damaged = [next((directory / f"gen-0000000{n}").glob(p)) for n in (1, 2) for p in ("MAIN_*.arrays", "columns.bin")]
    for path in damaged:
        path.unlink()
    (directory / "CURRENT").write_text("rusak")
    result = invoke(directory, "verify")
    assert result.exit_code == 3
    assert all(str(path) in result.stderr for path in (*damaged, directory / "CURRENT"))


def test_status_for_people_tells_batches_space_and_backup(directory: Path, tmp_path: Path) -> None:
    invoke(directory, "backup", str(tmp_path / "b.db"))
    shown = invoke(directory, "status").stdout
    assert "published    3" in shown
    assert "add " in shown
    assert "b.db" in shown
    assert " MB" in shown


def test_compact_makes_a_new_generation(directory: Path) -> None:
    assert invoke(directory, "compact", "--workers", "1").output == "generation 2: 3 articles\n"


DECIDE = ("decide", "a", "note", "--basis", "x", "--by", "y")

WRONG = [
    (("undo", "99"), "there is no batch 99"),
    (("undo", "0"), "0 is not in the range"),
    (("undo", "satu"), "'satu' is not a valid integer"),
    (("edit", "a"), "nothing to edit"),
    (("edit", "a", "title"), "'title' is not FIELD=VALUE"),
    (("edit", "a", "title=x", "title=y"), "stands twice"),
    (("edit", "x", "title=y"), "no article with the id 'x'"),
    (("edit", "a", "judul=x"), "unknown field 'judul'"),
    (("decide", "a", "hapus", "--basis", "x", "--by", "y"), "'hapus' is not one of"),
    (("decide", "a", "note", "--by", "y"), "Missing option '--basis'"),
    (("decide", "a", "note", "--basis", "x"), "Missing option '--by'"),
    (("decide", "a", "purge", "--basis", "x", "--by", "y"), "--irrevocably"),
    ((*DECIDE, "--review", "besok"), "besok"),
    ((*DECIDE, "--other", "b"), "a note has no other article"),
    (("backup",), "Missing argument"),
    (("backup", "README.md"), "README.md is there already"),
    (("restore", "nowhere.db"), "does not exist"),
    (("verify", "--fast"), "No such option"),
]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept")
    add(folder / "archive", write_jsonl(folder / "berita.jsonl", ROWS))
    return folder / "archive"


@pytest.mark.parametrize(("arguments", "words"), WRONG, ids=[" ".join(arguments) for arguments, _ in WRONG])
def test_a_wrong_call_changes_nothing_and_says_why(
    kept: Path,
    arguments: tuple[str, ...],
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(ROOT)
    with pytest.raises(SystemExit) as left:
        run(main, [*arguments, "--archive", str(kept)])
    assert left.value.code == WRONG_CALL
    assert words in capsys.readouterr().err
    found = status(kept)
    assert (found["articles"], found["by_status"], found["interrupted"]) == (3, {"published": 3}, [])


def test_a_file_that_is_no_backup_is_unusable(directory: Path) -> None:
    result = invoke(directory, "restore", "README.md", "--check")
    assert "README.md.manifest.json: cannot be read" in str(result.exception)


def test_verify_tells_of_bytes_behind_the_end_of_the_database_until_they_are_removed(directory: Path) -> None:
    with (directory / "articles.db").open("ab") as file:
        file.write(b"ekor")
    result = invoke(directory, "verify")
    assert result.exit_code == 1
    assert "articles.db: 4 bytes behind its end; nobody reads them; to remove them, run: python -m index compact" in (
        result.stderr
    )
    assert invoke(directory, "compact", "--workers", "1").exit_code == 0
    assert invoke(directory, "verify", "--deep").exit_code == 0


def test_verify_tells_that_the_list_of_purges_is_gone_until_it_is_written_anew(directory: Path) -> None:
    purge = ("decide", "a", "purge", "--irrevocably", "--basis", "putusan", "--by", "Sari")
    assert invoke(directory, *purge).exit_code == 0
    (directory / "purged.jsonl").unlink()
    result = invoke(directory, "verify")
    assert result.exit_code == 3
    assert "purged.jsonl: lacks 1 of the 1 purges that articles.db knows" in result.stderr
    assert "python -m index rebuild" in result.stderr
    assert invoke(directory, "rebuild", "--workers", "1").exit_code == 0
    assert invoke(directory, "verify").exit_code == 0


def test_a_purge_that_was_cut_short_before_it_was_listed_waits_and_is_no_damage(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.archive.Archive.erase", lambda _archive: False)
    invoke(directory, "decide", "a", "purge", "--irrevocably", "--basis", "putusan", "--by", "Sari")
    monkeypatch.undo()
    (directory / "purged.jsonl").unlink()
    told = invoke(directory, "verify")
    assert (told.exit_code, "bytes of 1 purged articles are in articles.db still" in told.stderr) == (1, True)
    invoke(directory, "compact", "--workers", "1")
    assert invoke(directory, "verify").exit_code == 0


def test_an_edit_that_fails_does_not_stand_as_finished(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise ArchiveUnusable("articles.db: the disk is full")

    monkeypatch.setattr("index.archive.deciding.edit", full)
    assert invoke(directory, "edit", "a", "title=Lain", "--by", "Sari").exit_code != 0
    told = status(directory)
    assert [run["description"] for run in told["interrupted"]] == ["edit a title"]
    assert "edit a title (interrupted)" in invoke(directory, "status").stdout


def test_an_archive_that_may_not_be_read_is_unusable_and_the_call_not_wrong(
    directory: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(path: object, *_: object, **__: object) -> object:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr("os.access", lambda *_, **__: False)
    monkeypatch.setattr("pathlib.Path.exists", refused)
    with pytest.raises(SystemExit) as ended:
        run(main, ["status", "--archive", str(directory)])
    assert ended.value.code == UNUSABLE
    assert "Permission denied" in capsys.readouterr().err
