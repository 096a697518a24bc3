"""What a process counts, for Prometheus: each worker for itself, told apart by the label ``worker``.

No query, no article and no reader is in it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from flask import Blueprint, Response, current_app
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from search.results import SearchPage
from search.web.current import CurrentSearcher

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
SLOW = 0.5
"""Seconds from which on a search is counted as slow."""

measuring = Blueprint("measuring", __name__)


class Metrics:
    """The counters of one application."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        self._seconds = Histogram(
            "kliping_request_seconds",
            "Time to answer",
            ["endpoint", "method", "status"],
            registry=registry,
            buckets=SECONDS,
        )
        self._searches = Counter("kliping_searches", "Searches answered", registry=registry)
        self._empty = Counter("kliping_searches_empty", "Searches that found nothing", registry=registry)
        self._slow = Counter("kliping_searches_slow", f"Searches that took over {SLOW} s", registry=registry)
        self._late = Counter("kliping_searches_late", "Searches stopped at their deadline", registry=registry)
        self._generation = Gauge("kliping_generation", "Generation answered from", registry=registry)
        self._articles = Gauge("kliping_articles", "Articles that can be found", registry=registry)
        self._stale = Gauge("kliping_stale", "1 where an older generation stands in", registry=registry)
        self._verified = Gauge("kliping_verified_timestamp_seconds", "When all files were last read", registry=registry)
        ProcessCollector(registry=registry)

    def count(self, endpoint: str, method: str, status: int, seconds: float) -> None:
        """One request more."""
        self._seconds.labels(endpoint, method, str(status)).observe(seconds)

    def searched(self, page: SearchPage) -> None:
        """One search more."""
        self._searches.inc()
        self._empty.inc(not page.total)
        self._slow.inc(page.took_ms > SLOW * 1000)

    def late(self) -> None:
        """One search that was stopped."""
        self._late.inc()

    def look(self, archive: CurrentSearcher) -> None:
        """Note what is answered from, without opening anything."""
        searcher = archive.lent
        self._generation.set(searcher.generation if searcher else 0)
        self._articles.set(searcher.total if searcher else 0)
        self._stale.set(bool(searcher and not searcher.is_current))
        at = archive.verification.verified_at
        self._verified.set(at.timestamp() if at else 0)


class _OfWorker(Collector):
    def __init__(self, inner: CollectorRegistry, worker: str) -> None:
        self._inner = inner
        self._worker = worker

    def collect(self) -> Iterator[Metric]:
        """Every sample with the label of the worker."""
        for metric in self._inner.collect():
            metric.samples = [s._replace(labels={**s.labels, "worker": self._worker}) for s in metric.samples]
            yield metric


def metrics() -> Metrics:
    """Those of this application."""
    found: Metrics = current_app.extensions["kliping.metrics"]
    return found


@measuring.get("/metrics")
def show() -> Response:
    """Of the process that happens to answer."""
    metrics().look(current_app.extensions["kliping.archive"])
    told = CollectorRegistry()
    told.register(_OfWorker(metrics().registry, str(os.getpid())))
    return Response(generate_latest(told), content_type=CONTENT_TYPE_LATEST)
