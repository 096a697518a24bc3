"""A result as a feed: Atom (RFC 4287) and RSS 2.0, written piece by piece.

No text of an article can be anything but text: everything is escaped, and what XML cannot hold is left out.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from email.utils import format_datetime
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape, quoteattr  # writes only; nothing is parsed

from index.article import Published
from search.export.taking import Place, Row, Taken
from search.results import NameRef
from search.service import ZONES

_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SUMMARY = 300
"""Characters of an article's text in a feed."""
_UNDATED = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""Atom wants a time of every entry; this one says that none is known."""
_TITLE = "Kliping"


def atom(taken: Taken, place: Place) -> Iterator[str]:
    """An Atom feed."""
    yield (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" '
        'xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xml:lang="id">\n'
    )
    yield _tag("title", title(taken)) + _tag("id", place.here)
    yield _tag("updated", place.moment.isoformat(timespec="seconds"))
    yield _tag("link", rel="self", type="application/atom+xml", href=place.here)
    yield _tag("link", rel="alternate", type="text/html", href=place.page)
    yield _tag("generator", _TITLE) + _tag("opensearch:totalResults", str(taken.count))
    yield _tag("opensearch:Query", role="request", searchTerms=taken.manifest["query"])
    for row in taken.rows:
        yield _entry(row, place)
    yield "</feed>\n"


def rss(taken: Taken, place: Place) -> Iterator[str]:
    """An RSS 2.0 feed."""
    yield (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">\n<channel>\n'
    )
    yield _tag("title", title(taken)) + _tag("link", place.page)
    yield _tag("description", f"{taken.count} artikel") + _tag("language", "id")
    yield _tag("lastBuildDate", format_datetime(place.moment)) + _tag("generator", _TITLE)
    yield _tag("atom:link", rel="self", type="application/rss+xml", href=place.here)
    yield _tag("opensearch:totalResults", str(taken.count))
    for row in taken.rows:
        yield _item(row, place)
    yield "</channel>\n</rss>\n"


def title(taken: Taken) -> str:
    """``Kliping: beras – Jakarta, 2019-01-01``: the search in a line."""
    parts = [taken.manifest["query"]]
    for values in taken.manifest["filters"].values():
        shown = [value["name"] for value in values] if isinstance(values, list) else [str(values)]
        parts.append(", ".join(shown))
    return f"{_TITLE}: {' – '.join(filter(None, parts)) or 'semua artikel'}"


def identity(row: Row, place: Place) -> str:
    """A tag: URI (RFC 4151), the same in every feed of this site."""
    host = urlsplit(place.here).hostname or "localhost"
    return f"tag:{host},2026:artikel/{quote(row.found.key, safe='')}"


def _entry(row: Row, place: Place) -> str:
    article, address = row.stored.article, place.article(row.found.key)
    published = moment(article.published)
    told = (published or _UNDATED).isoformat(timespec="seconds")
    inner = (
        _tag("id", identity(row, place)),
        _tag("title", article.title or "Tanpa judul"),
        _tag("link", rel="alternate", type="text/html", href=address),
        _tag("published", told) if published else "",
        _tag("updated", told),
        f"<author>{_tag('name', article.author or article.source or 'Tanpa nama')}</author>",
        *(_category("orang", name) for name in row.found.persons),
        *(_category("tempat", name) for name in row.found.places),
        *(_category("organisasi", name) for name in row.found.organisations),
        _tag("summary", summary(article.body)),
    )
    return f"<entry>{''.join(inner)}</entry>\n"


def _item(row: Row, place: Place) -> str:
    article, address = row.stored.article, place.article(row.found.key)
    published = moment(article.published)
    inner = (
        _tag("title", article.title or "Tanpa judul"),
        _tag("link", address),
        _tag("guid", identity(row, place), isPermaLink="false"),
        _tag("pubDate", format_datetime(published)) if published else "",
        _tag("dc:creator", article.author or article.source) if article.author or article.source else "",
        *(_tag("category", name) for name in row.names),
        _tag("description", escape(summary(article.body))),  # twice: readers of RSS take it for HTML
    )
    return f"<item>{''.join(inner)}</item>\n"


def moment(published: Published) -> dt.datetime | None:
    """When it was published, in its own zone; midnight, and WIB, where the hour or the zone was not printed.

    None where no more is known than the month.
    """
    if published.day is None:
        return None
    offset = ZONES.get(published.zone, published.zone or "+07:00")
    hour = published.time or dt.time()
    return dt.datetime.fromisoformat(f"{published.day.isoformat()}T{hour.isoformat('seconds')}{offset}")


def summary(body: str) -> str:
    """The beginning of a text, to the end of a word."""
    if len(body) <= _SUMMARY:
        return body
    return f"{body[:_SUMMARY].rpartition(' ')[0] or body[:_SUMMARY]} …"


def _category(kind: str, name: NameRef) -> str:
    return _tag("category", term=name.id, label=name.name, scheme=f"urn:kliping:{kind}")


def _tag(name: str, text: str = "", **attributes: str) -> str:
    told = "".join(f" {key}={quoteattr(_UNWRITABLE.sub('', value))}" for key, value in attributes.items())
    return f"<{name}{told}>{escape(_UNWRITABLE.sub('', text))}</{name}>" if text else f"<{name}{told}/>"
