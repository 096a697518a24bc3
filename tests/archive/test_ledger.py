"""Decisions about names: kept with who and when, and counted no more once their batch is undone."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from index.archive import Action, Archive, NewDecision, open_archive
from index.errors import ArchiveUnusable, DoneBefore, WrongCall
from tests.archive.entries import entry

MERGE = NewDecision("person", "jokowi", Action.MERGE, {"target": "joko-widodo", "name": "Joko Widodo"})


def test_a_decision_is_kept_with_who_and_when(archive: Archive) -> None:
    batch = archive.begin_batch("authority merge")
    archive.names.write([MERGE], "Sari", batch)
    (kept,) = archive.names.decisions()
    assert (kept.kind, kept.record, kept.action, kept.by, kept.batch) == (
        "person", "jokowi", Action.MERGE, "Sari", batch,
    )  # fmt: skip
    assert kept.details["target"] == "joko-widodo"
    assert kept.at.tzinfo is not None
    assert not kept.is_undone


def test_a_decision_nobody_takes_is_refused(archive: Archive) -> None:
    with pytest.raises(WrongCall, match="who takes it"):
        archive.names.write([MERGE], " ", archive.begin_batch("authority merge"))
    assert archive.names.decisions() == ()


def test_the_state_is_that_of_before_once_a_batch_is_undone(archive: Archive) -> None:
    before = archive.names.state()
    batch = archive.begin_batch("authority merge")
    archive.names.write([MERGE], "Sari", batch)
    assert archive.names.state() != before
    archive.undo(batch)
    assert archive.names.state() == before
    assert [decision.is_undone for decision in archive.names.decisions()] == [True]
    with pytest.raises(DoneBefore):
        archive.undo(batch)


def test_undoing_a_batch_of_names_touches_no_article(archive: Archive) -> None:
    archive.store([entry("a")], archive.begin_batch("add"))
    batch = archive.begin_batch("authority merge")
    archive.names.write([MERGE], "Sari", batch)
    undone = archive.undo(batch)
    assert (undone.removed, undone.restored, undone.kept) == ((), (), ())
    assert archive.find("a") is not None


def test_a_decision_changed_behind_our_back_is_not_believed(archive: Archive, tmp_path: Path) -> None:
    archive.names.write([MERGE], "Sari", archive.begin_batch("authority merge"))
    archive.close()
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'archive' / 'articles.db'}")
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE authority SET record = 'prabowo'"))
    engine.dispose()
    with open_archive(tmp_path / "archive") as opened:
        with pytest.raises(ArchiveUnusable, match="decision 1 on a name is not what was written"):
            opened.names.decisions()
        assert any("authority 1 is not what was written" in found for found in opened.findings(deep=True))
