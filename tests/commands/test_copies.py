"""A purge reaches the copies of articles.db that lie about, or at least names them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import generation
from index.archive import check_backup, manifest_of
from tests.archives import add, write_jsonl
from tests.torture.commands import command

WORD = "terhapuskan"
ROWS = [
    {"id": "a", "title": "Harga beras", "body": f"Harga beras {WORD} naik di Karawang."},
    {"id": "b", "title": "Panen raya", "body": "Panen raya di Bogor."},
]
PURGE = ("a", "purge", "--irrevocably", "--basis", "putusan", "--by", "Sari")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with a copy that a restore replaced, and a backup beside it and elsewhere; all hold the word."""
    folder = tmp_path_factory.mktemp("salinan")
    add(folder / "archive", write_jsonl(folder / "berita.jsonl", ROWS))
    for name in ("archive/lama.db", "luar.db"):
        assert command("backup", folder / "archive", folder / name).code == 0
    assert command("restore", folder / "archive", folder / "luar.db", "--workers", "1").code == 0
    (folder / "berita.jsonl").unlink()
    return folder


@pytest.fixture
def directory(made: Path, tmp_path: Path) -> Path:
    """The archive, with its backups where it says they are."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    note = tmp_path / "archive" / "last-backup.json"
    note.write_text(note.read_text().replace(str(made), str(tmp_path)))
    return tmp_path / "archive"


def holding(folder: Path) -> Iterator[str]:
    """The files in which the word stands."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and WORD.encode() in path.read_bytes():
            yield path.name.partition("-")[0]


def test_a_purge_names_the_copies_that_still_hold_the_article(directory: Path, tmp_path: Path) -> None:
    told = command("decide", directory, *PURGE).err
    assert list(holding(tmp_path)) == ["lama.db", "replaced", "luar.db"]
    for name in ("lama.db", "articles.db", "luar.db"):
        assert f"{name}: may hold 1 article purged since; run: python -m index purge-copies" in told


def test_status_and_verify_tell_of_copies_until_they_are_purged(directory: Path, tmp_path: Path) -> None:
    command("decide", directory, *PURGE)
    assert command("status", directory).out.count("may hold 1 article purged since") == 3
    verified = command("verify", directory)
    assert verified.code == 1
    assert verified.err.count("may hold articles purged since: 1; run: python -m index purge-copies") == 2
    done = command("purge-copies", directory)
    assert (done.code, done.out.count("1 article purged")) == (0, 3)
    assert list(holding(tmp_path)) == []
    assert command("verify", directory, "--deep").code == 0
    assert "purged since" not in command("status", directory).out
    assert command("purge-copies", directory).out == "no copy holds anything that was purged\n"


def test_a_backup_that_was_purged_can_be_restored_and_holds_all_else(directory: Path, tmp_path: Path) -> None:
    made = check_backup(tmp_path / "luar.db").made
    command("decide", directory, *PURGE)
    assert command("purge-copies", directory, tmp_path / "luar.db").code == 0
    assert list(holding(tmp_path)) == ["lama.db", "replaced"]
    assert check_backup(tmp_path / "luar.db").made == made
    assert "fit to restore: 1 article, 1 version, up to change 3, 1 purged" in (
        command("restore", directory, tmp_path / "luar.db", "--check").out
    )


def test_copies_are_removed_where_that_is_asked(directory: Path, tmp_path: Path) -> None:
    copies = [*directory.glob("replaced-*.db"), directory / "lama.db"]
    assert command("purge-copies", directory, "--remove", *copies).out.count("holds nothing that was purged") == 2
    command("decide", directory, *PURGE)
    assert command("purge-copies", directory, "--remove", *copies).out.count(": removed\n") == 2
    assert sorted(path.name for path in tmp_path.rglob("*.db*") if "articles" not in path.name) == [
        "luar.db",
        "luar.db.manifest.json",
    ]


def test_none_is_removed_that_was_not_named(directory: Path, tmp_path: Path) -> None:
    command("decide", directory, *PURGE)
    ended = command("purge-copies", directory, "--remove")
    assert (ended.code, "say which copies to remove" in ended.err) == (2, True)
    assert list(holding(tmp_path)) == ["lama.db", "replaced", "luar.db"]


