"""Stories that a page points to, found among the articles of the archive."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.settings import Settings
from search.backends import Searcher, open_searcher
from search.results import NameRef
from search.service import read_article
from tests.publishing.small import put, row

HELD = [
    row(
        "asal",
        "Air surut.\nBaca juga: Harga Cabai Turun di Wates\nBaca juga: Kabar yang Tidak Ada di Arsip\nWarga pulang.",
    ),
    row("cabai", "Cabai turun.", title="Harga Cabai Turun di Wates"),
    row("lain", "Cabai naik.", title="Harga Cabai Turun di Wates dan Bantul"),
    row("diri", "Isi.\nBaca juga: Judul Kabar Sendiri Saja", title="Judul Kabar Sendiri Saja"),
]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    directory: Path = tmp_path_factory.mktemp("arsip")
    put(directory, *HELD)
    with closing(open_searcher(Settings(archive=directory))) as searcher:
        yield searcher


def test_a_pointer_leads_to_the_article_with_just_that_headline(opened: Searcher) -> None:
    page = read_article("asal", opened)
    assert page
    expected = (NameRef("cabai", "Harga Cabai Turun di Wates"), NameRef("", "Kabar yang Tidak Ada di Arsip"))
    assert page.pointed == expected


def test_an_article_does_not_lead_to_itself(opened: Searcher) -> None:
    page = read_article("diri", opened)
    assert page
    assert page.pointed == (NameRef("", "Judul Kabar Sendiri Saja"),)
