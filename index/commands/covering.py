"""``status --coverage``: what the archive holds of each source and day, and the days it does not."""

from __future__ import annotations

import datetime as dt
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from index.archive import Coverage
from index.shell import counted

USUAL = 2
"""A source that is silent for longer than so many of its usual distances between two days has a gap."""
SHOWN = 20
"""Gaps told one by one, the longest; all are in the JSON."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Days of a source without an article, between days that have some."""

    source: str
    first: dt.date
    last: dt.date

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1


def gaps(coverage: Coverage) -> tuple[Gap, ...]:
    """The days that are missing, by what is usual for the source: two days of a daily paper, two weeks of a weekly."""
    distances = [((later - day).days, day) for (day, _), (later, _) in pairwise(coverage.days)]
    if not distances:
        return ()
    longest = USUAL * statistics.median(distance for distance, _ in distances)
    one = dt.timedelta(days=1)
    return tuple(
        Gap(coverage.source, day + one, day + dt.timedelta(days=distance - 1))
        for distance, day in distances
        if distance > longest
    )


def covered_as_json(coverages: Sequence[Coverage]) -> list[dict[str, Any]]:
    """For programs: every day of every source."""
    return [
        {
            "source": coverage.source,
            "undated": coverage.undated,
            "month_or_year": coverage.vague,
            "doubtful": coverage.doubted,
            "days": {day.isoformat(): n for day, n in coverage.days},
            "gaps": [
                {"from": gap.first.isoformat(), "to": gap.last.isoformat(), "days": gap.days} for gap in gaps(coverage)
            ],
        }
        for coverage in coverages
    ]


def coverage_lines(coverages: Sequence[Coverage]) -> Iterator[str]:
    """For people: a line for each source and year, then the longest gaps."""
    for coverage in coverages:
        name = coverage.source or "(no source)"
        for year in sorted({day.year for day, _ in coverage.days}):
            found = [(day, n) for day, n in coverage.days if day.year == year]
            span = f"{found[0][0]:%m-%d} to {found[-1][0]:%m-%d}"
            articles = sum(n for _, n in found)
            held = f"{counted(articles, 'article')} on {counted(len(found), 'day')}"
            yield f"{'coverage':12} {name}, {year}: {held}, {span}"
        told = (
            ("only the month or year known", coverage.vague),
            ("undated", coverage.undated),
            ("dates in doubt", coverage.doubted),
        )
        yield from (f"{'coverage':12} {name}, {what}: {counted(n, 'article')}" for what, n in told if n)
    silent = sorted((gap for coverage in coverages for gap in gaps(coverage)), key=lambda gap: -gap.days)
    for gap in silent[:SHOWN]:
        yield f"{'gap':12} {gap.source or '(no source)'}: {gap.first} to {gap.last}, {counted(gap.days, 'day')}"
    if len(silent) > SHOWN:
        yield f"{'gap':12} and {len(silent) - SHOWN:,} more; all are in: python -m index status --coverage --json"
