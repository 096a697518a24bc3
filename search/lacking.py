"""Why a search finds nothing: how many articles there would be without each of its parts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from search.backends import Searcher
from search.choices import resolved
from search.query.lexer import Kind, scan
from search.request import SearchRequest, Window
from search.service import understand

QUERY, DATE, DAY, FILTERS = "q", "date", "day", "filters"
MOST_PARTS = 12
"""Parts that are tried; each is a search of its own."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """One part of a search, and what would be found without it."""

    field: str
    """Of the filter, or what else it is: QUERY, DATE, DAY, or FILTERS for all of them together."""
    text: str
    """As the reader knows it; of the time nothing, which has its own way of being written."""
    without: int
    request: SearchRequest
    """The search without this part."""
    is_exclusion: bool = False
    alone: int | None = None
    """Articles with this part of the query alone, whatever the filters."""


def lacking(request: SearchRequest, searcher: Searcher, today: dt.date | None = None) -> tuple[Lacking, ...]:
    """What each part of *request* costs; the search itself found nothing.

    Filters without which there is nothing either are left out; words are not, for what they find alone tells too.
    """
    names = resolved(request, searcher).names
    tried = [*_without_filters(request, names), *_without_clauses(request)][:MOST_PARTS]
    counted = (_counted(one, request, searcher, today) for one in tried)
    return tuple(one for one in counted if one.without or one.field == QUERY)


def _counted(one: Lacking, request: SearchRequest, searcher: Searcher, today: dt.date | None) -> Lacking:
    """A query of nothing but this clause has no rest: what it finds without filters is said instead."""
    alone = (
        _total(SearchRequest(query=one.text, variants=request.variants), searcher, today)
        if one.field == QUERY
        else None
    )
    without = _total(one.request, searcher, today) if one.request.to_args() else 0
    return replace(one, without=without, alone=alone)


def _without_filters(request: SearchRequest, names: dict[str, dict[str, str]]) -> Iterator[Lacking]:
    for pair in request.chosen:
        less = replace(request, chosen=tuple(other for other in request.chosen if other != pair), page=1)
        yield Lacking(pair[0], names[pair[0]][pair[1]], 0, less)
    for pair in request.excluded:
        less = replace(request, excluded=tuple(other for other in request.excluded if other != pair), page=1)
        yield Lacking(pair[0], names[pair[0]][pair[1]], 0, less, is_exclusion=True)
    if request.first or request.last or request.undated:
        yield Lacking(DATE, "", 0, replace(request, first=None, last=None, undated=False, page=1))
    if request.day:
        yield Lacking(DAY, request.day, 0, replace(request, day="", page=1))
    if len(request.chosen) + len(request.excluded) > 1:
        bare = SearchRequest(query=request.query, match=request.match, sort=request.sort, size=request.size)
        yield Lacking(FILTERS, "", 0, bare)


def _without_clauses(request: SearchRequest) -> Iterator[Lacking]:
    found = clauses(request.query)
    for start, end in found:
        rest = " ".join((request.query[:start] + request.query[end:]).split())
        yield Lacking(QUERY, request.query[start:end], 0, replace(request, query=rest, page=1))


def clauses(query: str) -> list[tuple[int, int]]:
    """Where the parts of a query stand that narrow it one by one; what an operator or a parenthesis joins is one.

    ``banjir judul:"rumah sakit" (a ATAU b)`` has three. Of words joined by DAN each is one.
    """
    spans: list[tuple[int, int]] = []
    depth, is_joined = 0, False
    for token in scan(query)[0]:
        if token.kind is Kind.AND and not depth:
            is_joined = False
            continue
        joins = depth or is_joined or token.kind in {Kind.OR, Kind.NEAR, Kind.CLOSE}
        spans[-1:] = [(spans[-1][0], token.end)] if joins and spans else [*spans[-1:], (token.start, token.end)]
        depth = max(0, depth + (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE))
        is_joined = token.kind in {Kind.NOT, Kind.FIELD, Kind.OR, Kind.NEAR}
    return spans


def _total(request: SearchRequest, searcher: Searcher, today: dt.date | None) -> int:
    filters = resolved(request, searcher).filters
    return searcher.run(understand(request, searcher, today).query, filters, "newest", Window(0, 0), 0).total
