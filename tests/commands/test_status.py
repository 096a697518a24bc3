"""``status`` tells what is known of the index's files: when all were read, what is damaged, and the way out."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from index import generation
from index.cli import main
from tests.archives import add, write_jsonl


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """An archive of two generations."""
    for key in ("a", "b"):
        row = {"id": key, "title": f"Harga beras {key}", "body": "Harga beras naik di Karawang."}
        add(tmp_path / "archive", write_jsonl(tmp_path / "berita.jsonl", [row]))
    return tmp_path / "archive"


def told(directory: Path) -> str:
    return CliRunner().invoke(main, ["status", "--archive", str(directory)]).stdout


def as_json(directory: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(
        CliRunner().invoke(main, ["status", "--json", "--archive", str(directory)]).stdout
    )
    return value


def line(shown: str, name: str) -> str:
    (found,) = [line for line in shown.splitlines() if line.startswith(name)]
    return found


def test_it_tells_when_every_byte_was_read(directory: Path) -> None:
    at = dt.datetime.fromisoformat(as_json(directory)["verified"])
    assert dt.timedelta(0) <= dt.datetime.now(dt.UTC) - at < dt.timedelta(minutes=5)
    assert line(told(directory), "verified") == f"verified     {at:%Y-%m-%d %H:%M} UTC, every byte"


def test_it_tells_how_to_verify_what_was_not(directory: Path) -> None:
    generation.doubt(directory / "gen-00000002")
    assert as_json(directory)["verified"] is None
    assert line(told(directory), "verified") == "verified     -, run: python -m index verify --deep"


def test_of_a_whole_index_it_tells_no_damage(directory: Path) -> None:
    found = as_json(directory)
    assert (found["damaged"], found["set_aside"], found["stale"]) == ([], [], False)
    assert not any(name in told(directory) for name in ("damaged", "set aside", "stands in"))


def test_it_names_the_damaged_file_what_stands_in_and_the_way_out(directory: Path) -> None:
    damaged = directory / "gen-00000002" / "columns.bin"
    damaged.write_bytes(b"")
    shown, found = told(directory), as_json(directory)
    assert found["damaged"][0] | {"problem": ""} == {
        "file": str(damaged), "problem": "", "way_out": "python -m index rebuild",
    }  # fmt: skip
    assert str(damaged) in line(shown, "damaged")
    assert "generation 1, for one that is damaged or missing" in line(shown, "stands in")
    assert all("run: python -m index rebuild" in line(shown, name) for name in ("damaged", "stands in"))


def test_it_names_a_lost_pointer_as_damage(directory: Path) -> None:
    (directory / "CURRENT").unlink()
    assert "CURRENT: missing" in line(told(directory), "damaged")


def code(directory: Path) -> int:
    return CliRunner().invoke(main, ["status", "--archive", str(directory)]).exit_code


def test_a_damaged_generation_is_trouble_also_when_the_current_one_is_whole(directory: Path) -> None:
    assert code(directory) == 0
    (directory / "gen-00000001" / "columns.bin").write_bytes(b"")
    assert (code(directory), as_json(directory)["stale"]) == (1, False)


def test_it_names_generations_that_were_set_aside_which_is_no_trouble(directory: Path) -> None:
    (directory / "gen-00000001").rename(directory / "gen-00000001.damaged")
    assert code(directory) == 0
    assert as_json(directory)["set_aside"] == ["gen-00000001.damaged"]
    assert "gen-00000001.damaged" in line(told(directory), "set aside")
