"""Sitemaps: what they tell of pages that lie beside them. A sitemap alone names articles and holds none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from index.errors import RecordRejected
from index.sources.columns import Columns
from index.sources.record import MAX_DOCUMENT, Input, Item, Reject
from index.sources.xml_pieces import CHUNK, encoding_of_xml, pieces
from index.sources.xml_records import one_line
from index.sources.xml_tree import Element, parse

ALONE = "a sitemap names pages and holds none: add the folder in which it lies together with the saved pages"
SUFFIXES = (".html", ".htm", ".php", ".aspx")


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What is told of pages, by address and by path."""

    pages: dict[str, dict[str, object]] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)

    def add(self, opened: Input) -> None:
        """Take in the pages of one sitemap; what cannot be read of it tells nothing."""
        encoding = encoding_of_xml(opened.stream.peek(CHUNK))
        for piece in pieces(opened.stream, ("url",)):
            if piece.is_prolog or piece.problem:
                continue
            try:
                entry = parse(piece.place.data.decode(encoding, "replace"))
            except (RecordRejected, LookupError):
                continue
            if address := one_line(entry.text("loc")):
                self.pages[address] = _told(entry, address)
                self.paths.setdefault(path_of(address), address)

    def of_file(self, name: str) -> dict[str, object]:
        """What is told of the page that was saved under this name: the longest end of it that is a path."""
        if not self.paths:
            return {}
        parts = path_of(name).split("/")
        ends = ("/".join(parts[n:]) for n in range(len(parts)))
        address = next((self.paths[end] for end in ends if end and end in self.paths), "")
        return self.pages.get(address, {})


def path_of(address: str) -> str:
    """The path of an address or of a file, without what saving a page adds to it."""
    path = unquote(urlsplit(address).path if "://" in address else address).strip("/").lower()
    path = path.removesuffix("/index.html").removesuffix("/index.htm")
    for suffix in SUFFIXES:
        path = path.removesuffix(suffix)
    return path


def _told(entry: Element, address: str) -> dict[str, object]:
    news = entry.first("news") or Element("news", {})
    return {
        "url": address,
        "title": one_line(news.text("title")),
        "date": one_line(news.text("publication_date")),
        "source": one_line(news.text("publication", "name")),
        "sitemap.lastmod": one_line(entry.text("lastmod")),
    }


def is_sitemap(head: bytes) -> bool:
    """Whether a file that begins with *head* is one."""
    return b"<urlset" in head or b"<sitemapindex" in head


def read(opened: Input, columns: Columns, source: str) -> Iterator[Item]:
    """One reject, with the way out, whatever *columns* and *source* are."""
    opened.stream.read(MAX_DOCUMENT)
    yield Reject(1, 0, ALONE, "")
