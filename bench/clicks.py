"""Facet clicks: is the count shown the number of hits after the click, every time?

usage: python -m bench.clicks ARCHIVE [--clicks 500] [--seed 1]

Walks at random: a query made of words of the archive's own titles, then a few choices, then one value of one facet
(or a month, a year, the undated) that the page offers. The click is the page's own: it adds the value where nothing
of that facet is chosen, and chooses only it ("hanya") where something is. Exit code 1 when any count is not kept.
"""

from __future__ import annotations

import argparse
import calendar
import datetime as dt
import random
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from index.archive import open_archive
from index.settings import Settings
from search.backends import Searcher, open_searcher
from search.request import SearchRequest
from search.results import DateBucket, SearchPage
from search.service import find


def main() -> None:
    """Click and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--clicks", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with open_archive(options.archive, read_only=True) as archive:
        titles = [stored.article.title for stored in archive.current()]
    with closing(open_searcher(Settings(archive=options.archive))) as searcher:
        kept, wrong = clicked(searcher, titles, options.clicks, random.Random(options.seed))
    print(f"seed {options.seed}: {kept} clicks kept their count, {wrong} did not")
    sys.exit(1 if wrong else 0)


def clicked(searcher: Searcher, titles: list[str], clicks: int, chance: random.Random) -> tuple[int, int]:
    """Clicks whose count was kept and those whose was not."""
    kept = wrong = 0
    while kept + wrong < clicks:
        request = somewhere(searcher, titles, chance)
        page = find(request, searcher)
        offers = [*values(page), *buckets(page)]
        if not offers:
            continue
        field, value, count = chance.choice(offers)
        after = find(clicking(request, field, value, page), searcher).total
        if after == count:
            kept += 1
        else:
            wrong += 1
            print(f"{field} {value}: {count} shown, {after} after the click, from {request.to_args()}")
    return kept, wrong


def somewhere(searcher: Searcher, titles: list[str], chance: random.Random) -> SearchRequest:
    """A state of the page: some words, then up to three clicks."""
    words = chance.choice(titles).split()
    start = chance.randrange(max(1, len(words)))
    request = SearchRequest(
        query=" ".join(words[start : start + chance.randrange(4)]), facet_size=chance.choice((5, 10, 50))
    )
    for _ in range(chance.randrange(4)):
        page = find(request, searcher)
        if offers := [*values(page), *buckets(page)]:
            field, value, _ = chance.choice(offers)
            added = SearchRequest(chosen=((field, value),)).chosen if field != "date" else ()
            request = (
                replace(request, chosen=request.chosen + added) if added else clicking(request, field, value, page)
            )
            request = SearchRequest.from_args(request.to_args())
        if chance.random() < 0.15 and page.facets["source"]:
            request = replace(request, excluded=(("source", chance.choice(page.facets["source"]).id),))
    return request


def values(page: SearchPage) -> list[tuple[str, str, int]]:
    """Every value a facet offers."""
    return [(field, v.id, v.count) for field, offered in page.facets.items() for v in offered if not v.selected]


def buckets(page: SearchPage) -> list[tuple[str, str, int]]:
    """Every year and month offered, and the undated."""
    flat: list[DateBucket] = [*page.dates, *(month for year in page.dates for month in year.children)]
    return [("date", bucket.value, bucket.count) for bucket in flat if not bucket.selected]


def clicking(request: SearchRequest, field: str, value: str, page: SearchPage) -> SearchRequest:
    """The request after a click: this value alone within its facet, everything else as it is."""
    request = replace(request, match=page.match if page.match == "any" else request.match, page=1)
    if field == "date":
        return replace(request, **dates(value))  # type: ignore[arg-type]
    others = tuple(pair for pair in request.chosen if pair[0] != field)
    return SearchRequest.from_args(replace(request, chosen=(*others, (field, value))).to_args())


def dates(value: str) -> dict[str, object]:
    """What a click on a date bucket sets."""
    if value == "undated":
        return {"first": None, "last": None, "undated": True}
    year, month = int(value[:4]), int(value[5:7] or 0)
    last = dt.date(year, month or 12, calendar.monthrange(year, month or 12)[1])
    return {"first": dt.date(year, month or 1, 1), "last": last, "undated": False}


if __name__ == "__main__":
    main()
