"""Counts side by side: queries along the time, beside all that was published; and a list of names, each with its count.

A query counts articles that have all of its words, so that a count is what its search finds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search.backends import Searcher
from search.request import Filters, SearchRequest, Window
from search.results import DateBucket, Diagnostic
from search.service import understand

MOST_QUERIES = 5
"""Along the time: more lines cannot be told apart."""
MOST_LINES = 500
"""Of a list of names."""
MOST_MONTHS = 60
"""Up to so many, months are shown unless years are asked for; else years."""
MOST_PERIODS = 600
"""Of which the latest are shown."""
UNITS = ("month", "year")


@dataclass(frozen=True, slots=True)
class Line:
    """A query and how many articles it finds in each period."""

    query: str
    counts: tuple[int, ...]
    total: int
    """In all the periods together."""
    remarks: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Trends:
    """Queries along the time."""

    unit: str
    """``month`` or ``year``."""
    periods: tuple[str, ...]
    """``2019-09`` or ``2019``, without gaps."""
    published: tuple[int, ...]
    """All articles of each period."""
    lines: tuple[Line, ...]
    generation: int

    def share(self, line: Line, n: int) -> float | None:
        """Of a thousand articles published in period *n*, those found; None where none were published."""
        return 1000 * line.counts[n] / self.published[n] if self.published[n] else None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list: what was asked for it, and what was found."""

    name: str
    query: str
    total: int
    first: str
    """The first and the last year of it, ``""`` where nothing is dated."""
    last: str
    remarks: tuple[Diagnostic, ...]


def trends(
    queries: Sequence[str], span: tuple[dt.date | None, dt.date | None], unit: str, searcher: Searcher, today: dt.date
) -> Trends:
    """Up to five *queries*, from the first to the last day of *span* as far as articles go; *unit* ``""`` decides."""
    everything = _dates("", searcher, today)[0]
    months = {month.value: month.count for year in everything for month in year.children}
    first, last = (day.isoformat()[:7] if day else "" for day in span)
    within = [month for month in sorted(months) if month >= first and (not last or month <= last)]
    chosen = unit if unit in UNITS else "month" if _distance(within) <= MOST_MONTHS else "year"
    periods = tuple(_periods(within, chosen))[-MOST_PERIODS:]
    lines = tuple(_line(query, periods, chosen, searcher, today) for query in queries[:MOST_QUERIES])
    published = _spread(everything, periods, chosen)
    return Trends(chosen, periods, published, lines, searcher.generation)


def rows(names: Sequence[str], form: str, searcher: Searcher, today: dt.date) -> Iterator[Row]:
    """Each of *names* counted, in order: as a phrase, as a ``person``, or as the ``query`` it is."""
    for name in names:
        query = written(name, form)
        buckets, total, remarks = _dates(query, searcher, today)
        years = [bucket.value for bucket in buckets]
        yield Row(name, query, total, min(years, default=""), max(years, default=""), remarks)


def written(name: str, form: str) -> str:
    """The query for a line of a list."""
    quoted = '"{}"'.format(" ".join(name.replace('"', " ").split()))
    return {"query": name, "person": f"orang:{quoted}"}.get(form, quoted)


def _line(query: str, periods: Sequence[str], unit: str, searcher: Searcher, today: dt.date) -> Line:
    buckets, _, remarks = _dates(query, searcher, today)
    counts = _spread(buckets, periods, unit)
    return Line(query, counts, sum(counts), remarks)


def _dates(
    query: str, searcher: Searcher, today: dt.date
) -> tuple[tuple[DateBucket, ...], int, tuple[Diagnostic, ...]]:
    """What a query finds by year and month, the undated left out; how much in all; and what was not understood."""
    meant = understand(SearchRequest(query=query, match="all"), searcher, today)
    found = searcher.run(meant.query, Filters(), "newest", Window(0, 0), 0)
    remarks = (*meant.diagnostics, *map(meant.parsed.placed, found.remarks))
    told = tuple(one for one in remarks if one.kind != "variants")
    return tuple(year for year in found.dates if year.value != "undated"), found.total, told


def _spread(years: Sequence[DateBucket], periods: Sequence[str], unit: str) -> tuple[int, ...]:
    by_month = {month.value: month.count for year in years for month in year.children}
    found = by_month if unit == "month" else {year.value: year.count for year in years}
    return tuple(found.get(period, 0) for period in periods)


def _periods(months: Sequence[str], unit: str) -> Iterator[str]:
    if not months:
        return
    first, last = _number(months[0]), _number(months[-1])
    if unit == "year":
        yield from (f"{year:04}" for year in range(first // 12, last // 12 + 1))
    else:
        yield from (f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, last + 1))


def _distance(months: Sequence[str]) -> int:
    return _number(months[-1]) - _number(months[0]) + 1 if months else 0


def _number(month: str) -> int:
    return 12 * int(month[:4]) + int(month[5:]) - 1