def test_a_copy_that_is_damaged_is_left_as_it_is_and_named(directory: Path, tmp_path: Path) -> None:
    command("decide", directory, *PURGE)
    damaged = directory / "lama.db"
    damaged.write_bytes(damaged.read_bytes()[:-100])
    done = command("purge-copies", directory)
    assert done.code == 1
    assert "lama.db: damaged or not the backup" in done.err
    assert f"python -m index purge-copies --remove {damaged}" in done.err
    assert list(holding(tmp_path)) == ["lama.db"]


def test_what_a_killed_purge_of_a_backup_left_is_finished_by_the_next(directory: Path, tmp_path: Path) -> None:
    command("decide", directory, *PURGE)
    file = tmp_path / "luar.db"
    before = manifest_of(file).read_bytes()
    assert command("purge-copies", directory, file).code == 0
    manifest_of(file).rename(f"{manifest_of(file)}.part")
    manifest_of(file).write_bytes(before)
    assert command("purge-copies", directory, file).code == 0
    assert check_backup(file)


def test_a_last_backup_that_nobody_may_look_at_keeps_status_from_nothing(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command("decide", directory, *PURGE)
    is_file = Path.is_file

    def refused(path: Path) -> bool:
        if path.name == "luar.db":
            raise PermissionError(13, "Permission denied", str(path))
        return is_file(path)

    monkeypatch.setattr(Path, "is_file", refused)
    ended = command("status", directory)
    assert (ended.code, ended.out.count("purged since")) == (0, 2)


@pytest.mark.parametrize("name", ["articles.db", "tiada.db"])
def test_what_is_no_copy_is_refused(directory: Path, name: str) -> None:
    ended = command("purge-copies", directory, directory / name)
    assert ended.code == 2
    assert f"{name}: neither a backup with its manifest nor" in ended.err


def test_a_bag_is_named_and_never_changed(directory: Path, tmp_path: Path) -> None:
    assert command("bag", directory, tmp_path / "tas").code == 0
    command("decide", directory, *PURGE)
    before = (tmp_path / "tas" / "data" / "articles.db").read_bytes()
    ended = command("purge-copies", directory, tmp_path / "tas" / "data" / "articles.db")
    assert ended.code == 1
    assert "tas: a bag is never changed; remove it, and make another: python -m index bag" in ended.err
    assert (tmp_path / "tas" / "data" / "articles.db").read_bytes() == before


def test_verify_tells_of_purged_bytes_that_wait(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.archive.archive.vacuum", lambda _engine: False)
    command("decide", directory, *PURGE)
    ended = command("verify", directory)
    assert ended.code == 1
    words = "bytes of 1 purged articles are in articles.db still; stop the site, then run: python -m index compact"
    assert words in ended.err


def test_beside_a_writer_changes_that_wait_are_no_trouble(
    directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("index.pipeline.publish", lambda *_, **__: 1 / 0)
        command("delete", directory, "b")
    assert command("status", directory).code == 1
    with generation.writing(directory):
        ended = command("status", directory)
        assert ended.code == 0
        assert "writing      a command is at work on the archive" in ended.out
    assert command("rebuild", directory, "--workers", "1").code == 0
    assert command("status", directory).code == 0


def test_a_backup_by_one_who_may_not_write_the_archive_is_a_success(directory: Path, tmp_path: Path) -> None:
    (directory / "last-backup.json.tmp").mkdir()
    ended = command("backup", directory, tmp_path / "lain.db")
    assert ended.code == 0
    assert "last-backup.json: cannot be written (Is a directory), so that `status` does not know" in ended.err
    assert check_backup(tmp_path / "lain.db")


def test_what_a_killed_backup_left_is_swept_wherever_it_lies(
    directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = [tmp_path / f"jauh.db{end}.part" for end in ("", ".manifest.json")]
    monkeypatch.setattr("index.archive.under_way._forget", lambda _note, lock: lock.release())
    monkeypatch.setattr("index.archive.backing_up._remove", lambda *_: None)
    monkeypatch.setattr("index.archive.backing_up._place", lambda _names: None)
    command("backup", directory, parts[0].with_suffix(""))
    monkeypatch.undo()
    assert all(part.exists() for part in parts)
    command("delete", directory, "b")
    assert not any(part.exists() for part in parts)
    assert not list(directory.glob("writing-*"))


def test_the_lock_of_a_backup_that_died_before_its_note_is_swept(directory: Path) -> None:
    (directory / "writing-0.lock").touch()
    command("delete", directory, "b")
    assert not list(directory.glob("writing-*"))
