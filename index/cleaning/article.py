"""``clean``: the stage as a whole."""

from __future__ import annotations

import hashlib

from index.article import Article, Dateline, RawArticle, Removed
from index.cleaning.characters import repaired
from index.cleaning.dateline import cut_dateline
from index.cleaning.notices import cut_markup, cut_notices
from index.cleaning.outlets import own_names
from index.cleaning.paragraphs import restored
from index.cleaning.related import cut_related, cut_videos
from index.cleaning.sheet import Sheet
from index.cleaning.trailers import cut_trailers
from index.dates import read_published

ROUNDS = 16
"""A cut may bring two halves of a boilerplate together; after this many rounds it is left."""


def clean(raw: RawArticle) -> Article:
    """The article of a record. Whatever is not story is cut from the body and kept in ``removed``; never raises."""
    title, title_removed = _title(raw.title)
    body, removed, dateline = _body(raw.body, own_names(_line(raw.source), raw.url))
    return Article(
        id=raw.id.strip() or _derived_id(raw),
        title=title,
        body=body,
        published=read_published(raw.date),
        source=_line(raw.source),
        url=raw.url.strip(),
        section=_line(raw.section),
        author=_line(raw.author),
        dateline=dateline,
        removed=title_removed + removed,
        extra=raw.extra,
    )


def _body(raw: str, own: frozenset[str]) -> tuple[str, tuple[Removed, ...], Dateline | None]:
    page = Sheet(repaired(raw))
    cut_markup(page)
    sheet = Sheet(restored(page.left()))
    dateline: Dateline | None = None
    count = -1
    for _ in range(ROUNDS):
        if count == sheet.count:
            break
        count = sheet.count
        cut_videos(sheet)
        cut_notices(sheet)
        cut_trailers(sheet)
        cut_related(sheet)
        found = cut_dateline(sheet, own)
        dateline = dateline or found
    return sheet.read_off(), page.removed() + sheet.removed(), dateline


def _title(raw: str) -> tuple[str, tuple[Removed, ...]]:
    sheet = Sheet(repaired(raw))
    cut_markup(sheet)
    return " ".join(sheet.read_off().split()), sheet.removed()


def _line(raw: str) -> str:
    return " ".join(repaired(raw).split())


def _derived_id(raw: RawArticle) -> str:
    """From the address, else from the text, as the record gives them: the same record always gets the same id."""
    mark, text = ("u", raw.url.strip()) if raw.url.strip() else ("t", raw.title + raw.body)
    return mark + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
