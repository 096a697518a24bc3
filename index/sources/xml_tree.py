"""One XML element as a small tree: no DTD, no entity but those of HTML, bounded depth. Names keep their prefix."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from html.entities import html5
from xml.parsers import expat

from index.errors import RecordRejected

MAX_DEPTH = 64
CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>|<!--.*?-->)", re.DOTALL)
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
AMPERSAND = re.compile(r"&(?:#([0-9]{1,7}|x[0-9a-fA-F]{1,6});|([A-Za-z][A-Za-z0-9]{1,30};)|)")
OWN = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})


@dataclass(slots=True)
class Element:
    """Its name as written (``dc:creator``), attributes, and content in order. Never changed once it is parsed."""

    name: str
    attributes: dict[str, str]
    content: list[Element | str] = field(default_factory=list)

    @property
    def local(self) -> str:
        """The name without its prefix."""
        return self.name.rpartition(":")[2]

    def children(self, *names: str) -> Iterator[Element]:
        """The elements directly inside, of these names with or without prefix; all where none is given."""
        for child in self.content:
            if isinstance(child, Element) and (not names or child.name in names or child.local in names):
                yield child

    def walk(self) -> Iterator[Element]:
        """This element and all inside, in the order of the document."""
        yield self
        for child in self.children():
            yield from child.walk()

    def all(self, name: str) -> Iterator[Element]:
        """The elements at any depth, of this name with or without prefix."""
        return (element for element in self.walk() if name in (element.name, element.local))

    def first(self, *path: str) -> Element | None:
        """Down a path of names, the first of each."""
        found: Element | None = self
        for name in path:
            found = next(found.children(name), None) if found else None
        return found

    def text(self, *path: str) -> str:
        """All text inside the element at *path*, trimmed; ``""`` where there is none."""
        found = self.first(*path)
        return "".join(found.texts()).strip() if found else ""

    def texts(self) -> Iterator[str]:
        """Every piece of text inside, in order."""
        for child in self.content:
            if isinstance(child, str):
                yield child
            else:
                yield from child.texts()


def parse(text: str) -> Element:
    """The element *text* consists of; RecordRejected when it is none. What writers commonly get wrong is mended.

    Mended are characters XML has no place for, entities of HTML, and an ampersand that begins none.
    """
    try:
        return _parsed(text)
    except expat.ExpatError as error:
        try:
            return _parsed(mended(text))
        except expat.ExpatError:
            where = f"line {error.lineno} of the record"
            raise RecordRejected(f"not well-formed XML: {expat.ErrorString(error.code)}, {where}") from error


def beginning(text: str) -> Element | None:
    """What can be read of a document that is cut off: its root as far as it goes. RecordRejected for a DTD."""
    builder = _Builder()
    parser = builder.parser()
    with suppress(expat.ExpatError):  # the records after it are read all the same
        parser.Parse(text.encode("utf-8", "replace"), False)
    return builder.root


def mended(text: str) -> str:
    """*text* without the commonest errors, outside of CDATA and comments."""
    pieces = CDATA.split(ILLEGAL.sub("", text))
    return "".join(piece if n % 2 else AMPERSAND.sub(_escaped, piece) for n, piece in enumerate(pieces))


def _escaped(match: re.Match[str]) -> str:
    number, name = match[1], match[2]
    if number:
        code = int(number[1:], 16) if number[0] == "x" else int(number)
        legal = code <= 0x10FFFF and not ILLEGAL.match(chr(code))
        return match[0] if legal else ""
    if name is None:
        return "&amp;"
    if name in OWN:
        return match[0]
    known = html5.get(name)
    return "".join(f"&#{ord(character)};" for character in known) if known else "&amp;" + match[0][1:]


def _parsed(text: str) -> Element:
    builder = _Builder()
    builder.parser().Parse(text.encode("utf-8", "replace"), True)
    if builder.root is None:
        raise RecordRejected("no element in it")
    return builder.root


class _Builder:
    """Expat's events, put together."""

    def __init__(self) -> None:
        self.root: Element | None = None
        self._open: list[Element] = []

    def parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        parser.SkippedEntityHandler = self._skipped
        return parser

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise RecordRejected(f"elements nested more than {MAX_DEPTH} deep")
        element = Element(name, attributes)
        if self._open:
            self._open[-1].content.append(element)
        elif self.root is None:
            self.root = element
        self._open.append(element)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _characters(self, text: str) -> None:
        if self._open:
            self._open[-1].content.append(text)

    def _doctype(self, _name: str, _system: str | None, _public: str | None, has_subset: object) -> None:
        if has_subset:
            raise RecordRejected("a document type with declarations of its own (<!DOCTYPE ... [) is not read")

    def _entity(self, *_declaration: object) -> None:
        raise RecordRejected("an entity is declared, which is not read")

    def _skipped(self, name: str, _is_parameter: object) -> None:
        self._characters(html5.get(f"{name};", f"&{name};"))
