"""What many tests stand on: the sample archive, built once through the real commands, and small archives on demand.

Here, and not deeper, is said what a run has skipped: of processes side by side the first reads no other conftest.py.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from index.settings import Settings
from search.backends import Searcher, open_searcher
from tests.archives import SAMPLE, add, write_jsonl

MakeArchive = Callable[[Sequence[dict[str, Any]]], Path]
WANTING = {
    "browser": "browser tests were skipped: they need Chromium and chromedriver (apt install chromium chromium-driver)",
    "opensearch": "tests on OpenSearch were skipped: they need Maven and Java 21 or newer (JAVA_HOME)",
    "corpus": "corpus tests were skipped: they need the real corpus in ../shared, beside this folder",
    "torture": "families of the torture were skipped, wholly or in part: they need root and loop devices",
}
"""Kinds of tests that a run may skip, and how to have them; said just above the closing line."""


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


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Generator[None]:
    """Wrapped around every other summary, so that these lines come after the list of skipped tests."""
    yield
    skipped = terminalreporter.stats.get("skipped", [])
    if n := sum("opensearch" in getattr(one, "keywords", ()) for one in terminalreporter.stats.get("passed", [])):
        terminalreporter.write_line(f"OpenSearch: {n} tests passed on a cluster that was started for them", bold=True)
    for marker, advice in WANTING.items():
        if n := sum(marker in getattr(report, "keywords", ()) for report in skipped):
            terminalreporter.write_line(f"ATTENTION: {n} {advice}", red=True, bold=True)
