"""The shortest way to each fault of known.py; strict, so that a mended one is noticed here."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

import pytest

from index import columns
from tests.torture.commands import add, command
from tests.torture.model import Batch
from tests.torture.oracle import stored
from tests.torture.trials import SEED

MORE = Batch(20, ("baru-1",))


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    for batch in SEED[:2]:
        assert add(tmp_path / "archive", batch.write(tmp_path)).code == 0
    return tmp_path / "archive"


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_while_publishing_is_said_in_words(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "write", full)
    ended = add(directory, MORE.write(directory.parent))
    assert ended.code == 3
    assert "No space left" in ended.err


def test_add_does_not_begin_anew_beside_an_index_whose_articles_are_gone(directory: Path) -> None:
    (directory / "articles.db").unlink()
    ended = add(directory, MORE.write(directory.parent))
    assert ended.code == 3, f"went through; articles.db now holds {sorted(stored(directory))} only"


def test_verify_deep_finds_damage_in_a_generation_kept_to_fall_back_on(directory: Path) -> None:
    path = next((directory / "gen-00000001").glob("MAIN_*.arrays"))
    path.write_bytes(path.read_bytes()[:-1])
    ended = command("verify", directory, "--deep")
    assert (ended.code, path.name in ended.out + ended.err) == (1, True)


def test_verify_names_the_file_for_which_an_older_generation_stands_in(directory: Path) -> None:
    path = next((directory / "gen-00000002").glob("MAIN_*.arrays"))
    path.unlink()
    ended = command("verify", directory, "--deep")
    assert ended.code in {1, 3}
    assert path.name in ended.out + ended.err


def test_verify_says_that_the_index_knows_of_articles_that_are_gone_from_articles_db(directory: Path) -> None:
    """As when articles.db-wal of a killed writer is damaged: SQLite ends it there without a word."""
    shutil.copyfile(directory / "articles.db", directory.parent / "before.db")
    assert add(directory, MORE.write(directory.parent)).code == 0
    shutil.copyfile(directory.parent / "before.db", directory / "articles.db")
    ended = command("verify", directory, "--deep")
    assert (ended.code, "articles.db" in ended.err) == (3, True)


def test_nothing_is_added_where_articles_were_lost_until_a_rebuild_takes_what_is_left(directory: Path) -> None:
    shutil.copyfile(directory / "articles.db", directory.parent / "before.db")
    assert add(directory, MORE.write(directory.parent)).code == 0
    shutil.copyfile(directory.parent / "before.db", directory / "articles.db")
    ended = add(directory, MORE.write(directory.parent))
    assert (ended.code, "lost" in ended.err) == (3, True)
    assert "lost" in command("rebuild", directory, "--workers", "1").err
    assert command("verify", directory, "--deep").code == 0
    assert add(directory, MORE.write(directory.parent)).code == 0
