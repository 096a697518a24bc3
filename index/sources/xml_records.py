"""From the pieces of an XML file to its records: what all formats in XML share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from index.errors import RecordRejected
from index.sources.columns import FIELDS, Columns
from index.sources.encodings import FALLBACK
from index.sources.fields import article_of
from index.sources.record import Input, Item, Reject, Skip, ending
from index.sources.xml_pieces import CHUNK, Piece, encoding_of_xml, pieces
from index.sources.xml_tree import Element, beginning, parse

Values = dict[str, object]
Compose = Callable[[Element, Element | None], "Values | Skip"]
"""A record and the beginning of its file -> its values by field, known and unknown; RecordRejected when it is none."""


@dataclass(frozen=True, slots=True)
class XmlFormat:
    """What tells one XML format from another."""

    name: str
    records: tuple[str, ...]
    """Names of the elements that are records."""
    compose: Compose

    def read(self, opened: Input, columns: Columns, source: str) -> Iterator[Item]:
        """The records of an open file."""
        encoding = encoding_of_xml(opened.stream.peek(CHUNK))
        prolog: Element | None = None
        found, line = False, 1
        for piece in pieces(opened.stream, self.records):
            if piece.is_prolog:
                try:
                    prolog = beginning(_text(piece, encoding)[0])
                except RecordRejected as rejected:
                    yield piece.place.reject(rejected)
                    return
                continue
            found, line = True, piece.place.line
            yield self._item(piece, prolog, (opened, columns, source, encoding))
        if not found and not opened.damage:
            yield Reject(1, 0, f"no <{'> or <'.join(self.records)}> in it", "")
        yield from ending(opened, line, 0)

    def _item(self, piece: Piece, prolog: Element | None, how: tuple[Input, Columns, str, str]) -> Item:
        opened, columns, source, encoding = how
        if piece.problem:
            return piece.place.reject(piece.problem)
        text, is_guessed = _text(piece, encoding)
        try:
            values = self.compose(parse(text), prolog)
            if isinstance(values, Skip):
                return values
            if is_guessed:
                values["encoding_guessed"] = FALLBACK
            if source:
                values["source"] = source
            return piece.place.record(article_of(complete(values), columns, source), opened, self.name)
        except RecordRejected as rejected:
            return piece.place.reject(rejected)


def complete(values: Values) -> Mapping[str, object]:
    """With every field, empty or not, so that no unknown field is taken for one; unknown ones only where not empty."""
    known = {field: values.get(field) or "" for field in FIELDS}
    return known | {name: value for name, value in values.items() if name not in known and value not in ("", [], {})}


def rest(element: Element, used: tuple[str, ...]) -> Values:
    """What else the element holds, by name: a text, the attributes of an element without text, or a list of them."""
    values: dict[str, object] = {}
    for child in element.children():
        if child.name in used:
            continue
        value = plain(child)
        if value in ("", {}):
            continue
        if child.name not in values:
            values[child.name] = value
        elif isinstance(former := values[child.name], list):
            former.append(value)
        else:
            values[child.name] = [former, value]
    return values


def plain(element: Element) -> object:
    """An element as JSON has it: its text, or an object of its attributes, its text and what is inside."""
    inside = rest(element, ())
    text = " ".join(element.text().split()) if not inside else ""
    if not inside and not element.attributes:
        return text
    return dict(element.attributes) | inside | ({"text": text} if text else {})


def one_line(text: str) -> str:
    """Without the line ends and spaces of the file's layout."""
    return " ".join(text.split())


def _text(piece: Piece, encoding: str) -> tuple[str, bool]:
    """The piece as text, and whether its encoding had to be guessed."""
    try:
        return piece.place.data.decode(encoding).lstrip("\ufeff"), False
    except (UnicodeDecodeError, LookupError):
        return piece.place.data.decode(FALLBACK, "replace"), True
