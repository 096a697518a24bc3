"""Edits, decisions, links, embargoes and purges: what readers see, and what a re-import may not change."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from index.archive import Archive, Kind, LinkKind, Outcome, Ruling, Status, open_archive
from index.archive.rows import packed
from index.errors import WrongCall
from tests.archive.entries import entry

NOW = dt.datetime.now(dt.UTC)


def ruling(kind: Kind, *names: str) -> Ruling:
    return Ruling(kind, "permintaan", "Sari", "12/2026", names=names)


def decide(archive: Archive, kind: Kind, *names: str) -> int:
    batch = archive.begin_batch("decide")
    archive.decide("a", ruling(kind, *names), batch)
    return batch


def edit(archive: Archive, **values: str | None) -> int:
    batch = archive.begin_batch("edit")
    archive.edit("a", values, "Sari", batch)
    return batch


@pytest.fixture
def stored(archive: Archive) -> Archive:
    archive.store([entry("a"), entry("b")], archive.begin_batch("add"))
    return archive


def test_an_edit_outlives_a_re_import(stored: Archive) -> None:
    edit(stored, title="Judul baru")
    assert stored.store([entry("a", "Isi lain.", line=9)], stored.begin_batch("add")) == (Outcome.UPDATED,)
    found = stored.find("a")
    assert found
    assert (found.article.title, found.article.body) == ("Judul baru", "Isi lain.")


def test_an_edit_is_no_news_to_the_same_file(stored: Archive) -> None:
    edit(stored, title="Judul baru")
    assert stored.store([entry("a")], stored.begin_batch("add")) == (Outcome.UNCHANGED,)


def test_an_undone_edit_gives_back_what_the_source_has(stored: Archive) -> None:
    before = stored.find("a")
    batch = edit(stored, title="Judul baru", section="Opini")
    edit(stored, section="Olahraga")
    stored.undo(batch)
    found = stored.find("a")
    assert before
    assert found
    assert (found.article.title, found.article.section) == (before.article.title, "Olahraga")
    assert [one.is_undone for one in stored.edits("a")] == [True, True, False]


@pytest.mark.parametrize(
    ("field", "value", "seen"),
    [
        ("date", "2021-02-03", dt.date(2021, 2, 3)),
        ("extra.edition", "Sore", '"Sore"'),
        ("extra.page", "1", '"1"'),
        ("url", "", ""),
        ("author", "Dewi", "Dewi"),
    ],
)
def test_every_field_can_be_edited(stored: Archive, field: str, value: str, seen: object) -> None:
    stored.edit("a", {field: value}, "Sari", stored.begin_batch("edit"))
    found = stored.find("a")
    assert found
    article = found.article
    name = field.removeprefix("extra.")
    assert seen == (
        article.published.day if field == "date" else dict(article.extra).get(name, getattr(article, name, None))
    )


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("judul", "x", "unknown field 'judul': expected title, body"),
        ("extra.", "x", "unknown field 'extra.'"),
        ("id", "x", "unknown field 'id'"),
        ("title", "dua\nbaris", "a title is one line"),
        ("date", "kemarin dulu sekali", "'date' is not a date: 'kemarin dulu sekali'; write it as"),
        ("access", "rahasia", "unknown access 'rahasia': expected public or staff"),
        ("embargo_until", "besok", "'embargo_until' is not a date: 'besok'; write it as"),
        ("nonsense", None, "unknown field 'nonsense': expected title, body"),
        ("extra.nonsense", None, "'extra.nonsense' of the article 'a' is as delivered"),
    ],
)
def test_what_cannot_be_edited_is_named(stored: Archive, field: str, value: str | None, words: str) -> None:
    seq = stored.last_change()
    with pytest.raises(WrongCall, match=words):
        stored.edit("a", {field: value}, "Sari", stored.begin_batch("edit"))
    assert stored.last_change() == seq


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (Kind.NOTE, Status.PUBLISHED),
        (Kind.CORRECTION, Status.PUBLISHED),
        (Kind.RIGHT_OF_REPLY, Status.PUBLISHED),
        (Kind.DELISTING, Status.DELISTED),
        (Kind.WITHDRAWAL, Status.WITHDRAWN),
        (Kind.PURGE, Status.PURGED),
    ],
)
def test_a_decision_has_its_effect_and_a_source_cannot_lift_it(stored: Archive, kind: Kind, status: Status) -> None:
    decide(stored, kind)
    stored.store([entry("a", "Isi lain.", line=9)], stored.begin_batch("add"))
    standing = stored.standing("a")
    assert standing
    assert standing.status is status
    assert [one.ruling for one in standing.decisions] == [ruling(kind)]
    assert (stored.find("a") is not None) == (status is Status.PUBLISHED)
    assert [change.version is not None for change in stored.changes(2, 99)] == [status is Status.PUBLISHED]
    assert list(stored.findings(deep=True)) == []


def test_undoing_a_withdrawal_brings_the_article_back(stored: Archive) -> None:
    batch = decide(stored, Kind.WITHDRAWAL)
    assert stored.undo(batch).restored == ("a",)
    assert stored.find("a")


def test_the_hardest_decision_counts(stored: Archive) -> None:
    decide(stored, Kind.WITHDRAWAL)
    decide(stored, Kind.DELISTING)
    standing = stored.standing("a")
    assert standing
    assert standing.status is Status.WITHDRAWN


def test_a_redacted_name_is_in_no_field_that_readers_see(archive: Archive) -> None:
    body = "BUDI  Santoso dan Budi ditahan. Budiman tidak."
    archive.store([entry("a", body)], archive.begin_batch("add"))
    edit(archive, title="Budi Santoso ditahan", url="https://kota.example/budi-santoso-ditahan", author="Budi")
    decide(archive, Kind.REDACTION, "Budi", "Budi Santoso")
    found = archive.find("a")
    assert found
    assert found.article.body == "[nama disamarkan] dan [nama disamarkan] ditahan. Budiman tidak."
    assert (found.article.title, found.article.url) == ("[nama disamarkan] ditahan", "")
    assert found.article.author == "[nama disamarkan]"


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (Ruling(Kind.REDACTION, "permintaan", "Sari"), "a redaction needs the names"),
        (Ruling(Kind.REDACTION, "permintaan", "Sari", names=(" ",)), "a redaction needs the names"),
        (Ruling(Kind.NOTE, "permintaan", "Sari", names=("Budi",)), "a note takes out no names"),
        (Ruling(Kind.NOTE, " ", "Sari"), "needs a basis"),
        (Ruling(Kind.NOTE, "permintaan", ""), "needs the name of who"),
    ],
)
def test_a_decision_that_cannot_be_taken_leaves_nothing(stored: Archive, asked: Ruling, words: str) -> None:
    with pytest.raises(WrongCall, match=words):
        stored.decide("a", asked, stored.begin_batch("decide"))
    assert stored.decisions("a") == ()


def test_an_embargoed_article_is_not_found_until_its_release_is_a_change(stored: Archive) -> None:
    edit(stored, embargo_until="2999-01-01")
    seq = stored.last_change()
    assert stored.find("a") is None
    assert stored.release_due(NOW) == 0
    assert stored.release_due(dt.datetime(3000, 1, 1, tzinfo=dt.UTC)) == 1
    assert [(change.key, change.version is None) for change in stored.changes(seq, 99)] == [("a", False)]
    assert stored.find("a")


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2999-01-01", "2998-12-31T17:00:00+00:00"),
        ("2999-01-01T06:00", "2998-12-31T23:00:00+00:00"),
        ("2999-01-01T06:00Z", "2999-01-01T06:00:00+00:00"),
    ],
)
def test_a_moment_without_a_zone_is_in_jakarta(stored: Archive, value: str, moment: str) -> None:
    edit(stored, embargo_until=value)
    standing = stored.standing("a")
    assert standing
    assert standing.embargo_until == dt.datetime.fromisoformat(moment)


def test_an_article_for_staff_is_in_no_index(stored: Archive) -> None:
    edit(stored, access="staff")
    assert [found.key for found in stored.current()] == ["b"]
    edit(stored, access=None)
    assert [found.key for found in stored.current()] == ["a", "b"]


def test_a_correction_links_the_articles_both_ways(stored: Archive) -> None:
    stored.decide("a", ruling(Kind.CORRECTION), stored.begin_batch("decide"), "b")
    assert [(link.article, link.kind, link.target) for link in stored.links("a")] == [("b", LinkKind.CORRECTS, "a")]
    assert stored.links("b") == stored.links("a")


@pytest.mark.parametrize(
    ("kind", "other", "words"),
    [
        (Kind.NOTE, "b", "a note has no other article"),
        (Kind.CORRECTION, "x", "no article with the id 'x'"),
        (Kind.CORRECTION, "a", "cannot be linked to itself"),
    ],
)
def test_a_link_that_cannot_be_leaves_no_decision(stored: Archive, kind: Kind, other: str, words: str) -> None:
    with pytest.raises(WrongCall, match=words):
        stored.decide("a", ruling(kind), stored.begin_batch("decide"), other)
    assert stored.decisions("a") == ()


def test_a_purged_article_is_in_no_byte_of_the_files(archive: Archive, tmp_path: Path) -> None:
    secret = entry("a", "Rahasia keluarga Wiratmaja diumumkan.")
    archive.store([secret, entry("b")], archive.begin_batch("add"))
    edit(archive, title="Wiratmaja bicara")
    decide(archive, Kind.REDACTION, "Wiratmaja")
    decide(archive, Kind.PURGE)
    assert archive.erase()
    for path in (tmp_path / "archive").iterdir():
        data = path.read_bytes()
        assert b"Wiratmaja" not in data, path
        assert packed(secret.raw)[20:60] not in data, path
    assert list(archive.findings(deep=True)) == []


def test_a_purge_empties_the_excerpts_of_rejects_in_the_archive(stored: Archive, tmp_path: Path) -> None:
    path = tmp_path / "archive" / "rejects" / "20220915T103000.jsonl"
    path.parent.mkdir()
    line = {"file": "berita.jsonl", "line": 3, "offset": 70, "reason": "not JSON", "excerpt": "Wiratmaja bicara"}
    path.write_text(f'{json.dumps(line)}\n{{"file": "berita.jsonl", "excerpt": "Wiratm', encoding="utf-8")
    assert stored.erase()
    assert "Wiratmaja" in path.read_text(encoding="utf-8")
    decide(stored, Kind.PURGE)
    assert stored.erase()
    assert [json.loads(text) for text in path.read_text(encoding="utf-8").splitlines()] == [line | {"excerpt": ""}]


def test_erasing_says_no_while_a_reader_holds_the_log(stored: Archive, tmp_path: Path) -> None:
    with open_archive(tmp_path / "archive", read_only=True) as reader:
        articles = reader.current()
        next(articles)
        decide(stored, Kind.PURGE)
        assert not stored.erase()
        del articles
    assert [purge.is_erased for purge in stored.purges_since(0)] == [False]
    assert stored.erase()
    assert [purge.is_erased for purge in stored.purges_since(0)] == [True]


def test_a_purge_is_told_to_generations_from_before_it(stored: Archive) -> None:
    before = stored.last_change()
    decide(stored, Kind.PURGE)
    (purge,) = stored.purges_since(before)
    assert (purge.key, purge.source, purge.source_id, purge.basis) == ("a", "Suara Kota", "a", "permintaan")
    assert len(purge.hashes) == 1
    assert stored.purges_since(stored.last_change()) == ()


def test_a_purged_article_is_refused(stored: Archive) -> None:
    decide(stored, Kind.PURGE)
    assert stored.store([entry("a"), entry("b")], stored.begin_batch("add")) == (Outcome.REFUSED, Outcome.UNCHANGED)


ATTEMPTS: dict[str, Callable[[Archive, int], object]] = {
    "edit": lambda archive, _: edit(archive, title="x"),
    "decide": lambda archive, _: decide(archive, Kind.NOTE),
    "undo": lambda archive, batch: archive.undo(batch),
}


@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS)
def test_nothing_can_be_done_to_a_purged_article(stored: Archive, attempt: Callable[[Archive, int], object]) -> None:
    batch = decide(stored, Kind.PURGE)
    with pytest.raises(WrongCall, match="purged"):
        attempt(stored, batch)


def test_the_purge_list_holds_no_text(stored: Archive, tmp_path: Path) -> None:
    decide(stored, Kind.PURGE)
    line, last = (tmp_path / "archive" / "purged.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["source_id"] == "a"
    assert json.loads(last)["lines"] == 1
    assert "Pasar" not in line
