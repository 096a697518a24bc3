"""The articles of a folder as they can be read now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from index.archive import Folder, Item
from search.backends import Searcher
from search.export import Row, Taken, rows_of
from search.results import Found
from search.service import printed


@dataclass(frozen=True, slots=True)
class Kept:
    """An article of a folder; without *found* where it may be read no more."""

    item: Item
    found: Found | None = None
    title: str = ""
    date: str = ""
    day: dt.date | None = None
    source: str = ""


def contents(items: Sequence[Item], searcher: Searcher) -> tuple[Kept, ...]:
    """All articles of a folder, in its order."""
    found = [(item, searcher.find(item.key)) for item in items]
    told = {row.found.key: row for row in rows_of((one for _, one in found if one), searcher)}
    return tuple(_kept(item, told.get(item.key)) for item in items)


def _kept(item: Item, row: Row | None) -> Kept:
    if row is None:
        return Kept(item)
    article = row.stored.article
    published = article.published
    return Kept(item, row.found, article.title, printed(published), published.day, article.source)


def taken(folder: Folder, items: Sequence[Item], searcher: Searcher, moment: dt.datetime) -> Taken:
    """The articles of a folder that can be read, with notes and tags, to be written as a file."""
    by_key = {item.key: item for item in items}
    found = (one for item in items if (one := searcher.find(item.key)))
    told: dict[str, Any] = {
        "query": "",
        "filters": {},
        "folder": folder.name,
        "note": folder.note,
        "count": len(items),
        "generation": searcher.generation,
        "time": moment.isoformat(timespec="seconds"),
    }
    return Taken(len(items), _noted(rows_of(found, searcher), by_key), told)


def _noted(rows: Iterator[Row], by_key: dict[str, Item]) -> Iterator[Row]:
    for row in rows:
        item = by_key[row.found.key]
        yield replace(row, note=item.note, tags=item.tags)
