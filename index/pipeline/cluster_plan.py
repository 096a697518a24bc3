"""What a cluster must have for so many articles: arithmetic, with the rules it goes by.

Sources: AWS Well-Architected, OpenSearch lens (AOSPERF01: shards of 10 to 30 GiB for search); OpenSearch's documents
(heap at most half of the memory and 31 GB, 25 shards to a GiB of heap); bytes of an article by `cluster status`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

KILOBYTES = 8.0
"""Of an article in one copy of the index; `cluster status` tells those of an archive."""
SHARD_GB = 20.0
HEADROOM = 1.45
"""Disk beside the index: merging, the next generation, what OpenSearch keeps free."""
NODE_GB = 400.0
"""Index on one node."""
LEAST_NODES = 3


@dataclass(frozen=True, slots=True)
class Layout:
    """What is recommended."""

    articles: int
    shards: int
    replicas: int
    nodes: int
    index_gb: float
    """Of all copies."""
    disk_gb: float
    """On each node, with room for the next generation beside this one."""
    memory_gb: int
    """Of each node; half of it is OpenSearch's heap."""

    def lines(self) -> Iterator[str]:
        """For people."""
        yield f"{'articles':12} {self.articles:,}"
        yield f"{'shards':12} {self.shards}, and {self.replicas} of each besides"
        yield f"{'index':12} {self.index_gb:,.0f} GB in all"
        yield f"{'nodes':12} {self.nodes}, each with {self.memory_gb} GB of memory and {self.disk_gb:,.0f} GB of disk"
        if self.articles > 100_000_000:
            yield "more than 100,000,000 articles want an index for each year, which is not there yet"


def planned(articles: int, replicas: int, kilobytes: float | None = None) -> Layout:
    """A start, to be corrected by measuring: a shard for each SHARD_GB, nodes as the index and its copies want them."""
    primary = articles * (kilobytes or KILOBYTES) / 1e6
    shards = max(1, math.ceil(primary / SHARD_GB))
    whole = primary * (1 + replicas)
    nodes = max(replicas + 1, math.ceil(whole / NODE_GB))
    if articles > 1_000_000:
        nodes = max(nodes, LEAST_NODES)
    memory = min(64, max(4, 2 ** math.ceil(math.log2(max(whole / nodes / 8, 1)))))
    return Layout(articles, shards, replicas, nodes, whole, 2 * HEADROOM * whole / nodes, memory)
