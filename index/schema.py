"""THE table of fields: the Whoosh schema, query prefixes, filters, facets and the help page all come from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What can be done with a field."""

    TEXT = "text"
    """Analysed running text: words, stems, phrases."""
    NAMES = "names"
    """Any number of entities per article, each with an identifier and a name."""
    VALUE = "value"
    """At most one value per article, taken as it is."""
    REGION = "region"
    """Places that the article's places lie in, and those that others lie in."""
    DAY = "day"
    """A calendar day."""


@dataclass(frozen=True, slots=True)
class Field:
    """One searchable property of an article."""

    name: str
    """The name in URLs, in the JSON interface and in code."""
    kind: Kind
    label: str
    """What readers see, in Indonesian."""
    prefixes: tuple[str, ...]
    """What may stand before the colon in a query, lower case; Indonesian first."""
    is_facet: bool = False
    """Offered with counts beside the results."""


FIELDS = (
    Field("text", Kind.TEXT, "Semua teks", ()),
    Field("title", Kind.TEXT, "Judul", ("judul", "title")),
    Field("body", Kind.TEXT, "Isi", ("isi", "body")),
    Field("person", Kind.NAMES, "Orang", ("orang", "person"), is_facet=True),
    Field("place", Kind.NAMES, "Tempat", ("tempat", "place"), is_facet=True),
    Field("region", Kind.REGION, "Wilayah", ("wilayah", "region"), is_facet=True),
    Field("organisation", Kind.NAMES, "Organisasi", ("organisasi", "organisation"), is_facet=True),
    Field("source", Kind.VALUE, "Sumber", ("sumber", "source"), is_facet=True),
    Field("section", Kind.VALUE, "Rubrik", ("rubrik", "section"), is_facet=True),
    Field("author", Kind.VALUE, "Penulis", ("penulis", "author")),
    Field("date", Kind.DAY, "Tanggal", ("tanggal", "date"), is_facet=True),
)

BY_NAME = {field.name: field for field in FIELDS}
BY_PREFIX = {prefix: field for field in FIELDS for prefix in field.prefixes}

FILTERS = tuple(f.name for f in FIELDS if f.kind in (Kind.NAMES, Kind.REGION, Kind.VALUE))
"""The fields whose values a reader can choose or exclude, in the order they are offered."""

NAMES = tuple(f.name for f in FIELDS if f.kind is Kind.NAMES)
"""The fields whose values are records of the authority file: person, place, organisation."""

FACETS = tuple(f.name for f in FIELDS if f.is_facet and f.kind is not Kind.DAY)
"""The fields counted beside the results, without the date, which is a tree of its own."""

REGION = "region"
"""The facet that is a tree: a region is offered once the one it lies in is chosen."""
