"""One corpus for all tests of the benchmark: making it takes the analyser a second."""

from __future__ import annotations

import pytest

from bench.corpora import Corpus
from tests.bench.made import small_corpus


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return small_corpus(tmp_path_factory.mktemp("corpora"))
