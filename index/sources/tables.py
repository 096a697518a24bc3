"""CSV and TSV: one article a row, the columns named by the first. Delimiter and encoding are told by the content.

A quotation mark that is never closed costs its own row: reading goes on at the next line that is a whole row.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from index.errors import RecordRejected
from index.sources.columns import Columns
from index.sources.encodings import FALLBACK, guessed
from index.sources.fields import article_of
from index.sources.lines import Line, lines
from index.sources.record import MAX_RECORD, Input, Item, Place, ending

NAME = "csv/1"
DELIMITERS = ",;\t|"
MAX_LINES = 1_000
"""Lines of one row; a row of more is an unclosed quotation mark."""
MAX_COLUMNS = 1_000
HEAD = 1 << 16
SEPARATOR = re.compile(r"sep=(.)\r?\n")
"""The line by which Excel is told the delimiter."""


class Runaway(Exception):
    """A row went on for longer than any row does."""


@dataclass(slots=True)
class Rows:
    """The lines of a table, of which those of the row at hand are remembered, so that they can be read again."""

    source: Iterator[Line]
    encoding: str
    ahead: deque[Line] = field(default_factory=deque)
    held: list[Line] = field(default_factory=list)
    size: int = 0

    def start(self) -> None:
        """A new row begins here."""
        self.held, self.size = [], 0

    def again(self, kept: int) -> None:
        """Give the lines of the row back, all but the first *kept*."""
        self.ahead.extendleft(reversed(self.held[kept:]))
        self.held = self.held[:kept]

    def pass_over(self, delimiter: str, width: int) -> None:
        """Leave out what belongs to a row that was given up: all before the next line that is a row by itself."""
        while line := self.ahead.popleft() if self.ahead else next(self.source, None):
            if _is_row(decoded(line, self.encoding), delimiter, width):
                self.ahead.appendleft(line)
                return

    def __iter__(self) -> Rows:
        """An iterator is its own iterator."""
        return self

    def __next__(self) -> str:
        """The next line as text, for csv."""
        if len(self.held) >= MAX_LINES or self.size > MAX_RECORD:
            raise Runaway
        line = self.ahead.popleft() if self.ahead else next(self.source)
        self.held.append(line)
        self.size += len(line.data)
        if line.is_too_long:
            raise Runaway
        return decoded(line, self.encoding) + "\n"

    def place(self) -> Place:
        """Where the row at hand stands."""
        first = self.held[0]
        return Place(first.number, first.offset, b"\n".join(line.data for line in self.held))


def decoded(line: Line, encoding: str) -> str:
    """The line's text; what is not in the encoding of its file is read as Windows-1252, of which nothing is lost."""
    try:
        return line.data.decode(encoding).rstrip("\r")
    except UnicodeDecodeError:
        return line.data.decode(FALLBACK, "replace").rstrip("\r")


def read(opened: Input, columns: Columns, source: str) -> Iterator[Item]:
    """The rows of an open table; the first names the columns."""
    head = opened.stream.peek(HEAD)
    encoding = guessed(head)
    encoding = "utf-8" if encoding == FALLBACK else encoding  # row by row, what is not UTF-8 is the other
    text = head.decode(encoding, "replace").lstrip("\ufeff")
    rows = Rows(_lines(opened, head, encoding), encoding)
    if hint := SEPARATOR.match(text):
        next(rows.source, None)
        text = text[hint.end() :]
    delimiter = hint[1] if hint else delimiter_of(text, columns)
    header: list[str] = []
    for row in _rows(rows, delimiter, header):
        place = rows.place()
        if isinstance(row, str):
            yield place.reject(row)
        elif not any(cell.strip("\0 \t") for cell in row):
            continue
        elif not header:
            header.extend(_header(row))
            if problem := header_problem(header, columns):
                yield place.reject(problem)
                return
        else:
            yield _item(row, place, opened, (header, columns, source, encoding))
    yield from ending(opened, rows.held[-1].number if rows.held else 1, 0)


def _lines(opened: Input, head: bytes, encoding: str) -> Iterator[Line]:
    """Lines end with a line feed, or with a carriage return where the file holds no line feed."""
    end = "\n".encode(encoding)
    if end in head or "\r".encode(encoding) not in head:
        yield from lines(opened.stream, head, encoding=encoding)
        return
    number = 0
    for line in lines(opened.stream, head, encoding=encoding):
        offset = line.offset
        for part in line.data.split("\r".encode(encoding)):
            number += 1
            yield Line(number, offset, part, encoding)
            offset += len(part) + len("\r".encode(encoding))


