"""Readers' folders and saved searches."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.archive import Archive
from index.errors import WrongCall
from tests.archive.entries import entry


@pytest.fixture
def kept(archive: Archive) -> Archive:
    archive.store([entry("a"), entry("b")], archive.begin_batch("add"))
    archive.folders.create("sari", "Pasar", "Untuk edisi Minggu")
    archive.folders.put("sari", "Pasar", "b", "kutip")
    archive.folders.put("sari", "Pasar", "a")
    archive.searches.create("sari", "Beras", "q=beras&sort=newest")
    return archive


def test_a_folder_holds_articles_in_the_order_they_came(kept: Archive) -> None:
    assert [(item.key, item.note) for item in kept.folders.items("sari", "Pasar")] == [("b", "kutip"), ("a", "")]
    assert [(folder.name, folder.articles) for folder in kept.folders.list("sari")] == [("Pasar", 2)]
    assert kept.folders.list("dewi") == ()


def test_putting_again_writes_the_note_anew(kept: Archive) -> None:
    kept.folders.put("sari", "Pasar", "b", "jangan kutip")
    assert [item.note for item in kept.folders.items("sari", "Pasar")] == ["jangan kutip", ""]


def test_what_is_renamed_keeps_what_is_in_it(kept: Archive) -> None:
    kept.folders.rename("sari", "Pasar", "Pasar Minggu")
    kept.searches.rename("sari", "Beras", "Harga")
    assert len(kept.folders.items("sari", "Pasar Minggu")) == 2
    assert [(search.name, search.query) for search in kept.searches.list("sari")] == [("Harga", "q=beras&sort=newest")]


def test_what_is_removed_is_gone_and_its_articles_are_not(kept: Archive) -> None:
    kept.folders.take("sari", "Pasar", "a")
    assert [item.key for item in kept.folders.items("sari", "Pasar")] == ["b"]
    kept.folders.remove("sari", "Pasar")
    kept.searches.remove("sari", "Beras")
    assert (kept.folders.list("sari"), kept.searches.list("sari")) == ((), ())
    assert kept.counts().articles == 2


MISTAKES: list[tuple[Callable[[Archive], object], str]] = [
    (lambda archive: archive.folders.create("sari", "Pasar"), "has one called 'Pasar' already"),
    (lambda archive: archive.folders.create("sari", " "), "an owner and a name are needed"),
    (lambda archive: archive.folders.rename("sari", "Padi", "x"), "'sari' has none called 'Padi'"),
    (lambda archive: archive.folders.remove("dewi", "Pasar"), "'dewi' has none called 'Pasar'"),
    (lambda archive: archive.folders.put("sari", "Pasar", "x"), "no article with the id 'x'"),
    (lambda archive: archive.folders.take("sari", "Pasar", "x"), "'x' is not in the folder 'Pasar'"),
    (lambda archive: archive.searches.create("sari", "Beras", "q="), "has one called 'Beras' already"),
    (lambda archive: archive.searches.remove("sari", "Padi"), "'sari' has none called 'Padi'"),
]


@pytest.mark.parametrize(("mistake", "words"), MISTAKES, ids=[words for _, words in MISTAKES])
def test_a_mistake_is_named(kept: Archive, mistake: Callable[[Archive], object], words: str) -> None:
    with pytest.raises(WrongCall, match=words):
        mistake(kept)


def test_tags_are_cleaned_kept_and_gone_with_their_folder(kept: Archive) -> None:
    kept.folders.put("sari", "Pasar", "a", "", (" harga  beras", "Harga beras", "", "bogor"))
    assert [item.tags for item in kept.folders.items("sari", "Pasar")] == [(), ("bogor", "harga beras")]
    assert kept.folders.holding("sari", "a") == ("Pasar",)
    kept.folders.remove("sari", "Pasar")
    assert kept.folders.holding("sari", "a") == ()


def test_a_mark_is_read_as_it_was_written_and_replaced_by_the_next(kept: Archive) -> None:
    assert kept.searches.marked("sari", "Beras") is None
    for versions in ((), (1,), (7, 3, 3, 1 << 40), tuple(range(1, 5000))):
        kept.searches.mark("sari", "Beras", versions)
        mark = kept.searches.marked("sari", "Beras")
        assert mark is not None
        assert mark.versions == tuple(sorted({*versions}))
    assert kept.searches.keys([1, 2, 99]) == {1: "a", 2: "b"}


def test_the_last_searches_are_kept_once_each_and_only_so_many(kept: Archive) -> None:
    for n in range(3):
        kept.recent.note("sari", f"q={n}", n)
    kept.recent.note("sari", "q=0", 9)
    assert [(one.query, one.total) for one in kept.recent.list("sari")] == [("q=0", 9), ("q=2", 2), ("q=1", 1)]
    kept.recent.forget("sari", "q=2")
    assert kept.recent.list("dewi") == ()
    assert kept.recent.clear("sari") == 2
