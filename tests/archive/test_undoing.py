"""Undoing a batch: what it did counts no more, what came later stays."""

from __future__ import annotations

from index.archive import Archive, Outcome
from tests.archive.entries import entry


def test_undo_names_what_it_removed_restored_and_left(archive: Archive) -> None:
    archive.store([entry("b"), entry("c")], archive.begin_batch("add"))
    batch = archive.begin_batch("add")
    archive.store([entry("a"), entry("b", "Dua.", line=2), entry("c", "Dua.", line=3)], batch)
    archive.store([entry("c", "Tiga.", line=4)], archive.begin_batch("add"))
    undone = archive.undo(batch)
    assert (undone.removed, undone.restored, undone.kept) == (("a",), ("b",), ("c",))
    assert {found.key: found.article.body for found in archive.current()} == {"b": "Isi.", "c": "Tiga."}


def test_an_undone_batch_can_be_added_again(archive: Archive) -> None:
    batch = archive.begin_batch("add")
    archive.store([entry("a")], batch)
    archive.undo(batch)
    assert archive.store([entry("a")], archive.begin_batch("add")) == (Outcome.UPDATED,)
    assert archive.find("a")


def test_undoing_in_any_order_comes_to_the_same(archive: Archive) -> None:
    first, second, third = (archive.begin_batch("add") for _ in range(3))
    for batch, body in ((first, "Satu."), (second, "Dua."), (third, "Tiga.")):
        archive.store([entry("a", body, line=batch)], batch)
    assert archive.undo(second).kept == ("a",)
    assert archive.undo(third).restored == ("a",)
    found = archive.find("a")
    assert found
    assert found.article.body == "Satu."
