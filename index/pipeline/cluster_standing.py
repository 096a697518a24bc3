"""How the index on OpenSearch is: what is published there, how far it is behind, and what is amiss."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from index.archive import Archive
from index.backends import opensearch_state as state
from index.backends.opensearch_client import Engine
from index.manifest import Manifest
from index.pipeline.failures import Failure
from index.settings import OpenSearch

CLAUSES = "indices.query.bool.max_clause_count"
LEAST_CLAUSES = 4_096
"""A pattern stands for up to a thousand words, and a query may hold several."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The cluster, and what of ours is on it."""

    version: str
    health: str
    """``green``; ``yellow``: a copy is missing; ``red``: articles are."""
    nodes: int
    unassigned: int
    """Shards without a node."""
    index: str
    generation: int | None
    articles: int | None
    lag: int | None
    """Changes of the archive that it does not know; None where nothing is published."""
    shards: int
    megabytes: float
    """Of the index, without copies."""
    waiting: str
    """An index that `swap` would publish."""
    clauses: int

    @property
    def troubles(self) -> tuple[str, ...]:
        """What is amiss, each with the way out."""
        return tuple(self._troubles())

    def _troubles(self) -> Iterator[str]:
        if self.generation is None:
            yield "nothing is published; run: python -m index rebuild"
        elif self.lag:
            yield f"the index lacks {self.lag:,} changes; run: python -m index cluster reindex, or add something"
        if self.health != "green":
            yield f"the cluster is {self.health}, {self.unassigned} shards have no node: see that all its nodes run"
        if self.clauses < LEAST_CLAUSES:
            yield f"{CLAUSES} is {self.clauses:,}: patterns of many words are refused; set it to 8192 on every node"

    def lines(self) -> Iterator[str]:
        """For people."""
        nodes = f"{self.nodes} nodes, {self.unassigned} shards unassigned"
        yield f"{'opensearch':12} {self.version}, {self.health}, {nodes}"
        yield f"{'index':12} {self.index or '-'}"
        for name in ("generation", "articles", "lag"):
            value = getattr(self, name)
            yield f"{name:12} {'-' if value is None else f'{value:,}'}"
        each = 1e3 * self.megabytes / self.articles if self.articles else 0
        yield f"{'size':12} {self.megabytes:,.1f} MB in {self.shards} shards, {each:.1f} kB an article"
        if self.waiting:
            yield f"{'waiting':12} {self.waiting}; run: python -m index cluster swap"


def standing(archive: Archive, settings: OpenSearch) -> Standing:
    """Ask the cluster; ArchiveUnusable when it does not answer."""
    with closing(Engine(settings)) as engine:
        health = engine.ask("GET", "/_cluster/health")
        set_ = engine.ask("GET", "/_cluster/settings", params={"include_defaults": "true", "flat_settings": "true"})
        clauses = next(int(part[CLAUSES]) for part in (*set_.values(), {CLAUSES: "1024"}) if CLAUSES in part)
        published, made = state.read_state(engine), state.read_state(engine, state.NEXT)
        size = engine.ask("GET", f"/{published.index}/_stats/store")["_all"]["primaries"] if published else {}
        shards = engine.ask("GET", f"/{published.index}/_settings")[published.index] if published else {}
        return Standing(
            version=str(engine.ask("GET", "/")["version"]["number"]),
            health=str(health["status"]),
            nodes=int(health["number_of_data_nodes"]),
            unassigned=int(health["unassigned_shards"]),
            index=published.index if published else "",
            generation=published.manifest.generation if published else None,
            articles=published.manifest.articles if published else None,
            lag=archive.last_change() - published.manifest.last_change if published else None,
            shards=int(shards["settings"]["index"]["number_of_shards"]) if published else 0,
            megabytes=size["store"]["size_in_bytes"] / 1e6 if published else 0.0,
            waiting=made.index if made and (not published or made.index > published.index) else "",
            clauses=clauses,
        )


def manifest_of(settings: OpenSearch) -> Manifest | None:
    """What the published generation says of itself; None before the first."""
    with closing(Engine(settings)) as engine:
        known = state.read_state(engine)
        return known.manifest if known else None


def failures_of(settings: OpenSearch) -> tuple[Failure, ...]:
    """The articles of the published generation on which a stage failed."""
    with closing(Engine(settings)) as engine:
        known = state.read_state(engine)
        return tuple(Failure(**failure) for failure in known.failures) if known else ()
