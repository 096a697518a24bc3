"""NITF 3: one article a document."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from index.errors import RecordRejected
from index.sources.xml_records import Values, XmlFormat, one_line
from index.sources.xml_tree import Element

NAME = "nitf/1"
WITHHELD = ("canceled", "withheld", "embargoed")
BASIC = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(?:[.,]\d+)?(Z|[+-]\d{2}:?\d{2})?)?")
BLOCKS = frozenset({"p", "hl2", "li", "pre", "bq", "block", "tr", "dt", "dd", "note", "br", "hr", "table", "ul", "ol"})
BYLINE = re.compile(r"^(?:by|oleh)\s*:?\s+", re.IGNORECASE)


def compose(nitf: Element, _prolog: Element | None = None) -> Values:
    """The values of an ``<nitf>``; RecordRejected for one its maker withholds."""
    data = nitf.first("head", "docdata") or Element("docdata", {})
    status = data.attributes.get("management-status", "usable")
    if status in WITHHELD:
        raise RecordRejected(f"withheld by its maker: management-status is {status!r}")
    check_embargo(iso(_norm(data, "date.release")))
    head = nitf.first("body", "body.head") or Element("body.head", {})
    publication = nitf.first("head", "pubdata") or Element("pubdata", {})
    doc_id = data.first("doc-id") or Element("doc-id", {})
    story_date = next((e.attributes.get("norm") or e.text() for e in head.all("story.date")), "")
    return {
        "id": doc_id.attributes.get("id-string", ""),
        "title": one_line(head.text("hedline", "hl1")) or one_line(nitf.text("head", "title")),
        "body": "\n".join(_paragraphs(nitf.first("body", "body.content"))),
        "date": iso(_norm(data, "date.issue") or publication.attributes.get("date.publication", "") or story_date),
        "author": author(head),
        "section": publication.attributes.get("position.section", ""),
        "source": publication.attributes.get("name") or doc_id.attributes.get("regsrc", ""),
        "subtitle": [one_line(line.text()) for line in head.all("hl2")],
        "abstract": "\n".join(_paragraphs(head.first("abstract"))),
        "dateline": one_line(head.text("dateline")),
        "tagline": one_line(nitf.text("body", "body.end", "tagline")),
        "captions": [one_line(caption.text()) for caption in nitf.all("media-caption")],
        "edition": publication.attributes.get("edition.name", ""),
        "page": publication.attributes.get("position.sequence", ""),
        "copyright": next((e.attributes.get("holder", "") for e in data.all("doc.copyright")), ""),
        "keywords": [key for e in data.all("keyword") if (key := e.attributes.get("key", ""))],
    }


def check_embargo(until: str) -> None:
    """RecordRejected while the moment, in ISO 8601, has not come; what cannot be read is no embargo in the future."""
    try:
        moment = dt.datetime.fromisoformat(until)
    except ValueError:
        return
    moment = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    if moment > dt.datetime.now(dt.UTC):
        raise RecordRejected(f"under embargo until {until}: add it again then")


def iso(norm: str) -> str:
    """``20220915T070000+0700`` as ``2022-09-15T07:00:00+0700``; anything else as it is."""
    match = BASIC.fullmatch(norm.strip())
    if not match:
        return norm.strip()
    year, month, day, hour, minute, second, zone = match.groups(default="")
    return f"{year}-{month}-{day}" + (f"T{hour}:{minute}:{second or '00'}{zone}" if hour else "")


def author(head: Element) -> str:
    """The persons named in the byline, else its words; the office only where nothing else stands there."""
    byline = head.first("byline")
    if byline is None:
        return ""
    persons = [one_line(person.text()) for person in byline.all("person")]
    words = "".join(child for child in byline.content if isinstance(child, str))
    spoken = BYLINE.sub("", one_line(words)).strip(" ,;")
    return ", ".join(filter(None, persons)) or spoken or one_line(byline.text())


def _norm(data: Element, name: str) -> str:
    return next((element.attributes.get("norm", "") for element in data.all(name)), "")


def _paragraphs(element: Element | None) -> Iterator[str]:
    """The paragraphs of a text, one line each, in order; pictures and their captions left out."""
    if element is None:
        return
    line: list[str] = []
    for child in element.content:
        if isinstance(child, str):
            line.append(child)
        elif child.local in BLOCKS:
            yield from _flushed(line)
            yield from _paragraphs(child)
        elif child.local != "media":
            if any(inner.local in BLOCKS for inner in child.walk()):
                yield from _flushed(line)
                yield from _paragraphs(child)
            else:
                line.extend(child.texts())
    yield from _flushed(line)


def _flushed(line: list[str]) -> Iterator[str]:
    text = one_line("".join(line))
    line.clear()
    if text:
        yield text


read = XmlFormat(NAME, ("nitf",), compose).read
