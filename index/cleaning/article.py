"""``clean``: the stage as a whole."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import replace

from index.article import Article, Dateline, Published, RawArticle, Removed
from index.cleaning.accepted import NONE, Accepted, cut_accepted
from index.cleaning.characters import repaired
from index.cleaning.dateline import cut_dateline
from index.cleaning.notices import cut_markup, cut_notices
from index.cleaning.outlets import own_names
from index.cleaning.paragraphs import restored
from index.cleaning.patterns import cut_outlets, cut_outlets_dateline
from index.cleaning.related import cut_related, cut_videos
from index.cleaning.sheet import Sheet
from index.cleaning.trailers import cut_trailers
from index.dates import date_of_url, doubt_of, read_published

YEAR = re.compile(r"[12][0-9]{3}")
ROUNDS = 16
"""A cut may bring two halves of a boilerplate together; after this many rounds it is left."""


def clean(raw: RawArticle, today: dt.date = dt.date.max, accepted: Accepted = NONE) -> Article:
    """The article of a record. Whatever is not story is cut from the body and kept in ``removed``; never raises.

    *today* is the day the record was read, by which a date in the future is known; *accepted* are lines that people
    found to be no part of a source's stories.
    """
    title, title_removed = _title(raw.title)
    page, sheet, dateline = sheets(raw, accepted)
    removed = page.removed() + sheet.removed()
    return Article(
        id=raw.id.strip() or _derived_id(raw),
        title=title,
        body=sheet.read_off(),
        published=_published(raw, removed, today),
        source=_line(raw.source),
        url=raw.url.strip(),
        section=_line(raw.section),
        author=_line(raw.author),
        dateline=dateline,
        removed=title_removed + removed,
        extra=raw.extra,
    )


def sheets(raw: RawArticle, accepted: Accepted = NONE) -> tuple[Sheet, Sheet, Dateline | None]:
    """The body as it came, without its markup; the same in paragraphs, without what is not story; its dateline."""
    source = _line(raw.source)
    own, lines = own_names(source, raw.url), accepted.get(source, ())
    page = Sheet(repaired(raw.body))
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
        cut_outlets(sheet, own)
        cut_accepted(sheet, lines)
        cut_related(sheet)
        found = cut_dateline(sheet, own) or cut_outlets_dateline(sheet, own)
        dateline = dateline or found
    return page, sheet, dateline


def _published(raw: RawArticle, removed: tuple[Removed, ...], today: dt.date) -> Published:
    """From the field; where that has no date from the address, then from a dateline that has one with its year."""
    published = read_published(raw.date)
    if not published.is_dated:
        others = [("url", date_of_url(raw.url))]
        datelines = (cut.text for cut in removed if cut.kind == "dateline")
        others += [("dateline", read_published(text)) for text in datelines if YEAR.search(text)]
        for place, found in others:
            if found and found.is_dated:
                return _doubted(replace(published, day=found.day, known=found.known, taken_from=place), today)
    return _doubted(published, today)


def _doubted(published: Published, today: dt.date) -> Published:
    doubt = doubt_of(published, today)
    return published if doubt == published.doubt else replace(published, doubt=doubt)


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
