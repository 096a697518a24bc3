"""Hypothesis strategies for requests and for what browsers, scripts and attackers put in a URL."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from index.schema import FILTERS
from search.request import MATCHES, SORTS, SearchRequest

NAMES = (
    "q",
    "from",
    "to",
    "undated",
    "day",
    "sort",
    "match",
    "collapse",
    "variants",
    "page",
    "size",
    "facet_size",
    *FILTERS,
    *(f"-{f}" for f in FILTERS),
)

values = st.text(min_size=1, max_size=12)


def _pairs() -> st.SearchStrategy[tuple[tuple[str, str], ...]]:
    pairs = st.lists(st.tuples(st.sampled_from(FILTERS), values), unique=True, max_size=6)
    return pairs.map(lambda found: tuple(sorted(found, key=lambda pair: FILTERS.index(pair[0]))))


numbers = st.integers(-5, 20_000)
requests: st.SearchStrategy[SearchRequest] = st.builds(
    SearchRequest,
    query=st.text(max_size=30),
    chosen=_pairs(),
    excluded=_pairs(),
    first=st.none() | st.dates(),
    last=st.none() | st.dates(),
    undated=st.booleans(),
    day=st.just("") | st.dates(dt.date(2000, 1, 1), dt.date(2000, 12, 31)).map(lambda day: day.strftime("%m-%d")),
    sort=st.sampled_from(SORTS),
    match=st.sampled_from(MATCHES),
    collapse=st.booleans(),
    variants=st.booleans(),
    page=numbers,
    size=numbers,
    facet_size=numbers,
).map(SearchRequest.bounded)
"""Every request a URL can hold."""

odd_values = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        [
            "1",
            "0",
            "-1",
            "2019",
            "2019-09",
            "2019-9-1",
            "0000",
            "9999",
            "9999-12",
            "2019-13",
            "02-29",
            "2-30",
            "٣",
            "²",
            "1e3",
        ]
    ),
    st.integers().map(str),
    st.dates(dt.date(1, 1, 1)).map(str),
    st.from_regex(r"[0-9]{4}-[0-9]{1,30}(-[0-9]{1,30})?", fullmatch=True),
    st.sampled_from([4299, 4301, 100_000]).map("9".__mul__),
    st.sampled_from([4301, 100_000]).map(lambda n: "2019-" + "1" * n),
)
pairs = st.lists(st.tuples(st.one_of(st.sampled_from(NAMES), st.text(max_size=8)), odd_values), max_size=12)
"""URL parameters of any name and value."""
