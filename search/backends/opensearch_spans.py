"""Words near each other, in OpenSearch's query language: exactly where search/evaluate/nearness.py finds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations, product
from math import factorial
from typing import Any

from search.query.tree import Near

Dsl = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Operand:
    """Terms that must stand one directly after the other."""

    terms: tuple[str, ...]
    is_exact: bool


def stream(name: str, form: str) -> str:
    """The field that ranks a field's words in one form."""
    return f"{name}_{form}"


def together(place: str, terms: Sequence[str], boost: float = 1.0) -> Dsl:
    """Terms one directly after the other."""
    return {"match_phrase": {place: {"query": " ".join(terms), "analyzer": "plain", "boost": boost}}}


def places(name: str) -> tuple[str, ...]:
    """No phrase goes from a title on into the body."""
    return ("title", "body") if name == "text" else (name,)


def any_of(queries: Sequence[Dsl]) -> Dsl:
    """What any of them matches."""
    return queries[0] if len(queries) == 1 else {"bool": {"should": [*queries], "minimum_should_match": 1}}


def span_terms(operands: Sequence[Operand], near: Near) -> int:
    """How many terms at positions `standing` asks for, in all places."""
    orders = 1 if near.is_ordered else factorial(len(operands))
    ways: int = orders * (near.between + 1) ** max(len(operands) - 2, 0)
    return ways * sum(len(operand.terms) for operand in operands) * len(places(near.field))


def standing(operands: Sequence[Operand], near: Near, name: str) -> Dsl:
    """The operands in one of the orders allowed.

    The engine looks at the first place of each operand that fits the one before, which is right for the last alone;
    so every distance between the others is a query of its own.
    """
    orders = [tuple(operands)] if near.is_ordered else [*permutations(operands)]
    ways: list[Dsl] = []
    for order in orders:
        spans = [_span(operand, name) for operand in order]
        for gaps in product(range(near.between + 1), repeat=max(len(spans) - 2, 0)):
            first = spans[0] if len(spans) <= 2 else _near_each_other(_with_gaps(spans[:-1], gaps, name), 0)
            ways.append(_near_each_other([first, *spans[-1:]], near.between) if len(spans) > 1 else first)
    return any_of(ways)


def _with_gaps(spans: Sequence[Dsl], gaps: Sequence[int], name: str) -> list[Dsl]:
    found = [spans[0]]
    for gap, span in zip(gaps, spans[1:], strict=True):
        found += [{"span_gap": {stream(name, "surface"): gap}}] if gap else []
        found.append(span)
    return found


def _near_each_other(spans: Sequence[Dsl], between: int) -> Dsl:
    return {"span_near": {"clauses": [*spans], "slop": between, "in_order": True}}


def _span(operand: Operand, name: str) -> Dsl:
    """Where an operand stands; stems stand where their surface does, and are asked for as if they were of its field."""
    surface, stem = stream(name, "surface"), stream(name, "stem")
    if operand.is_exact:
        spans: list[Dsl] = [{"span_term": {surface: one}} for one in operand.terms]
        return spans[0] if len(spans) == 1 else _near_each_other(spans, 0)
    return {"field_masking_span": {"query": {"span_term": {stem: operand.terms[0]}}, "field": surface}}
