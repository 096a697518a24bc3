"""Saved web pages and hOCR: one article a file; what the page says of itself first, then what is found in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from index.errors import RecordRejected
from index.sources.columns import Columns
from index.sources.extracting import extracted
from index.sources.fields import article_of
from index.sources.record import Input, Item, Place, Skip, whole
from index.sources.xml_records import complete

NAME = "html/1"
OCR_NAME = "hocr/1"
NOTHING: Mapping[str, Mapping[str, object]] = {}


def read(opened: Input, columns: Columns, source: str) -> Iterator[Item]:
    """The article of one page."""
    place, problem = whole(opened)
    yield problem or page_item(place, opened, (columns, source, NAME), {})


def read_known(
    opened: Input, columns: Columns, source: str, told: dict[str, object], pages: Mapping[str, dict[str, object]]
) -> Iterator[Item]:
    """The article of one page of which a sitemap tells: by its place (*told*), or by the address it gives itself."""
    place, problem = whole(opened)
    yield problem or page_item(place, opened, (columns, source, NAME), told, known=pages)


def read_ocr(opened: Input, columns: Columns, source: str) -> Iterator[Item]:
    """The text of one hOCR file, whose pages make one article."""
    place, problem = whole(opened)
    if problem:
        yield problem
        return
    yield found_item("ocr", place, opened, (columns, source, OCR_NAME))


def page_item(
    place: Place,
    opened: Input,
    how: tuple[Columns, str, str],
    told: Mapping[str, object],
    known: Mapping[str, Mapping[str, object]] = NOTHING,
) -> Item:
    """The article of the page at *place*; *told* is what is known of it from elsewhere, used where it is silent."""
    address, charset = str(told.get("url") or ""), str(told.get("charset") or "")
    return found_item("page", place, opened, how, (told, known), address=address, charset=charset)


def found_item(
    task: str,
    place: Place,
    opened: Input,
    how: tuple[Columns, str, str],
    told: tuple[Mapping[str, object], Mapping[str, Mapping[str, object]]] = ({}, {}),
    **options: object,
) -> Item:
    """What the child process finds in a document, as a record; *told*: of it, and of others by address."""
    columns, source, name = how
    try:
        found = extracted(task, place.data, **options)
        if none := found.get("none"):
            return Skip(str(none))
        values: dict[str, object] = {**told[1].get(str(found.get("url")), {}), **told[0]}
        values |= {key: value for key, value in found.items() if value}
        if source:
            values["source"] = source
        return place.record(article_of(complete(values), columns, source), opened, name)
    except RecordRejected as rejected:
        return place.reject(rejected)
