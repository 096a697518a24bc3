"""A cluster for a session of tests, of one node or (KLIPING_CLUSTER_NODES=3, make test-cluster) of several.

Skipped, loudly, where Java 21 and Maven are not there; a failure where KLIPING_CLUSTER_NODES asks for one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from index.settings import OpenSearch, Settings
from tests.cluster.jars import Lacking
from tests.cluster.nodes import Cluster

ASKED = "KLIPING_CLUSTER_NODES"


URLS = "KLIPING_CLUSTER_URLS"


@pytest.fixture(scope="session")
def urls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, ...]]:
    """Of running nodes, started for the tests unless KLIPING_CLUSTER_URLS names some."""
    if running := os.environ.get(URLS):
        yield tuple(running.split(","))
        return
    asked = os.environ.get(ASKED)
    try:
        with Cluster(tmp_path_factory.mktemp("opensearch"), int(asked or 1)) as cluster:
            yield cluster.urls
    except Lacking as lacking:
        if asked:
            raise AssertionError(f"{ASKED}={asked}, but {lacking}") from None
        pytest.skip(f"NO CLUSTER TESTED: {lacking}")


@pytest.fixture(scope="session")
def settings(urls: tuple[str, ...]) -> Settings:
    """The index on the cluster; the archive is each test's own."""
    return Settings(opensearch=OpenSearch(urls))
