"""Reads a page the way a browser's parser would see it: a flat list of elements with their text."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "hr", "img", "source", "wbr", "area", "base", "col", "embed", "param", "track"}


@dataclass(slots=True)
class Element:
    """One element: its attributes as written, and all text inside it with runs of space made one."""

    tag: str
    attrs: dict[str, str]
    inside: tuple[str, ...]
    """Tags and, with a hash, ids of the elements around it, from the outside in."""
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.pieces).split())

    @property
    def href(self) -> str:
        return self.attrs["href"]


@dataclass(slots=True)
class Document:
    """All elements in the order of the page."""

    elements: list[Element] = field(default_factory=list)

    def all(self, tag: str, within: str = "", **attrs: str) -> list[Element]:
        """Elements of *tag* with these attributes (``class_`` and ``aria_label`` for what Python cannot spell)."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attrs.items()}
        return [
            e
            for e in self.elements
            if e.tag == tag and (not within or within in e.inside) and wanted.items() <= e.attrs.items()
        ]

    def one(self, tag: str, within: str = "", **attrs: str) -> Element:
        """The only such element."""
        found = self.all(tag, within, **attrs)
        assert len(found) == 1, (tag, within, attrs, [e.text for e in found])
        return found[0]

    def link(self, text: str, within: str = "") -> str:
        """Where the only link with this *text* leads."""
        found = {e.href for e in self.all("a", within) if e.text == text}
        assert len(found) == 1, (text, sorted({e.text for e in self.all("a", within)}))
        return found.pop()

    def shape(self) -> list[tuple[str, tuple[str, ...]]]:
        """Tags and names of attributes alone."""
        return [(e.tag, tuple(sorted(e.attrs))) for e in self.elements]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.document = Document()
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        around = tuple(name for e in self.open for name in (e.tag, f"#{e.attrs.get('id', '')}"))
        element = Element(tag, {name: value or "" for name, value in attrs}, around)
        self.document.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.pieces.append(data)


def read(html: str) -> Document:
    """Parse *html*."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.document
