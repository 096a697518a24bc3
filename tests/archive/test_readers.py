"""What readers are given of an article, whatever version an index knows: nothing that a decision hides."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from index.archive import Archive, Kind, Ruling
from index.errors import ArchiveUnusable
from tests.archive.entries import entry


def decide(archive: Archive, kind: Kind, *names: str) -> None:
    archive.decide("a", Ruling(kind, "permintaan", "Sari", names=names), archive.begin_batch("decide"))


def edit(archive: Archive, **values: str | None) -> None:
    archive.edit("a", values, "Sari", archive.begin_batch("edit"))


@pytest.fixture
def stored(archive: Archive) -> Archive:
    archive.store([entry("a"), entry("b")], archive.begin_batch("add"))
    return archive


@pytest.mark.parametrize("kind", [Kind.DELISTING, Kind.WITHDRAWAL, Kind.PURGE])
def test_a_former_version_of_a_hidden_article_is_for_staff(stored: Archive, kind: Kind) -> None:
    found = stored.find("a")
    assert found
    assert stored.versions_for_readers([found.version]) == {found.version: found}
    decide(stored, kind)
    assert stored.versions_for_readers([found.version]) == {}
    assert stored.versions_for_staff([found.version]) == ({} if kind is Kind.PURGE else {found.version: found})


@pytest.mark.parametrize("values", [{"access": "staff"}, {"embargo_until": "2999-01-01"}])
def test_a_former_version_of_an_article_kept_back_is_for_staff(stored: Archive, values: dict[str, str]) -> None:
    found = stored.find("a")
    assert found
    edit(stored, **values)
    assert stored.versions_for_readers([found.version]) == {}
    stored.delete(["b"], stored.begin_batch("delete"))
    assert stored.versions_for_readers([1, 2]) == {}


def test_a_former_version_has_no_name_that_was_redacted_since(archive: Archive) -> None:
    archive.store([entry("a", "Budi ditahan.")], archive.begin_batch("add"))
    edit(archive, title="Ibu Budi bicara")
    edited = archive.find("a")
    assert edited
    decide(archive, Kind.REDACTION, "Budi")
    given, former, now = archive.versions_for_readers([1, edited.version, 3]).values()
    assert given.article.body == former.article.body == "[nama disamarkan] ditahan."
    assert former.article.title == "Ibu [nama disamarkan] bicara"
    assert now == archive.find("a")
    assert archive.versions_for_staff([1])[1].article.body == "Budi ditahan."


def test_what_readers_are_told_of_a_redaction_has_no_names(stored: Archive) -> None:
    decide(stored, Kind.REDACTION, "Budi")
    standing = stored.standing("a")
    assert standing
    assert [one.ruling.names for one in standing.decisions] == [()]
    assert [one.ruling.names for one in stored.decisions("a")] == [("Budi",)]


def test_a_pointer_that_damage_turned_to_a_former_version_is_noticed(stored: Archive, tmp_path: Path) -> None:
    edit(stored, title="Judul baru")
    with closing(sqlite3.connect(tmp_path / "archive" / "articles.db")) as connection, connection:
        connection.execute("UPDATE articles SET version = 1 WHERE key = 'a'")
    with pytest.raises(ArchiveUnusable, match="not in the version that its last change brought it to"):
        list(stored.current())


def test_of_many_articles_the_redactions_that_hold_are_told_at_once(stored: Archive) -> None:
    decide(stored, Kind.NOTE)
    decide(stored, Kind.REDACTION, "Budi")
    undone = stored.begin_batch("decide")
    stored.decide("a", Ruling(Kind.REDACTION, "permintaan", "Sari", names=("Rina",)), undone)
    stored.undo(undone)
    decide(stored, Kind.REDACTION, "Budi Santoso", "Santoso")
    held = stored.redactions(["b", "a", "tidak-ada"])
    assert {key: [names for names, _ in found] for key, found in held.items()} == {
        "a": [["Budi"], ["Budi Santoso", "Santoso"]]
    }
