"""The whole real corpus through the real commands. Needs ../shared; takes minutes."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bench.clicks import clicked
from index.archive import open_archive
from index.settings import Settings
from search.backends import Searcher, open_searcher
from search.request import SearchRequest
from search.service import find
from tests.archives import ROOT, SHARED
from tests.corpus import traps

CORPUS = SHARED / "data" / "corpus" / "news.jsonl.gz"
ARTICLES = 24_690

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_file(), reason=f"the real corpus is not beside the project ({CORPUS.name})"),
]


def add(directory: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "index", "add", str(CORPUS), "--archive", str(directory)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    account: dict[str, Any] = json.loads(result.stdout.splitlines()[-1])
    return account


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    directory = tmp_path_factory.mktemp("corpus") / "archive"
    return directory, add(directory)


@pytest.fixture(scope="module")
def corpus(added: tuple[Path, dict[str, Any]]) -> Iterator[Searcher]:
    with closing(open_searcher(Settings(archive=added[0]))) as searcher:
        yield searcher


def test_every_article_is_stored_and_the_totals_add_up(added: tuple[Path, dict[str, Any]]) -> None:
    _, account = added
    assert account["read"] == account["stored"] == ARTICLES
    assert sum(account[name] for name in ("updated", "unchanged", "duplicate", "rejected")) == 0


def test_the_same_file_again_is_all_unchanged(added: tuple[Path, dict[str, Any]]) -> None:
    account = add(added[0])
    assert account["read"] == account["unchanged"] == ARTICLES


def test_every_article_can_be_found(corpus: Searcher) -> None:
    page = find(SearchRequest(), corpus)
    assert page.total == corpus.total == ARTICLES
    assert sum(bucket.count for bucket in page.dates) == ARTICLES


def test_five_hundred_clicks_keep_their_counts(added: tuple[Path, dict[str, Any]], corpus: Searcher) -> None:
    with open_archive(added[0], read_only=True) as archive:
        titles = [stored.article.title for stored in archive.current()]
    assert clicked(corpus, titles, 500, random.Random(20)) == (500, 0)


@pytest.mark.parametrize(("name", "word"), [("bekasi", "bekas"), ("bali", "bal"), ("maluku", "malu")])
def test_a_place_never_finds_the_common_word_it_resembles(corpus: Searcher, name: str, word: str) -> None:
    only_word = find(SearchRequest(query=f'{word} BUKAN "{name}"'), corpus)
    assert only_word.total > 0
    both = find(SearchRequest(query=f'{name} DAN "{word}" BUKAN "{name}"'), corpus)
    assert both.total == 0


@pytest.fixture(scope="module")
def written(added: tuple[Path, dict[str, Any]]) -> traps.Written:
    with open_archive(added[0], read_only=True) as archive:
        return traps.Written(stored.article for stored in archive.current())


def test_two_hundred_traps_catch_nothing(corpus: Searcher, written: traps.Written) -> None:
    """Counted are the pairs of which an article of the corpus would show the mistake: it holds the second word of a
    pair, and neither the first nor, where that is not quoted, any other form of it.
    """
    families, caught, tried = written.families(corpus.analyser), [], 0
    for one, other in traps.lookalikes():
        forms = {one, *families[corpus.analyser.stem(one)]} - {other}
        tempting = written.standing(other).difference(*map(written.standing, forms))
        tried += bool(tempting and written.standing(one))
        caught += [(one, other, key) for key in tempting & traps.keys(one, corpus)]
    for form, other in traps.inflections():
        tempting = written.standing(other) - written.standing(form)
        tried += bool(tempting and written.standing(form))
        caught += [(f'"{form}"', other, key) for key in tempting & traps.keys(f'"{form}"', corpus)]
    assert caught == []
    assert tried >= 200
