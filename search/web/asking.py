"""The parameters of the interface, in words and as schemas, for /openapi.json."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from index.schema import FILTERS
from search.request import MATCHES, MAX_DEPTH, MAX_FACET_SIZE, MAX_SIZE, SORTS


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter. What cannot be read in it is not heeded, and the answer says so: no schema is enforced."""

    text: str
    schema: dict[str, Any]
    example: Any = None


def _number(text: str, least: int, most: int, default: int) -> Parameter:
    return Parameter(text, {"type": "integer", "minimum": least, "maximum": most, "default": default})


def _choice(text: str, *options: str) -> Parameter:
    return Parameter(text, {"type": "string", "enum": list(options)})


PARAMETERS = {
    "q": Parameter("The query, as in the search box", {"type": "string"}, '"banjir bandang" DAN Garut'),
    **{
        name: Parameter(
            f"Only articles with this {name}, by id or name; again for another, of which one is enough",
            {"type": "array", "items": {"type": "string"}},
        )
        for name in FILTERS
    },
    "-": Parameter("Only articles without it, by id or name", {"type": "array", "items": {"type": "string"}}),
    "+": Parameter("See the guide for readers", {"type": "string"}),
    "from": Parameter("Published on this day, month or year or later", {"type": "string"}, "2022-09"),
    "to": Parameter("Published on this day, month or year or earlier", {"type": "string"}, "2022"),
    "undated": _choice("1: only articles without a date", "0", "1"),
    "day": Parameter("Only what was published on this day of any year", {"type": "string"}, "09-15"),
    "lang": _choice("Language of pages", "id", "en"),
    "collapse": _choice("1: of several reprints list the first alone; all are counted", "0", "1"),
    "variants": _choice("0: without other spellings and names", "0", "1"),
    "sort": _choice("The order; without words the newest come first", *SORTS),
    "match": _choice("Whether all words must match; empty decides by the number of hits", *MATCHES),
    "page": _number("Page of the result", 1, MAX_DEPTH, 1),
    "size": _number("Articles on a page", 1, MAX_SIZE, 10),
    "facet_size": _number("Values of a facet", 0, MAX_FACET_SIZE, 10),
    "bom": _choice("1: a CSV begins with the mark by which Excel knows UTF-8", "0", "1"),
}
FACET_PARAMETERS = {
    "holds": Parameter("Only values whose name holds this", {"type": "string"}, "widodo"),
    "initial": Parameter("Only values that begin with this; # for no letter", {"type": "string", "maxLength": 1}, "W"),
    "by": _choice("name: in the order of names; else the most frequent first", "name", "count"),
    "part": _number("Part of the list, 100 values each", 1, 1000, 1),
}
