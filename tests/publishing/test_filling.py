"""Several processes make the index that one makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import columns
from index.archive import create_archive
from index.generation import open_current, writing
from index.pipeline import filling, publish
from tests.publishing.small import ids, row, silent, store

ARTICLES = [row(f"a{n}", f"Banjir ke-{n} melanda Bekasi dan Bogor.", author=f"Sari {n % 3}") for n in range(11)]


def published(directory: Path, workers: int) -> Path:
    store(directory, ARTICLES)
    with create_archive(directory) as archive, writing(directory):
        publish(archive, directory, silent, workers)
    return open_current(directory).path


@pytest.mark.parametrize(("run", "merged"), [(1_000, 16), (3, 16), (1, 2), (2, 5)])
def test_runs_of_other_processes_become_the_same_segment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: int, merged: int
) -> None:
    here = published(tmp_path / "satu", 1)
    monkeypatch.setattr(filling, "FEW", 0)
    monkeypatch.setattr(filling, "RUN", run)
    monkeypatch.setattr(filling, "MERGED", merged)
    there = published(tmp_path / "dua", 2)
    assert columns.equal(columns.read(here), columns.read(there))
    one, other = (next(path.glob("MAIN_*")).read_bytes() for path in (here, there))
    assert one == other
    assert len(list(there.glob("MAIN_*"))) == 1
    assert ids(tmp_path / "dua", "banjir") == ids(tmp_path / "satu", "banjir")


def test_an_error_in_another_process_leaves_the_index_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory = tmp_path / "archive"
    before = published(directory, 1)
    monkeypatch.setattr(filling, "FEW", 0)
    monkeypatch.setattr(filling, "_run", _failing)
    store(directory, [row("b", "Panen raya.")])
    with create_archive(directory) as archive, writing(directory), pytest.raises(ValueError, match="tak terbaca"):
        publish(archive, directory, silent, 2)
    assert open_current(directory).path == before
    assert not list(directory.glob("*.building"))


def _failing(*_: object) -> None:
    raise ValueError("tak terbaca")
