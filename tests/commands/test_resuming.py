"""A run that was cut short goes on where it stopped, and its account covers the whole file."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from index import generation
from index.archive import Archive, create_archive, open_archive
from index.cli import main
from index.ingest import Interrupted, Options, Rejects, Summary, ingest
from tests.archives import ROOT, write_jsonl

BATCH, N = 50, 130
"""Fewer records in a transaction than outside the tests, so that these stay fast."""
BAD = (7, BATCH + 3)


@pytest.fixture(autouse=True)
def few_records_in_a_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.ingest.BATCH", BATCH)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    rows: list[dict[str, Any]] = [{"id": f"n{n}", "title": f"Kabar {n}", "body": f"Isi kabar {n}."} for n in range(N)]
    for n in BAD:
        rows[n] = {"id": f"n{n}"}
    rows[20] = rows[19]
    return write_jsonl(tmp_path / "berita.jsonl", rows)


def run(archive: Archive, file: Path, *, transactions: int = 99, from_start: bool = False) -> tuple[Summary, list[str]]:
    """Add the file, asking to stop after so many transactions."""
    told: list[str] = []
    asked = iter([False] * (transactions - 1) + [True] * 99)
    with Rejects(file.parent / "rejects.jsonl") as rejects:
        options = Options(from_start=from_start)
        summary = ingest(archive, [file], options, rejects, lambda *_: None, lambda: next(asked), told.append)
    return summary, told


def cut_short(archive: Archive, file: Path, transactions: int = 1) -> None:
    with pytest.raises(Interrupted, match=r"berita\.jsonl: stopped after line"):
        run(archive, file, transactions=transactions)


@pytest.fixture
def archive(tmp_path: Path) -> Any:
    with create_archive(tmp_path / "archive") as archive:
        yield archive


def account(summary: Summary) -> tuple[int, ...]:
    return summary.read, summary.stored, summary.unchanged, summary.duplicate, summary.rejected


@pytest.mark.parametrize("transactions", [1, 2])
def test_a_resumed_run_accounts_for_the_whole_file_as_if_it_had_not_stopped(
    archive: Archive, file: Path, transactions: int
) -> None:
    cut_short(archive, file, transactions)
    summary, told = run(archive, file)
    assert account(summary) == (N, N - 3, 0, 1, 2)
    assert told == [
        f"resumed: {file} after line {transactions * BATCH}, {transactions * BATCH} records were done (batch 1)"
    ]
    (batch,) = archive.batches(9)
    assert (batch.finished is not None, batch.interrupted, batch.counts["stored"]) == (True, None, N - 3)
    assert archive.checkpoints() == ()


def test_a_run_that_was_cut_short_is_told_as_interrupted_with_what_is_on_the_disk(archive: Archive, file: Path) -> None:
    cut_short(archive, file)
    (batch,) = archive.batches(9)
    assert (batch.finished, batch.interrupted is not None) == (None, True)
    assert (batch.counts["read"], batch.counts["rejected"]) == (BATCH, 1)
    (point,) = archive.checkpoints()
    assert (point.records, point.line) == (BATCH, BATCH)
    assert archive.counts().articles == BATCH - 2


def test_every_reject_is_in_a_rejects_file(archive: Archive, file: Path) -> None:
    cut_short(archive, file)
    run(archive, file)
    lines = (file.parent / "rejects.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["line"] for line in lines] == [n + 1 for n in BAD]


def rewrite(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Isi kabar 1.", "Isi lain 1."), encoding="utf-8")


def touch(file: Path) -> None:
    os.utime(file, ns=(0, file.stat().st_mtime_ns + 1))


def append(file: Path) -> None:
    with file.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps({"id": "baru", "title": "Baru"}) + "\n")


@pytest.mark.parametrize("change", [rewrite, touch, append])
def test_a_file_that_changed_since_is_read_from_its_start(
    archive: Archive, file: Path, change: Callable[[Path], None]
) -> None:
    cut_short(archive, file)
    change(file)
    summary, told = run(archive, file)
    assert told == []
    assert summary.unchanged >= BATCH - 3
    assert summary.read == N + (change is append)


def test_from_start_passes_nothing_over(archive: Archive, file: Path) -> None:
    cut_short(archive, file)
    summary, told = run(archive, file, from_start=True)
    assert told == []
    assert summary.unchanged == BATCH - 1


def test_a_file_read_in_another_way_is_read_from_its_start(archive: Archive, file: Path) -> None:
    cut_short(archive, file)
    with Rejects(file.parent / "r.jsonl") as rejects:
        summary = ingest(archive, [file], Options(source="Kota"), rejects, lambda *_: None)
    assert summary.stored == N - 3


def test_a_folder_is_resumed_as_one_file_and_read_anew_when_one_in_it_changed(archive: Archive, file: Path) -> None:
    folder = file.parent / "masuk"
    folder.mkdir()
    file.rename(folder / "a.jsonl")
    write_jsonl(folder / "b.jsonl", [{"id": "lain", "title": "Lain"}])
    with pytest.raises(Interrupted):
        run(archive, folder, transactions=1)
    summary, told = run(archive, folder)
    assert (account(summary), len(told)) == ((N + 1, N - 2, 0, 1, 2), 1)
    with pytest.raises(Interrupted):
        run(archive, folder, transactions=1)
    append(folder / "b.jsonl")
    assert run(archive, folder)[1] == []


def test_slow_records_make_small_transactions(archive: Archive, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.ingest.PATIENCE", 0.0)
    with pytest.raises(Interrupted, match="stopped after line 3"):
        run(archive, file, transactions=3)


def test_an_undone_run_is_not_resumed(archive: Archive, file: Path) -> None:
    cut_short(archive, file)
    archive.undo(1)
    summary, told = run(archive, file)
    assert told == []
    assert summary.updated == BATCH - 2


def test_a_failing_disk_leaves_a_run_that_can_be_resumed(
    archive: Archive, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: Rejects) -> None:
        raise OSError(28, "No space left on device")

    cut_short(archive, file)
    with monkeypatch.context() as patch:
        patch.setattr(Rejects, "sync", full)
        with pytest.raises(OSError, match="No space"):
            run(archive, file)
    assert archive.counts().articles == BATCH - 2
    assert account(run(archive, file)[0]) == (N, N - 3, 0, 1, 2)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_the_run_between_two_transactions_and_the_next_goes_on(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    rows = [{"id": f"n{n}", "title": f"Kabar {n}", "body": "Isi. " * 300} for n in range(6_000)]
    file = write_jsonl(tmp_path / "besar.jsonl", rows)
    directory = tmp_path / "archive"
    command = [sys.executable, "-m", "index", "add", str(file), "--archive", str(directory), "--workers", "1"]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        while not stored(directory) and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(number)
        _, words = process.communicate(timeout=60)
    assert process.returncode == code, words
    assert "the same command goes on from there" in words
    assert 0 < stored(directory) < 6_000
    assert stored(directory) % 500 == 0
    with open_archive(directory) as archive, generation.writing(directory), Rejects(tmp_path / "r") as rejects:
        assert archive.batches(1)[0].interrupted
        assert ingest(archive, [file], Options(), rejects, lambda *_: None).stored == 6_000


def stored(directory: Path) -> int:
    if not (directory / "CURRENT").exists() and not (directory / "LOCK").exists():
        return 0
    with open_archive(directory, read_only=True) as archive:
        return archive.counts().articles


def test_the_command_says_resumed_on_standard_error(tmp_path: Path, file: Path) -> None:
    with create_archive(tmp_path / "archive") as archive:
        cut_short(archive, file)
    result = CliRunner().invoke(main, ["add", str(file), "--archive", str(tmp_path / "archive"), "--workers", "1"])
    assert result.stderr.startswith("resumed: ")
    assert json.loads(result.stdout.splitlines()[-1])["read"] == N
