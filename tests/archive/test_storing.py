"""What each record means to the archive, and what it leaves there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.archive import Archive, Change, Outcome
from tests.archive.entries import entry

STORED, UPDATED, UNCHANGED, DUPLICATE = Outcome.STORED, Outcome.UPDATED, Outcome.UNCHANGED, Outcome.DUPLICATE

CASES = [
    pytest.param([["a1"]], [[STORED]], id="new"),
    pytest.param([["a1"], ["a1"]], [[STORED], [UNCHANGED]], id="the same again"),
    pytest.param([["a1"], ["a1", "a1"]], [[STORED], [UNCHANGED] * 2], id="the same again twice"),
    pytest.param([["a1"], ["a2"]], [[STORED], [UPDATED]], id="another body"),
    pytest.param([["a1"], ["a2"], ["a1"]], [[STORED], [UPDATED], [UPDATED]], id="back to the former body"),
    pytest.param([["a1", "a1"]], [[STORED, DUPLICATE]], id="twice in a batch"),
    pytest.param([["a1", "a2"]], [[STORED, UPDATED]], id="twice in a batch with another body"),
    pytest.param([["a1", "a2", "a2"]], [[STORED, UPDATED, DUPLICATE]], id="another body twice in a batch"),
    pytest.param([["a1"], ["a2", "a2"]], [[STORED], [UPDATED, DUPLICATE]], id="an update twice in a batch"),
    pytest.param([["a1", "b1"]], [[STORED, STORED]], id="equal texts with different ids"),
]


@pytest.mark.parametrize(("batches", "outcomes"), CASES)
@pytest.mark.parametrize("together", [True, False], ids=["in one call", "one by one"])
def test_outcomes_follow_from_what_is_current(
    archive: Archive, batches: list[list[str]], outcomes: list[list[Outcome]], together: bool
) -> None:
    for texts, expected in zip(batches, outcomes, strict=True):
        batch = archive.begin_batch("add")
        # Lines differ between batches: these are other files, not the same file again.
        entries = [entry(text[0], f"Isi {text[1]}.", line=100 * batch + n) for n, text in enumerate(texts)]
        calls = [entries] if together else [[one] for one in entries]
        assert [outcome for call in calls for outcome in archive.store(call, batch)] == expected


def test_a_file_that_holds_an_article_twice_is_unchanged_when_read_again(archive: Archive) -> None:
    file = [entry(body="Satu.", line=1), entry(body="Dua.", line=2), entry(body="Satu.", line=3)]
    assert archive.store(file, archive.begin_batch("add")) == (STORED, UPDATED, UPDATED)
    seq = archive.last_change()
    assert archive.store(file, archive.begin_batch("add")) == (UNCHANGED, UNCHANGED, UNCHANGED)
    assert archive.last_change() == seq


def test_a_file_that_goes_back_to_the_former_body_is_an_update(archive: Archive) -> None:
    """The daily export keeps its name, and the article its line."""
    for body in ("Satu.", "Dua.", "Satu."):
        archive.store([entry(body=body)], archive.begin_batch("add"))
    assert [stored.article.body for stored in archive.current()] == ["Satu."]


def test_the_order_of_unknown_fields_is_no_change(archive: Archive) -> None:
    first = entry()
    turned = replace(first, raw=replace(first.raw, extra=first.raw.extra[::-1]))
    archive.store([first], archive.begin_batch("add"))
    assert archive.store([turned], archive.begin_batch("add")) == (UNCHANGED,)


def test_an_update_keeps_key_number_and_former_version(archive: Archive) -> None:
    archive.store([entry(body="Satu.")], archive.begin_batch("add"))
    former = archive.find("a")
    archive.store([entry(body="Dua.", line=9)], archive.begin_batch("add"))
    current = archive.find("a")
    assert former
    assert current
    assert (current.number, current.key) == (former.number, former.key)
    assert current.version > former.version
    assert archive.versions_for_staff([former.version, current.version]) == {
        former.version: former,
        current.version: current,
    }


def test_what_was_stored_comes_back_as_it_was(archive: Archive) -> None:
    given = entry()
    archive.store([given], archive.begin_batch("add"))
    stored = archive.find("a")
    assert stored
    assert stored.article == given.article
    assert archive.raw(stored.version) == given.raw
    assert archive.provenance(stored.version) == given.provenance


@pytest.mark.parametrize(
    ("articles", "keys"),
    [
        ([("1", "Kota"), ("2", "Kota")], ["1", "2"]),
        ([("1", "Kota"), ("1", "Desa"), ("1", "Laut")], ["1", "1~Desa", "1~Laut"]),
        ([("1", "Kota"), ("1", "Desa"), ("1~Desa", "Kota")], ["1", "1~Desa", "1~Desa~Kota"]),
        ([("1~Desa", "Kota"), ("1", "Kota"), ("1", "Desa")], ["1~Desa", "1", "1~Desa~2"]),
        ([("1~D", "K"), ("1~D~2", "K"), ("1", "K"), ("1", "D")], ["1~D", "1~D~2", "1", "1~D~3"]),
    ],
)
@pytest.mark.parametrize("together", [True, False], ids=["in one call", "one by one"])
def test_a_key_is_the_id_and_more_only_where_it_must(
    archive: Archive, articles: list[tuple[str, str]], keys: list[str], together: bool
) -> None:
    batch = archive.begin_batch("add")
    entries = [entry(source_id, source=source) for source_id, source in articles]
    for call in [entries] if together else [[one] for one in entries]:
        archive.store(call, batch)
    assert [stored.key for stored in archive.current()] == keys


def test_a_deleted_article_is_found_nowhere_and_keeps_its_version(archive: Archive) -> None:
    archive.store([entry("a"), entry("b")], archive.begin_batch("add"))
    stored = archive.find("a")
    assert stored
    assert archive.delete(["a"], archive.begin_batch("delete")) == ()
    assert archive.find("a") is None
    assert archive.by_numbers([stored.number]) == {}
    assert [other.key for other in archive.current()] == ["b"]
    assert archive.versions_for_staff([stored.version]) == {stored.version: stored}


def test_delete_names_each_key_it_does_not_find_once(archive: Archive) -> None:
    archive.store([entry("a"), entry("b")], archive.begin_batch("add"))
    batch = archive.begin_batch("delete")
    archive.delete(["b"], batch)
    assert archive.delete(["x", "a", "b", "x", "a"], batch) == ("x", "b")


@pytest.mark.parametrize("body", ["Satu.", "Dua."])
def test_a_deleted_article_that_comes_again_is_published_again(archive: Archive, body: str) -> None:
    archive.store([entry(body="Satu.")], archive.begin_batch("add"))
    archive.delete(["a"], archive.begin_batch("delete"))
    seq = archive.last_change()
    assert archive.store([entry(body=body)], archive.begin_batch("add")) == (UPDATED,)
    stored = archive.find("a")
    assert stored
    assert stored.article.body == body
    assert list(archive.changes(seq, seq + 9)) == [Change(seq + 1, stored.number, "a", stored.version)]


def test_only_the_last_change_of_an_article_is_told_in_the_order_of_changes(archive: Archive) -> None:
    batch = archive.begin_batch("add")
    archive.store([entry("a"), entry("b"), entry("b", "Lain.", line=2)], batch)
    archive.delete(["a"], batch)
    stored = archive.find("b")
    assert stored
    assert list(archive.changes(0, archive.last_change())) == [
        Change(3, stored.number, "b", stored.version),
        Change(4, 1, "a", None),
    ]


def test_changes_after_until_are_not_told(archive: Archive) -> None:
    batch = archive.begin_batch("add")
    archive.store([entry("a"), entry("b")], batch)
    archive.delete(["a"], batch)
    assert [(change.key, change.version) for change in archive.changes(0, 2)] == [("a", 1), ("b", 2)]


def test_text_that_no_file_can_hold_leaves_nothing_behind(archive: Archive) -> None:
    with pytest.raises(UnicodeEncodeError):
        archive.store([entry("a"), entry("b", "\ud800")], archive.begin_batch("add"))
    assert archive.counts().articles == 0
    assert archive.last_change() == 0


def test_a_batch_that_does_not_exist_leaves_nothing_behind(archive: Archive) -> None:
    with pytest.raises(Exception, match="FOREIGN KEY"):
        archive.store([entry("a")], 99)
    assert archive.counts().articles == 0


def test_more_records_than_one_statement_takes_are_stored_in_order(archive: Archive) -> None:
    entries = [entry(f"n{n}", f"Isi {n}.", line=n) for n in range(2500)]
    assert set(archive.store(entries, archive.begin_batch("add"))) == {STORED}
    current = list(archive.current())
    assert [stored.article for stored in current] == [one.article for one in entries]
    assert archive.by_numbers([stored.number for stored in current]) == {one.number: one for one in current}
    assert archive.delete([stored.key for stored in current], archive.begin_batch("delete")) == ()
    assert archive.counts().deleted == 2500


def test_nothing_to_store_is_no_error(archive: Archive) -> None:
    assert archive.store([], archive.begin_batch("add")) == ()
    assert archive.versions_for_staff([]) == {}


def test_batches_and_counts_tell_what_happened(archive: Archive) -> None:
    first = archive.begin_batch("add berita.jsonl")
    archive.store([entry("a"), entry("b")], first)
    archive.finish_batch(first, {"stored": 2, "rejected": 3}, "rejects/1.jsonl")
    second = archive.begin_batch("add lain.jsonl")
    archive.delete(["b"], second)
    newest, oldest = archive.batches(10)
    assert (oldest.id, oldest.description, dict(oldest.counts)) == (
        first,
        "add berita.jsonl",
        {"stored": 2, "rejected": 3},
    )
    assert oldest.rejects_file == "rejects/1.jsonl"
    assert oldest.finished
    assert oldest.finished >= oldest.started
    assert (newest.id, newest.finished) == (second, None)
    assert archive.batches(1) == (newest,)
    counts = archive.counts()
    assert (counts.articles, counts.deleted, counts.versions, counts.batches, counts.rejected) == (1, 1, 2, 2, 3)


def test_a_version_that_does_not_exist_has_no_record(archive: Archive) -> None:
    with pytest.raises(KeyError):
        archive.raw(7)
