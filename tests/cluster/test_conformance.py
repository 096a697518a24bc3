"""The embedded index and OpenSearch answer alike: total, facets, days, order, names, and what readers are told."""

from __future__ import annotations

import gzip
import itertools
import os
from dataclasses import replace
from pathlib import Path

import pytest

from index.archive import open_archive
from index.pipeline import on_opensearch
from index.settings import Settings
from tests.archives import SAMPLE, SHARED, add
from tests.cluster.conformance import compared

CORPUS = SHARED / "data" / "corpus" / "news.jsonl.gz"
ARTICLES = int(os.environ.get("KLIPING_CLUSTER_ARTICLES", "1200"))
QUESTIONS = int(os.environ.get("KLIPING_CLUSTER_QUESTIONS", "300"))

pytestmark = pytest.mark.opensearch


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> Path:
    """Real articles where they are to be had, else the sample; indexed on both."""
    folder = tmp_path_factory.mktemp("conformance")
    source = folder / "articles.jsonl"
    if CORPUS.is_file():
        with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
            source.write_text("".join(itertools.islice(lines, ARTICLES)), "utf-8")
    else:
        source.write_bytes(SAMPLE.read_bytes())
    add(folder / "archive", source)
    publish(folder / "archive", settings)
    return folder / "archive"


def publish(directory: Path, settings: Settings) -> None:
    assert settings.opensearch is not None
    with open_archive(directory) as archive:
        on_opensearch.publish(archive, settings.opensearch, lambda done, total: None, 1)


@pytest.mark.parametrize("seed", [1])
def test_no_answer_differs(archive: Path, settings: Settings, seed: int) -> None:
    found = [*filter(None, compared(archive, replace(settings, archive=archive), QUESTIONS, seed))]
    assert [f"{one.request}: {one.what}" for one in found] == []
