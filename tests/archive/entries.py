"""Entries made short: id, body and source decide what the archive makes of one; the line tells records apart."""

from __future__ import annotations

import datetime as dt

from index.archive import Entry
from index.article import Article, Dateline, Provenance, Published, RawArticle, Removed


def entry(source_id: str = "a", body: str = "Isi.", source: str = "Suara Kota", line: int = 1) -> Entry:
    raw = RawArticle(
        id=source_id,
        title="Pasar dibuka lagi",
        body=f"PADANG, Antara - {body}\nBaca juga: Harga cabai",
        date="Kamis (15/9/2022)",
        source=source,
        url="https://suarakota.example/1",
        section="Ekonomi",
        author="Sari",
        extra=(("tags", '["pasar","cabai"]'), ("edition", "3")),
    )
    article = Article(
        id=source_id,
        title=raw.title,
        body=body,
        published=Published(raw.date, dt.date(2022, 9, 15), dt.time(10, 30), "WIB"),
        source=source,
        url=raw.url,
        section=raw.section,
        author=raw.author,
        dateline=Dateline("Padang", "Antara"),
        removed=(Removed("dateline", "PADANG, Antara -"), Removed("related", "Baca juga: Harga cabai")),
        extra=raw.extra,
    )
    return Entry(raw, article, Provenance("berita.jsonl", line, 100 * line, "jsonl/1", "0" * 64), "cleaning/1")
