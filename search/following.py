"""A saved search run again: what came, what changed and what went since its owner last looked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from index.archive import Mark
from search.backends import Searcher
from search.choices import resolved
from search.digest import Digest
from search.export import Taken, manifest, rows_of
from search.query.words import words
from search.request import SearchRequest
from search.results import Found
from search.service import order_of, understand

Keys = Callable[[Sequence[int]], Mapping[int, str]]
"""Versions -> the public identifiers of their articles."""


@dataclass(frozen=True, slots=True)
class News:
    """What is different now; articles in the order of the search."""

    versions: tuple[int, ...]
    """Of all that is found now."""
    came: tuple[Found, ...]
    changed: tuple[Found, ...]
    went: tuple[str, ...]
    """Public identifiers: what is found no more may be no more to be read."""
    manifest: Mapping[str, Any]
    """Which search it was."""

    @property
    def total(self) -> int:
        """Articles found now."""
        return len(self.versions)


def news(mark: Mark | None, request: SearchRequest, searcher: Searcher, keys: Keys, moment: dt.datetime) -> News:
    """*request* now, against what it had found at *mark*; without one nothing has come yet.

    An article of which another version is found now has changed.
    """
    meant = understand(request, searcher, moment.date())
    choices = resolved(request, searcher)
    sort = order_of(request, words(meant.query))
    found = tuple(searcher.each(meant.query, choices.filters, sort).found)
    now = tuple(one.version for one in found)
    before = {*(now if mark is None else mark.versions)}
    left = keys([*before.difference(now)])
    new = [one for one in found if one.version not in before]
    told = manifest(request, choices.names, match=meant.match, sort=sort)
    return _parted(now, new, left.values(), told)


def _parted(now: tuple[int, ...], new: Iterable[Found], left: Collection[str], told: Mapping[str, Any]) -> News:
    gone = {*left}
    changed = tuple(one for one in new if one.key in gone)
    came = tuple(one for one in new if one.key not in gone)
    went = gone - {one.key for one in changed}
    return News(now, came, changed, tuple(sorted(went)), told)


def told(found: News, searcher: Searcher, moment: dt.datetime) -> tuple[Digest, Taken]:
    """The same for a mail, and for a feed; what may be read no more is left out."""
    digest = Digest(
        tuple(rows_of(iter(found.came), searcher)), tuple(rows_of(iter(found.changed), searcher)), found.went, {}
    )
    standing = {"count": found.total, "generation": searcher.generation, "time": moment.isoformat(timespec="seconds")}
    return digest, Taken(found.total, iter((*digest.came, *digest.changed)), dict(found.manifest) | standing)
