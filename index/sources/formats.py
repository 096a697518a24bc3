"""THE table of formats: what ``--format`` takes, and what reads it."""

from __future__ import annotations

from index.sources import (
    alto,
    feeds,
    json_lists,
    jsonl,
    newsml,
    nitf,
    pages,
    pdf,
    plain_text,
    sitemaps,
    tables,
    warc,
    wxr,
)
from index.sources.record import Reader

READERS: dict[str, Reader] = {
    "jsonl": jsonl.read,
    "json": json_lists.read,
    "csv": tables.read,
    "feed": feeds.read,
    "wxr": wxr.read,
    "html": pages.read,
    "newsml": newsml.read,
    "nitf": nitf.read,
    "warc": warc.read,
    "text": plain_text.read,
    "pdf": pdf.read,
    "hocr": pages.read_ocr,
    "alto": alto.read,
    "sitemap": sitemaps.read,
}
VERSIONS = (
    *(jsonl.NAME, json_lists.NAME, tables.NAME, feeds.NAME, wxr.NAME, pages.NAME, newsml.NAME, nitf.NAME, warc.NAME),
    *(plain_text.NAME, pdf.NAME, pages.OCR_NAME, alto.NAME),
)
"""Of every reader its name and version: a run that was cut short goes on only where the same readers read."""
