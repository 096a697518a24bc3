"""Articles to rows and back. A row that does not give back what was put in is damage, and is never returned."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from index.archive.column_types import RowDamaged, compact_json
from index.archive.tables import articles, versions
from index.archive.values import Entry, StoredArticle
from index.article import Article, Dateline, Provenance, Published, RawArticle, Removed

_PUBLISHED = ("printed", "day", "time", "zone", "known", "taken_from", "doubt")

Row = Mapping[Any, Any]
"""Values by column name."""

STORED = sa.select(
    articles.c.number,
    articles.c.key,
    articles.c.source_id,
    articles.c.source,
    versions.c.id.label("version"),
    versions.c.article_sha256,
    versions.c.title,
    versions.c.body,
    versions.c.removed,
    versions.c.dateline_place,
    versions.c.dateline_agency,
    versions.c.printed,
    versions.c.day,
    versions.c.time,
    versions.c.zone,
    versions.c.known,
    versions.c.taken_from,
    versions.c.doubt,
    versions.c.url,
    versions.c.section,
    versions.c.author,
    versions.c.extra,
)
"""What `stored_article` reads; the caller adds how the two tables are joined."""


def raw_sha256(raw: RawArticle) -> str:
    """The content hash: equal for records that say the same, in whatever order their unknown fields stand."""
    known = [getattr(raw, name) for name in RawArticle.__dataclass_fields__ if name != "extra"]
    return _sha256(compact_json([*known, sorted(raw.extra)]))


def packed(raw: RawArticle) -> bytes:
    """The record as it goes to the disk."""
    record = {name: getattr(raw, name) for name in RawArticle.__dataclass_fields__}
    return zlib.compress(compact_json(record).encode(), level=6)


def unpacked(data: bytes, sha256: str) -> RawArticle:
    """The record that `packed` was given, proved by its content hash."""
    try:
        record = json.loads(zlib.decompress(data))
        extra = tuple((name, value) for name, value in record.pop("extra"))
        raw = RawArticle(**record, extra=extra)
    except (zlib.error, ValueError, TypeError, KeyError) as error:
        raise RowDamaged(f"its raw record cannot be read ({error})") from error
    if raw_sha256(raw) != sha256:
        raise RowDamaged("its raw record is not the one that was stored")
    return raw


def version_row(entry: Entry, number: int, key: str) -> dict[str, Any]:
    """The columns of a version that follow from the entry and from the article it belongs to."""
    provenance = entry.provenance
    return _content(entry.article, number, key) | {
        "raw": packed(entry.raw),
        "cleaning": entry.cleaning,
        "file": provenance.file,
        "line": provenance.line,
        "offset": provenance.offset,
        "reader": provenance.reader,
        "record_sha256": provenance.sha256,
    }


def derived_row(base: Row, number: int, key: str, article: Article) -> dict[str, Any]:
    """The columns of a version that people made of the version *base*, whose record and place in its file it keeps."""
    return (
        {name: value for name, value in base.items() if name != "id"}
        | _content(article, number, key)
        | {"base": base["id"]}
    )


def _content(article: Article, number: int, key: str) -> dict[str, Any]:
    published, dateline = article.published, article.dateline
    content: dict[str, Any] = {
        "title": article.title,
        "body": article.body,
        "removed": [{"kind": piece.kind, "text": piece.text} for piece in article.removed],
        "dateline_place": dateline.place if dateline else None,
        "dateline_agency": dateline.agency if dateline else None,
        "printed": published.printed,
        "day": published.day,
        "time": published.time,
        "zone": published.zone,
        "known": published.known,
        "taken_from": published.taken_from,
        "doubt": published.doubt,
        "url": article.url,
        "section": article.section,
        "author": article.author,
        "extra": [list(pair) for pair in article.extra],
    }
    names = {"number": number, "key": key, "source_id": article.id, "source": article.source}
    return content | {"article": number, "article_sha256": _article_sha256(names | content)}


def stored_article(row: Row) -> StoredArticle:
    """The article of one row of STORED; raises RowDamaged when it is not the one that was stored."""
    if _article_sha256(row) != row["article_sha256"]:
        raise RowDamaged(f"version {row['version']} of article {row['key']!r} is not what was stored")
    place = row["dateline_place"]
    article = Article(
        id=row["source_id"],
        title=row["title"],
        body=row["body"],
        published=Published(*(row[name] for name in _PUBLISHED)),
        source=row["source"],
        url=row["url"],
        section=row["section"],
        author=row["author"],
        dateline=None if place is None else Dateline(place, row["dateline_agency"]),
        removed=tuple(Removed(piece["kind"], piece["text"]) for piece in row["removed"]),
        extra=tuple((name, value) for name, value in row["extra"]),
    )
    return StoredArticle(row["number"], row["key"], row["version"], article)


def provenance(row: Row) -> Provenance:
    """Where the record of a version came from."""
    return Provenance(row["file"], row["line"], row["offset"], row["reader"], row["record_sha256"])


def sealed(row: dict[str, Any]) -> dict[str, Any]:
    """The row of an edit or a decision with the hash of all that is in it."""
    return row | {"sha256": seal(row)}


def seal(row: Row) -> str:
    """The hash of such a row, without its number."""
    values = {name: value for name, value in row.items() if name not in {"id", "sha256"}}
    return _sha256(json.dumps(values, sort_keys=True, default=str))


def _article_sha256(row: Row) -> str:
    """What is empty of the columns of schema 0005 has no part in it: the rows before have hashes without."""
    day, time = row["day"], row["time"]
    later = [row[name] for name in _PUBLISHED[4:]]
    return _sha256(
        compact_json(
            [
                row["number"],
                row["key"],
                row["source_id"],
                row["source"],
                row["title"],
                row["body"],
                row["removed"],
                row["dateline_place"],
                row["dateline_agency"],
                row["printed"],
                day and day.isoformat(),
                time and f"{time:%H:%M:%S.%f}",
                row["zone"],
                row["url"],
                row["section"],
                row["author"],
                row["extra"],
                *(later if any(later) else ()),
            ]
        )
    )


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
