"""A search as its URL says it. ``SearchRequest.from_args(r.to_args()) == r`` for every request."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from index.schema import FILTERS

SORTS = ("relevance", "newest", "oldest")
MATCHES = ("", "all", "any")
MAX_SIZE = 100
MAX_DEPTH = 10_000
MAX_FACET_SIZE = 500


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader chose beside the words: OR within a field, AND between fields; ids, not names."""

    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)
    excluded: Mapping[str, frozenset[str]] = field(default_factory=dict)
    first: dt.date | None = None
    last: dt.date | None = None
    undated: bool = False
    day: str = ""
    """``09-15``: this day of any year."""
    collapse: bool = False
    """Of articles that are reprints of each other only the first in the order of the list is in it; all are counted."""


@dataclass(frozen=True, slots=True)
class Window:
    """The part of a result list that is shown: *size* articles from *start*, counted from 0."""

    start: int
    size: int


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """Everything a reader can ask for. Two equal requests have equal answers within one generation."""

    query: str = ""
    chosen: tuple[tuple[str, str], ...] = ()
    """(field, id or name) pairs: OR within a field, AND between fields."""
    excluded: tuple[tuple[str, str], ...] = ()
    """(field, id or name) pairs that must not match."""
    first: dt.date | None = None
    last: dt.date | None = None
    undated: bool = False
    """Only articles without a date; *first* and *last* are then ignored."""
    day: str = ""
    """Only what was published on this day of any year: ``09-15``; ``""`` is every day."""
    sort: str = "relevance"
    collapse: bool = False
    """Whether of several reprints only the first is listed."""
    variants: bool = True
    """Whether other spellings and names of the words are looked for too (see search/variants)."""
    match: str = ""
    """``all`` or ``any`` word must match; ``""`` decides by the number of hits, before filters."""
    page: int = 1
    size: int = 10
    facet_size: int = 10

    @classmethod
    def from_args(cls, args: Iterable[tuple[str, str]]) -> SearchRequest:
        """Read URL parameters, in any order; what cannot be read is left at its default, never an error."""
        request = cls()
        chosen: list[tuple[str, str]] = []
        excluded: list[tuple[str, str]] = []
        for name, value in args:
            if name in FILTERS and value:
                chosen.append((name, value))
            elif name.startswith("-") and name[1:] in FILTERS and value:
                excluded.append((name[1:], value))
            else:
                request = _with_scalar(request, name, value)
        return replace(request, chosen=_ordered(chosen), excluded=_ordered(excluded)).bounded()

    def to_args(self) -> tuple[tuple[str, str], ...]:
        """The URL parameters of this request, in one fixed order, without those at their defaults."""
        args = [("q", self.query)] if self.query else []
        args += self.chosen
        args += [(f"-{name}", value) for name, value in self.excluded]
        args += [("from", self.first.isoformat())] if self.first else []
        args += [("to", self.last.isoformat())] if self.last else []
        args += [("undated", "1")] if self.undated else []
        args += [("day", self.day)] if self.day else []
        args += [("sort", self.sort)] if self.sort != "relevance" else []
        args += [("collapse", "1")] if self.collapse else []
        args += [("match", self.match)] if self.match else []
        args += [("variants", "0")] if not self.variants else []
        args += [(n, str(getattr(self, n))) for n in ("page", "size", "facet_size") if getattr(self, n) != _DEFAULT[n]]
        return tuple(args)

    def bounded(self) -> SearchRequest:
        """The same request with page, size and depth within the limits."""
        size = min(max(self.size, 1), MAX_SIZE)
        return replace(
            self,
            size=size,
            page=min(max(self.page, 1), MAX_DEPTH // size),
            facet_size=min(max(self.facet_size, 0), MAX_FACET_SIZE),
        )


_DEFAULT = {"page": 1, "size": 10, "facet_size": 10}


def _ordered(pairs: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Without repetitions, by field in the schema's order, then as given."""
    return tuple(sorted(dict.fromkeys(pairs), key=lambda pair: FILTERS.index(pair[0])))


def _with_scalar(request: SearchRequest, name: str, value: str) -> SearchRequest:  # noqa: PLR0911 (a table)
    match name:
        case "q":
            return replace(request, query=value)
        case "from":
            return replace(request, first=read_day(value) or request.first)
        case "to":
            return replace(request, last=read_day(value, last=True) or request.last)
        case "undated":
            return replace(request, undated=value == "1")
        case "day" if read_anniversary(value):
            return replace(request, day=read_anniversary(value))
        case "sort" if value in SORTS:
            return replace(request, sort=value)
        case "collapse" | "variants" if value in ("0", "1"):
            wanted = value == "1"
            return replace(request, variants=wanted) if name == "variants" else replace(request, collapse=wanted)
        case "match" if value in MATCHES:
            return replace(request, match=value)
        case _ if value.isascii() and value.isdigit() and len(value) < 10:
            return _with_number(request, name, int(value))
        case _:
            return request


def _with_number(request: SearchRequest, name: str, number: int) -> SearchRequest:
    match name:
        case "page":
            return replace(request, page=number)
        case "size":
            return replace(request, size=number)
        case "facet_size":
            return replace(request, facet_size=number)
        case _:
            return request


_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")


def read_day(text: str, *, last: bool = False) -> dt.date | None:
    """An ISO day, month or year as the first (or *last*) day it covers; None when it is none of these."""
    match = _DAY.fullmatch(text.strip())
    if not match:
        return None
    year, month = int(match[1]), int(match[2] or (12 if last else 1))
    try:
        return dt.date(year, month, int(match[3] or (calendar.monthrange(year, month)[1] if last else 1)))
    except ValueError:
        return None


_ANNIVERSARY = re.compile(r"([0-9]{1,2})-([0-9]{1,2})")


def read_anniversary(text: str) -> str:
    """A month and a day as ``09-15``; ``""`` when there is no such day in a leap year."""
    match = _ANNIVERSARY.fullmatch(text.strip())
    try:
        return dt.date(2000, int(match[1]), int(match[2])).strftime("%m-%d") if match else ""
    except ValueError:
        return ""
