"""A command whose publishing failed is run again: the index catches up, whatever else there is left to do."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest

from index import columns
from index.shell import UNUSABLE, WRONG_CALL
from tests.archives import write_jsonl
from tests.torture.commands import add, command

ROWS = [
    {"id": name, "title": f"Pasar {name}", "body": f"Pedagang pasar {name} menunggu pembeli.", "date": "2021-03-04"}
    for name in ("a", "b", "c")
]
DECIDE = ("decide", "a", "--basis", "putusan", "--by", "Sari")
AGAIN = [
    (("undo", "2"), 0),
    (("edit", "a", "title=Lain", "--by", "Sari"), 0),
    ((*DECIDE, "withdrawal"), 0),
    ((*DECIDE, "purge", "--irrevocably"), 0),
    (("delete", "a"), 1),
]


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    for number, rows in enumerate((ROWS[:2], ROWS[2:])):
        ended = add(tmp_path / "archive", write_jsonl(tmp_path / f"{number}.jsonl", rows))
        assert ended.code == 0, ended.err
    return tmp_path / "archive"


@pytest.mark.parametrize(("arguments", "code"), AGAIN, ids=[" ".join(arguments) for arguments, _ in AGAIN])
def test_the_same_command_again_catches_up_an_index_left_behind(
    directory: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: int
) -> None:
    failing(monkeypatch, directory, *arguments)
    assert command("status", directory).code == 1
    assert command(arguments[0], directory, *arguments[1:]).code == code
    assert command("status", directory).code == 0


@pytest.mark.parametrize("arguments", [("undo", "2"), (*DECIDE, "purge", "--irrevocably")])
def test_a_third_run_finds_nothing_to_do(
    directory: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    failing(monkeypatch, directory, *arguments)
    again = command(arguments[0], directory, *arguments[1:], "--json")
    assert json.loads(again.out)["caught_up"] is True
    third = command(arguments[0], directory, *arguments[1:])
    assert (third.code, "nothing is left to" in third.err) == (WRONG_CALL, True)


def test_a_purge_again_writes_the_list_that_the_first_run_could_not(directory: Path) -> None:
    command(*(DECIDE[0], directory, *DECIDE[1:], "purge", "--irrevocably"))
    (directory / "purged.jsonl").unlink()
    command(*(DECIDE[0], directory, *DECIDE[1:], "purge", "--irrevocably"))
    assert "putusan" in (directory / "purged.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["last-backup.json.tmp", "purged.jsonl.tmp", "CURRENT.tmp"])
def test_what_a_dead_run_left_is_swept_by_the_next_writer(directory: Path, name: str) -> None:
    for left in (name, "milik-orang-lain.tmp"):
        (directory / left).write_text("{")
    assert command("delete", directory, "a").code == 0
    assert [path.name for path in directory.glob("*.tmp")] == ["milik-orang-lain.tmp"]


def failing(monkeypatch: pytest.MonkeyPatch, directory: Path, *arguments: str) -> None:
    """Run a command to the point where the disk is full while the index is filled."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(columns, "write", full)
        assert command(arguments[0], directory, *arguments[1:]).code in {UNUSABLE, 70}
