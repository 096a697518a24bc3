"""What the counts answer to programs, as types; see search.web.shapes."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypedDict

from msgspec import Meta

from search.counted import MOST_LINES


class ToldShape(TypedDict):
    """A remark on a query."""

    kind: str
    message: str


class LineShape(TypedDict):
    """A query and its articles in each period."""

    query: str
    counts: list[int]
    total: int
    diagnostics: list[ToldShape]


class TrendsShape(TypedDict):
    """Queries along the time, beside all that was published."""

    unit: Literal["month", "year"]
    periods: list[str]
    published: list[int]
    lines: list[LineShape]
    left_out: list[str]
    """Queries beyond the fifth."""
    generation: int


class NamesShape(TypedDict):
    """A list of names, and how each is read."""

    names: Annotated[list[str], Meta(max_length=MOST_LINES)]
    form: NotRequired[Literal["phrase", "person", "query"]]


class RowShape(TypedDict):
    """A name, the query it became, and what that finds; the years of the first and the last article."""

    name: str
    query: str
    total: int
    first: str
    last: str
    diagnostics: list[ToldShape]


class BatchShape(TypedDict):
    """A list of names, each with its count."""

    rows: list[RowShape]
    generation: int
