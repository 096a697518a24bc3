"""Rankings against judgements: measures per query, and whether a difference is one."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.article import Article

Floats = npt.NDArray[np.float64]
FLIPS = 20_000
"""Ways to exchange two systems' results that are tried."""
AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Judged:
    """A query with what was judged of it."""

    query: str
    grades: dict[str, int]
    """Identifier -> 0, 1 or 2; what is not there was not looked at."""


def topics(folder: Path) -> list[Judged]:
    """The judged topics, without those that have no relevant article."""
    grades: dict[str, dict[str, int]] = {}
    for line in (folder / "qrels.tsv").read_text("utf-8").splitlines():
        qid, key, grade = line.split("\t")[:3]
        if grade.isdigit():
            grades.setdefault(qid, {})[key] = int(grade)
    queries = {row["qid"]: row["query"] for row in _rows((folder / "topics.jsonl").read_text("utf-8"))}
    return [Judged(queries[qid], found) for qid, found in sorted(grades.items()) if any(found.values())]


def headlines(folder: Path) -> list[Judged]:
    """Titles, each of which should find its own article by the body."""
    with gzip.open(folder / "headline_queries.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [Judged(row["query"], dict.fromkeys(row["rel"], 2)) for row in _rows(lines.read())]


def titles(articles: Sequence[Article], n: int) -> list[Judged]:
    """The titles of *n* articles spread over all, of those that have one of four words and a body."""
    whole = [article for article in articles if article.body and len(article.title.split()) > 3]
    return [Judged(article.title, {article.id: 2}) for article in whole[:: max(1, len(whole) // n)]][:n]


def _rows(text: str) -> Iterator[dict[str, str]]:
    return map(json.loads, text.splitlines())


def ndcg(keys: Sequence[str], judged: Judged) -> float:
    """nDCG@10 with the gain 2^grade - 1."""
    ideal = sorted(judged.grades.values(), reverse=True)[:10]
    return _dcg([judged.grades.get(key, 0) for key in keys[:10]]) / _dcg(ideal)


def unjudged(keys: Sequence[str], judged: Judged) -> float:
    """Share of the first ten that nobody looked at."""
    return sum(key not in judged.grades for key in keys[:10]) / 10


def reciprocal_rank(keys: Sequence[str], judged: Judged) -> float:
    """MRR@10."""
    return next((1 / rank for rank, key in enumerate(keys[:10], 1) if judged.grades.get(key)), 0.0)


def chance(one: Floats, other: Floats) -> float:
    """How likely a mean difference at least as large is if the two are alike: randomised, paired, two-sided.

    Source: Smucker, Allan, Carterette, A comparison of statistical significance tests for information retrieval
    evaluation, CIKM 2007.
    """
    differences = one - other
    random, as_large = np.random.default_rng(1), 0
    for _ in range(FLIPS // AT_ONCE):
        signs = random.choice((-1.0, 1.0), (AT_ONCE, len(differences)))
        as_large += int(np.count_nonzero(np.abs(signs @ differences) >= abs(differences.sum()) - 1e-12))
    return (as_large + 1) / (FLIPS + 1)


def _dcg(gains: Sequence[int]) -> float:
    return sum((float(2**gain) - 1) / log2(rank + 2) for rank, gain in enumerate(gains))
