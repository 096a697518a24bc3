"""What a cluster is planned to have."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.pipeline.cluster_plan import SHARD_GB, planned


def test_a_million_articles_fit_on_two_small_nodes() -> None:
    assert [*planned(1_000_000, 1).lines()][1:] == [
        "shards       1, and 1 of each besides",
        "index        16 GB in all",
        "nodes        2, each with 4 GB of memory and 23 GB of disk",
    ]


@given(st.integers(1, 2_000_000_000), st.integers(0, 3))
def test_no_shard_is_too_large_and_every_copy_has_a_node_and_room_twice(articles: int, replicas: int) -> None:
    found = planned(articles, replicas)
    assert found.index_gb / (1 + replicas) / found.shards <= SHARD_GB
    assert found.nodes > replicas
    assert found.disk_gb * found.nodes >= 2 * found.index_gb
