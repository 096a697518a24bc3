"""``find --explain``: why each hit of a page scores what it scores, for people and for programs.

The work is done anew for the articles of the page alone: a search that is not explained pays nothing for it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from search.backends import Searcher
from search.request import SearchRequest
from search.results import ScorePart, SearchPage
from search.service import understand

Explanations = Mapping[str, Sequence[ScorePart]]
"""Identifier of an article -> what its score is the sum of."""


def explained(request: SearchRequest, page: SearchPage, searcher: Searcher, today: dt.date | None) -> Explanations:
    """The scores of *page*, which answers *request*."""
    query = understand(request, searcher, today).query
    return {hit.id: searcher.explain(query, hit.id) for hit in page.hits}


def as_json(told: dict[str, Any], explanations: Explanations) -> dict[str, Any]:
    """An answer (search.answer), each hit with the key ``explanation``: its terms, the largest share first."""
    hits = [
        hit | {"explanation": [asdict(part) for part in _ordered(explanations.get(hit["id"], ()))]}
        for hit in told["hits"]
    ]
    return told | {"hits": hits}


def lines(parts: Sequence[ScorePart]) -> Iterator[str]:
    """One score, a line for each term of it."""
    if not parts:
        yield "   score 0: nothing in the query ranks"
        return
    yield f"   score {sum(part.score for part in parts):.6f}, the sum of:"
    for part in _ordered(parts):
        place = f"{part.form} in {part.field}".strip()
        yield (
            f"   {part.score:12.6f}  {part.term} ({place}): frequency {part.frequency}, length {part.length} "
            f"(average {part.average_length:.1f}), idf {part.idf:.4f}, weight {part.weight:.4g}"
        )


def _ordered(parts: Sequence[ScorePart]) -> list[ScorePart]:
    return sorted(parts, key=lambda part: -part.score)