def _rows(rows: Rows, delimiter: str, header: list[str]) -> Iterator[list[str] | str]:
    """Every row, or why it is none; the caller fills *header* from the first."""
    csv.field_size_limit(MAX_RECORD)
    reader = csv.reader(rows, delimiter=delimiter, strict=True)
    while True:
        rows.start()
        try:
            row = next(reader)
        except StopIteration:
            return
        except (csv.Error, Runaway) as error:
            if not rows.held:
                return
            yield from _resynchronised(rows, delimiter, len(header), _reason(error))
            if isinstance(error, Runaway):
                rows.pass_over(delimiter, len(header))
            reader = csv.reader(rows, delimiter=delimiter, strict=True)
            continue
        if header and row and len(row) != len(header):
            reason = f"{len(row)} cells in a table of {len(header)} columns"
            yield from _resynchronised(rows, delimiter, len(header), reason)
            reader = csv.reader(rows, delimiter=delimiter, strict=True)
        else:
            yield row


def _resynchronised(rows: Rows, delimiter: str, width: int, reason: str) -> Iterator[list[str] | str]:
    """Reject a row as far as the next of its lines that is a row by itself; that line is read again.

    In a table with tabs quotation marks often mean nothing: a line of the right number of cells is taken as it is.
    """
    cells = decoded(rows.held[0], rows.encoding).split("\t") if delimiter == "\t" else []
    if width and len(cells) == width and not rows.held[0].is_too_long:
        rows.again(1)
        yield cells
        return
    whole = (n for n, line in enumerate(rows.held) if n and _is_row(decoded(line, rows.encoding), delimiter, width))
    following = next(whole, None)
    rows.again(following or len(rows.held))
    yield reason if following is None else f"{reason}; read on at line {rows.ahead[0].number}"


def _is_row(text: str, delimiter: str, width: int) -> bool:
    if text.count(delimiter) < max(width - 1, 1):
        return False
    try:
        return len(next(csv.reader([text], delimiter=delimiter, strict=True))) == width
    except (csv.Error, StopIteration):
        return False


def _reason(error: Exception) -> str:
    if isinstance(error, Runaway):
        return f"a row of more than {MAX_LINES:,} lines or {MAX_RECORD:,} bytes: a quotation mark is not closed"
    if "unexpected end of data" in str(error):
        return "a quotation mark is not closed"
    return f"not a row: {error}"


def _header(row: list[str]) -> list[str]:
    """Distinct names, none empty: of two columns of one name the second gets a number."""
    names: list[str] = []
    for number, cell in enumerate(row, 1):
        name = cell.strip() or f"column {number}"
        names.append(name if name not in names else f"{name} ({number})")
    return names


def header_problem(header: list[str], columns: Columns) -> str:
    """Why this first row names no columns; ``""`` when it does."""
    if len(header) > MAX_COLUMNS:
        return f"a table of {len(header):,} columns: expected at most {MAX_COLUMNS:,}"
    if {"title", "body"} & columns.assign(tuple(header)).keys():
        return ""
    shown = ", ".join(repr(name[:40]) for name in header[:12])
    return f"no column is known to hold the title or the body; say which, as in --map title=COLUMN. Columns: {shown}"


def delimiter_of(text: str, columns: Columns) -> str:
    """The delimiter of the first line that makes the most known columns of it, then the most columns."""
    first = text.split("\n", 1)[0].split("\r", 1)[0]

    def worth(delimiter: str) -> tuple[int, int]:
        try:
            cells = next(csv.reader([first], delimiter=delimiter), [])
        except csv.Error:
            return 0, 0
        return len(columns.assign(tuple(cell.strip() for cell in cells))), len(cells)

    return max(DELIMITERS, key=worth)


def is_table(text: str, columns: Columns) -> bool:
    """Whether the first line of *text* is a header of two columns or more, one of them known, or a table follows."""
    if SEPARATOR.match(text):
        return True
    first = text.split("\n", 1)[0].split("\r", 1)[0]
    delimiter = delimiter_of(text, columns)
    if delimiter not in first:
        return _is_regular(text)
    try:
        cells = next(csv.reader([first], delimiter=delimiter, strict=True), [])
    except csv.Error:
        return False
    return bool(columns.assign(tuple(cell.strip() for cell in cells))) or _is_regular(text)


def _is_regular(text: str) -> bool:
    """Whether the first lines all have as many cells: a table, though no column is known."""
    lines = [line for line in text.splitlines()[:6] if line.strip()]
    widths = {d: {line.count(d) for line in lines} for d in DELIMITERS}
    return len(lines) >= 3 and any(len(counts) == 1 and counts.pop() >= 1 for counts in widths.values())


def _item(row: list[str], place: Place, opened: Input, how: tuple[list[str], Columns, str, str]) -> Item:
    header, columns, source, encoding = how
    values: dict[str, object] = {name: cell or None for name, cell in zip(header, row, strict=True)}
    if encoding == "utf-8" and not _is_utf8(place.data):
        values["encoding_guessed"] = FALLBACK
    try:
        return place.record(article_of(values, columns, source), opened, NAME)
    except RecordRejected as rejected:
        return place.reject(rejected)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
