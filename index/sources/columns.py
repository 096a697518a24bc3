"""Which column of a source is which field of an article; shared by every format that has named columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

FIELDS = ("id", "title", "body", "date", "source", "url", "section", "author")

HEADERS = {name: name for name in FIELDS} | {
    "judul": "title",
    "isi": "body",
    "tanggal": "date",
    "sumber": "source",
    "tautan": "url",
    "rubrik": "section",
    "penulis": "author",
}
"""The header names that are understood without being told, in lower case."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns the person named: pairs of field and column; the other fields go by their usual headers."""

    named: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, named: Mapping[str, str]) -> Columns:
        """ValueError, with a message for the person, when a field does not exist or a column is named twice."""
        for field in named:
            if field not in FIELDS:
                raise ValueError(f"unknown field {field!r} in '{field}={named[field]}': expected {', '.join(FIELDS)}")
        if len(set(named.values())) < len(named):
            raise ValueError(f"one column for two fields: {', '.join(f'{f}={c}' for f, c in named.items())}")
        return cls(tuple(named.items()))

    def assign(self, headers: tuple[str, ...]) -> dict[str, str]:
        """Field -> the header that holds it. A named column is taken alone; of two usual headers the first wins."""
        fields = {field: column for field, column in self.named if column in headers}
        closed = {field for field, _ in self.named}
        taken = set(fields.values())
        for header in headers:
            field = HEADERS.get(header.strip().lower())
            if field and field not in closed and field not in fields and header not in taken:
                fields[field] = header
        return fields
