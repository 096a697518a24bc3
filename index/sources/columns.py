"""Which column of a source is which field of an article; shared by every format that has named columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as attribute

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


OTHERS = {
    header: field
    for field, headers in {
        "title": "headline judul_berita judul_artikel post_title",
        "body": "isi_berita isi_artikel content konten teks text fulltext full_text articlebody post_content",
        "date": "tgl tanggal_terbit tanggal_publikasi tgl_terbit published published_at publish_date date_published"
        " datepublished pubdate post_date publishing_date",
        "source": "media outlet penerbit publisher",
        "url": "link alamat permalink",
        "section": "kategori category kanal",
        "author": "wartawan jurnalis reporter authors creator",
    }.items()
    for header in headers.split()
}
"""Headers of exports seen in the wild, taken for a field only where none of its usual headers is there."""


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
        for known in (HEADERS, OTHERS):
            for header in headers:
                field = known.get(header.strip().lower().replace(" ", "_"))
                if field and field not in closed and field not in fields and header not in taken:
                    fields[field] = header
                    taken.add(header)
        return fields


@dataclass(frozen=True, slots=True)
class NotedColumns(Columns):
    """Columns that remember which of them were taken for a field, to be shown before anything is stored."""

    seen: dict[str, str] = attribute(default_factory=dict)
    """Header -> field, ``""`` for one that is kept as it is."""

    def assign(self, headers: tuple[str, ...]) -> dict[str, str]:
        """As ever."""
        fields = Columns.assign(self, headers)
        taken = {header: name for name, header in fields.items()}
        for header in headers:
            if len(headers) > 1 and taken.get(header, "") >= self.seen.get(header, ""):
                self.seen[header] = taken.get(header, "")
        return fields
