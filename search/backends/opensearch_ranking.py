"""Which articles are on a page, in the embedded engine's order: the best of all raised, then filtered, ties by key."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from index.backends.opensearch_client import Engine
from search.backends.opensearch_counts import without
from search.backends.opensearch_spans import Dsl
from search.evaluate.closeness import RAISED
from search.evaluate.ordering import DIGITS
from search.request import Window

FIELDS = ("key", "version", "person", "place", "organisation")
EACH = 500
"""Articles that one answer of an export gives."""
KEPT = "5m"
"""How long the engine keeps the state that an export reads, after each answer."""
ORDERS: dict[str, list[Dsl]] = {
    "newest": [{"day": {"order": "desc", "missing": "_last"}}, {"key": "asc"}],
    "oldest": [{"day": {"order": "asc", "missing": "_last"}}, {"key": "asc"}],
    "relevance": [{"_score": "desc"}, {"key": "asc"}],
}


@dataclass(frozen=True, slots=True)
class Ranked:
    """An article as the engine gives it, with its score to the digits that are compared."""

    key: str
    score: float
    source: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """The articles that are ranked: those that match *query*, of them those that *narrowed* lets through."""

    query: Dsl
    narrowed: Dsl
    sort: str
    raised: Mapping[str, float]
    """Scores of those that words side by side raise, whatever the filter; by key."""


def best(engine: Engine, index: str, query: Dsl) -> dict[str, float]:
    """The scores of the RAISED best matches."""
    body = {"size": RAISED, "query": query, "sort": ORDERS["relevance"], "_source": False, "track_total_hits": False}
    hits = engine.search(index, body)["hits"]["hits"]
    return {hit["sort"][1]: float(hit["sort"][0]) for hit in hits}


def raised(engine: Engine, index: str, query: Dsl, gains: list[Dsl]) -> dict[str, float]:
    """The new scores of those of the best matches in which words typed side by side stand so."""
    if not gains:
        return {}
    scores = best(engine, index, query)
    keys = {"terms": {"key": [*scores]}}
    asked = {"bool": {"filter": [keys], "should": gains, "minimum_should_match": 1}}
    body = {"size": RAISED, "query": asked, "sort": ORDERS["relevance"], "_source": False, "track_total_hits": False}
    hits = engine.search(index, body)["hits"]["hits"]
    return {hit["sort"][1]: scores[hit["sort"][1]] + float(hit["sort"][0]) for hit in hits}


def page(engine: Engine, index: str, question: Question, window: Window, beside: Dsl) -> tuple[list[Ranked], Dsl]:
    """The articles of a page, and the answer that has the total and whatever was asked *beside* them."""
    first, size = window.start, window.size
    body = {"query": question.query, "post_filter": question.narrowed, "track_total_hits": True, **beside}
    if question.sort != "relevance" or not question.raised or not size:
        body |= {"from": first, "size": size, "sort": ORDERS[question.sort], "track_scores": True, "_source": [*FIELDS]}
        answer = engine.search(index, body)
        return [_ranked(hit, question.raised) for hit in answer["hits"]["hits"]], answer
    answer = engine.search(index, body | {"size": 0})
    return _among_raised(engine, index, question, window), answer


def _among_raised(engine: Engine, index: str, question: Question, window: Window) -> list[Ranked]:
    """A page of two lists: what was raised, and all the rest in the engine's order.

    At most as many stand before an article of the rest as were raised, so that a page needs a stretch of it only.
    """
    up = _raised_ones(engine, index, question)
    base = max(0, window.start - len(up))
    body = {
        "query": {"bool": {"must": [question.query], "filter": [question.narrowed, without(_keys(question))]}},
        "from": base,
        "size": window.start + window.size - base,
        "sort": ORDERS["relevance"],
        "_source": [*FIELDS],
        "track_total_hits": False,
    }
    rest = [_ranked(hit, {}) for hit in engine.search(index, body)["hits"]["hits"]]
    first = window.start - base
    return sorted([*up, *rest], key=_place)[first : first + window.size]


def _raised_ones(engine: Engine, index: str, question: Question) -> list[Ranked]:
    narrowed = {"bool": {"filter": [_keys(question), question.narrowed, question.query]}}
    body = {"size": RAISED, "query": narrowed, "_source": [*FIELDS], "sort": ["key"], "track_total_hits": False}
    return [_ranked(hit, question.raised) for hit in engine.search(index, body)["hits"]["hits"]]


def every(engine: Engine, index: str, question: Question) -> Iterator[Ranked]:
    """All articles, in the order in which ``page`` gives them, of one state of the index."""
    rest: Dsl = {"bool": {"must": [question.query], "filter": [question.narrowed]}}
    if question.sort != "relevance" or not question.raised:
        return _stream(engine, index, rest, question)
    rest["bool"]["filter"].append(without(_keys(question)))
    up = sorted(_raised_ones(engine, index, question), key=_place)
    return heapq.merge(up, _stream(engine, index, rest, question), key=_place)


def _stream(engine: Engine, index: str, query: Dsl, question: Question) -> Iterator[Ranked]:
    opened = engine.ask("POST", f"/{index}/_search/point_in_time", params={"keep_alive": KEPT})["pit_id"]
    try:
        after: Dsl = {}
        while True:
            body = {"size": EACH, "query": query, "sort": ORDERS[question.sort], "track_scores": True} | after
            body |= {"pit": {"id": opened, "keep_alive": KEPT}, "_source": [*FIELDS], "track_total_hits": False}
            hits = engine.search("", body)["hits"]["hits"]
            yield from (_ranked(hit, question.raised) for hit in hits)
            if len(hits) < EACH:
                return
            after = {"search_after": hits[-1]["sort"]}
    finally:
        engine.ask("DELETE", "/_search/point_in_time", {"pit_id": [opened]})


def _keys(question: Question) -> Dsl:
    return {"terms": {"key": [*question.raised]}}


def _place(one: Ranked) -> tuple[float, bytes]:
    return -one.score, one.key.encode("utf-8", "surrogatepass")


def _ranked(hit: Mapping[str, Any], raised_: Mapping[str, float]) -> Ranked:
    source = hit["_source"]
    score = raised_.get(source["key"], float(hit["_score"] or 0.0))
    return Ranked(source["key"], round(score, DIGITS), source)
