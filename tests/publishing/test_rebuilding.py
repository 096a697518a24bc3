"""After a build from nothing that was found whole, nothing damaged is left of before."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from index import generation
from index.cli import main
from index.generation import open_current, quarantined
from index.manifest import FileDamaged
from tests.publishing.small import bring_up, flip, ids, put, row


def invoke(directory: Path, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, [*arguments, "--archive", str(directory)])
    return result.exit_code, result.stderr


def kept(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.glob("gen-*"))


@pytest.mark.parametrize("command", ["rebuild", "compact"])
def test_no_damaged_generation_is_left_and_the_whole_one_stays_to_fall_back_on(three: Path, command: str) -> None:
    put(three, row("d", "Panen raya."))
    flip(three / "gen-00000001" / "columns.bin")
    assert invoke(three, "verify", "--deep")[0] == 1
    code, told = invoke(three, command, "--workers", "1")
    assert (code, told) == (0, "gen-00000001: was damaged, and is removed\n")
    assert kept(three) == ["gen-00000002", "gen-00000003"]
    assert invoke(three, "verify", "--deep") == (0, "")
    (three / "CURRENT").unlink()
    (three / "gen-00000003" / "columns.bin").unlink()
    assert ids(three, "judul") == ["a", "b", "c", "d"]


def test_all_generations_that_share_a_damaged_file_go(three: Path) -> None:
    put(three, row("d", "Panen raya."))
    flip(next((three / "gen-00000001").glob("MAIN_*.arrays")))
    assert invoke(three, "rebuild", "--workers", "1")[0] == 0
    assert kept(three) == ["gen-00000003"]


def test_a_generation_set_aside_before_goes_as_well(three: Path) -> None:
    put(three, row("d", "Panen raya."))
    flip(open_current(three).path / "columns.bin")
    put(three, row("e", "Panen lagi."))
    assert quarantined(three)
    assert bring_up(three, fresh=True).cleared == ("gen-00000002.damaged",)
    assert kept(three) == ["gen-00000001", "gen-00000003", "gen-00000004"]


def test_nothing_is_removed_for_the_sake_of_a_generation_that_is_damaged_itself(three: Path) -> None:
    put(three, row("d", "Panen raya."))
    current = open_current(three)
    for path in (three / "gen-00000001", current.path):
        flip(path / "columns.bin")
    with generation.writing(three), pytest.raises(FileDamaged, match=r"gen-00000002.*run: python -m index rebuild"):
        generation.clear_damaged(three, current)
    assert kept(three) == ["gen-00000001", "gen-00000002"]


def test_an_incremental_publication_reads_no_older_generation(three: Path) -> None:
    put(three, row("d", "Panen raya."))
    flip(three / "gen-00000001" / "columns.bin")
    assert put(three, row("e", "Panen lagi.")).cleared == ()
    assert kept(three) == ["gen-00000001", "gen-00000002", "gen-00000003"]
