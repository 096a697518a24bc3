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
