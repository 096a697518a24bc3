"""Everything a search found, in its order, read piece by piece; and the manifest that says which search it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from index.archive import StoredArticle
from index.schema import FILTERS
from search.backends import Searcher
from search.choices import resolved
from search.cite import Citation, citation
from search.query.words import words
from search.request import SearchRequest
from search.results import Diagnostic, Found
from search.service import order_of, printed, understand

AT_ONCE = 200
"""Articles read from the archive at a time."""
_NO_FILTERS = frozenset({"q", "sort", "match", "page", "size", "facet_size"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where the site is, for links in what leaves it."""

    here: str
    """The address of the export itself."""
    page: str
    """The address of the search on the site."""
    article: Callable[[str], str]
    """Public identifier -> address."""
    moment: dt.datetime
    """When it was asked for."""


@dataclass(frozen=True, slots=True)
class Row:
    """One article: what it is filed under, and its text."""

    found: Found
    stored: StoredArticle
    note: str = ""
    """A reader's, where it comes out of a folder; so are the tags."""
    tags: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Persons, places and organisations, in this order."""
        found = self.found
        return tuple(name.name for name in (*found.persons, *found.places, *found.organisations))

    @property
    def citation(self) -> Citation:
        """The article as it is cited."""
        article = self.stored.article
        cited = citation(self.found.key, article, printed(article.published), (*self.tags, *self.names))
        return replace(cited, note=self.note) if self.note else cited


@dataclass(frozen=True, slots=True)
class Taken:
    """The whole answer to a search. *rows* can be read once, while the searcher is open."""

    count: int
    rows: Iterator[Row]
    manifest: dict[str, Any]


def take(
    request: SearchRequest,
    searcher: Searcher,
    moment: dt.datetime,
    most: int | None = None,
    unheeded: Sequence[Diagnostic] = (),
) -> Taken:
    """All that *request* finds, whatever its page and size; only the first *most* where that is given.

    An article taken away from readers while the rows are read is left out of them.
    """
    meant = understand(request, searcher, moment.date())
    choices = resolved(request, searcher)
    sort = order_of(request, words(meant.query))
    listing = searcher.each(meant.query, choices.filters, sort)
    remarks = (*meant.diagnostics, *map(meant.parsed.placed, listing.remarks), *choices.remarks, *unheeded)
    return Taken(
        listing.listed,
        rows_of(islice(listing.found, most), searcher),
        manifest(request, choices.names, match=meant.match, sort=sort)
        | _answer(listing.listed, searcher, moment)
        | ({"articles": listing.total} if request.collapse else {})
        | ({"diagnostics": [_told(remark) for remark in remarks]} if remarks else {}),
    )


def manifest(request: SearchRequest, names: dict[str, dict[str, str]], *, match: str, sort: str) -> dict[str, Any]:
    """The search: what it asked for, in words that can be read without the archive."""
    filters: dict[str, Any] = {}
    for name, value in request.to_args():
        field = name.removeprefix("-")
        if field in FILTERS:
            filters.setdefault(name, []).append({"id": value, "name": names.get(field, {}).get(value, value)})
        elif name not in _NO_FILTERS:
            filters[name] = value
    return {"query": request.query, "filters": filters, "match": match, "sort": sort}


def _answer(count: int, searcher: Searcher, moment: dt.datetime) -> dict[str, Any]:
    standing = {} if searcher.is_current else {"stale": True}
    return {"count": count, "generation": searcher.generation, "time": moment.isoformat(timespec="seconds")} | standing


def _told(remark: Diagnostic) -> dict[str, str]:
    return {"kind": remark.kind, "message": remark.message}


def rows_of(found: Iterator[Found], searcher: Searcher) -> Iterator[Row]:
    """The articles with their texts, read piece by piece; those that may be read no more are left out."""
    for some in _batched(found, AT_ONCE):
        articles = searcher.articles([one.version for one in some])
        for one in some:
            stored = articles.get(one.version)
            if stored is not None and stored.key == one.key:
                yield Row(one, stored)


def _batched(found: Iterator[Found], size: int) -> Iterator[Sequence[Found]]:
    while some := tuple(islice(found, size)):
        yield some
