"""A SearchPage as JSON: what /api/search answers and ``find --json`` prints. The keys are a contract."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from search.results import Hit, NameRef, SearchPage

Json = dict[str, Any]


def answer(page: SearchPage) -> Json:
    """The page with the keys of the contract (architecture: HTTP)."""
    return {
        "query": page.query,
        "total": page.total,
        "listed": page.listed,
        "took_ms": page.took_ms,
        "generation": page.generation,
        "page": page.page,
        "size": page.size,
        "match": page.match,
        "suggestions": [asdict(suggestion) for suggestion in page.suggestions],
        "diagnostics": [asdict(diagnostic) for diagnostic in page.diagnostics],
        "understood": [asdict(part) for part in page.understood],
        "hits": [_hit(hit) for hit in page.hits],
        "facets": {name: [asdict(value) for value in values] for name, values in page.facets.items()}
        | {"date": [asdict(bucket) for bucket in page.dates]},
    }


def names(references: tuple[NameRef, ...]) -> list[Json]:
    """Ids and names."""
    return [asdict(reference) for reference in references]


def _hit(hit: Hit) -> Json:
    return {
        "id": hit.id,
        "title": hit.title,
        "date": hit.date,
        "source": hit.source,
        "section": hit.section,
        "author": hit.author,
        "url": hit.url,
        "score": hit.score,
        "snippets": [[list(piece) for piece in snippet] for snippet in hit.snippets],
        "persons": names(hit.persons),
        "places": names(hit.places),
        "reprints": asdict(hit.copies) if hit.copies else None,
    }
