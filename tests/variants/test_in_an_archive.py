"""Variants from the URL to the page, and the archive's own list."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from index.archive.own_list import SYNONYMS
from index.settings import Settings
from search.backends import Searcher, open_searcher
from search.cli import main
from search.request import SearchRequest
from search.service import find, read_article
from tests.archives import add, write_jsonl

BODIES = {
    "baru": "Patung Suharto diresmikan kemarin.",
    "lama": "Patung Soeharto diresmikan kemarin.",
    "badan": "Komisi Pemberantasan Korupsi memeriksa saksi.",
    "singkat": "KPK memeriksa saksi.",
    "aksi": "Warga berunjuk rasa. Unjuk rasa itu damai.",
    "demo": "Demonstrasi itu damai.",
}


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("variants")
    rows = [{"id": key, "title": "Kabar", "body": body, "source": "kabar.example"} for key, body in BODIES.items()]
    add(path / "archive", write_jsonl(path / "articles.jsonl", rows))
    return path / "archive"


@pytest.fixture
def searcher(directory: Path) -> Iterator[Searcher]:
    with closing(open_searcher(Settings(archive=directory))) as opened:
        yield opened


def ids(searcher: Searcher, query: str, *, variants: bool = True) -> list[str]:
    return [hit.id for hit in find(SearchRequest(query, variants=variants), searcher).hits]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("suharto", ["baru", "lama"]),
        ("soeharto", ["lama", "baru"]),
        ("kpk", ["singkat", "badan"]),
        ("komisi pemberantasan korupsi", ["badan", "singkat"]),
        ('"suharto"', ["baru"]),
        ('"kpk"', ["singkat"]),
    ],
)
def test_what_was_typed_comes_before_its_variants(searcher: Searcher, query: str, expected: list[str]) -> None:
    assert ids(searcher, query) == expected


def test_the_reader_is_told_and_can_do_without(searcher: Searcher) -> None:
    page = find(SearchRequest("patung suharto"), searcher)
    assert page.variants == ("soeharto",)
    assert [d.message for d in page.diagnostics if d.kind == "variants"] == ["Juga dicari: soeharto."]
    assert ids(searcher, "suharto", variants=False) == ["baru"]


def test_an_article_found_by_a_variant_has_it_marked(searcher: Searcher) -> None:
    page = read_article("lama", searcher, "suharto")
    assert page
    assert ("Soeharto", True) in page.marked[0]


def test_the_archives_own_list_is_taken_up_when_it_changes(directory: Path, searcher: Searcher) -> None:
    assert ids(searcher, "demonstrasi") == ["demo"]
    (directory / SYNONYMS).write_text("unjuk rasa = demonstrasi\nhanya satu\n", "utf-8")
    try:
        assert searcher.is_outdated()
        with closing(open_searcher(Settings(archive=directory))) as again:
            assert not again.is_outdated()
            assert ids(again, "demonstrasi") == ["demo", "aksi"]
    finally:
        (directory / SYNONYMS).unlink()


def test_the_check_counts_each_expression_and_names_what_is_wrong(directory: Path, tmp_path: Path) -> None:
    path = tmp_path / "daftar.txt"
    path.write_text("unjuk rasa = demonstrasi\nKPK = Komisi Pembrantasan Korupsi\nhanya satu\n", "utf-8")
    result = CliRunner().invoke(main, ["synonyms", str(path), "--archive", str(directory)])
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "unjuk rasa (1) = demonstrasi (1)",
        "KPK (1) = Komisi Pembrantasan Korupsi (0)",
    ]
    assert f"{path}:2: no article holds 'Komisi Pembrantasan Korupsi'" in result.stderr
    assert f"{path}:3: there is no =" in result.stderr


def test_an_archive_without_a_list_of_its_own_is_in_order(directory: Path) -> None:
    result = CliRunner().invoke(main, ["synonyms", "--archive", str(directory)])
    assert result.exit_code == 0
    assert f"{directory / SYNONYMS}: there is none" in result.stderr


def test_a_batch_can_do_without_variants(directory: Path) -> None:
    command = ["batch", "-", "--archive", str(directory)]
    with_variants = CliRunner().invoke(main, command, input='{"qid": "a", "query": "suharto"}\n')
    without = CliRunner().invoke(main, [*command, "--no-variants"], input='{"qid": "a", "query": "suharto"}\n')
    assert '"total": 2' in with_variants.stdout
    assert '"total": 1' in without.stdout
