"""What many tests stand on: the sample archive, built once through the real commands, and small archives on demand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from index.settings import Settings
from search.backends import Searcher, open_searcher
from tests.archives import SAMPLE, add, write_jsonl

MakeArchive = Callable[[Sequence[dict[str, Any]]], Path]


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample archive, indexed; never to be written to."""
    directory = tmp_path_factory.mktemp("sample") / "archive"
    add(directory, SAMPLE)
    return directory


@pytest.fixture(scope="session")
def searcher(archive: Path) -> Iterator[Searcher]:
    """The sample archive, open for searching."""
    with closing(open_searcher(Settings(archive=archive))) as opened:
        yield opened


@pytest.fixture
def make_archive(tmp_path: Path) -> MakeArchive:
    """A function that indexes a few articles in an archive of their own."""

    def make(rows: Sequence[dict[str, Any]]) -> Path:
        add(tmp_path / "archive", write_jsonl(tmp_path / "articles.jsonl", rows))
        return tmp_path / "archive"

    return make
