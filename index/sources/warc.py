"""Web archives (WARC, ARC): one article a page that was answered with HTML; all else in them is counted.

A record of which the length is wrong costs itself alone: the next is found by its own first line. warcio reads what is
inside a record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BufferedReader, BytesIO
from typing import Any

from index.errors import RecordRejected
from index.sources.columns import Columns
from index.sources.pages import page_item
from index.sources.record import MAX_DOCUMENT, Input, Item, Place, Skip, ending

NAME = "warc/1"
MAX_HEADER = 1 << 16
FIRST = re.compile(rb"WARC/\d\.\d\r?\n|(?=[a-z][a-z0-9+.-]{1,20}:\S+ [0-9.]{7,15} \d{14} \S+ \d+\r?\n)")
"""The first line of a record of WARC; of ARC, where its fields stand in it, only the place before it."""
NEXT = re.compile(rb"\n(?=WARC/\d\.\d\r?\n)")
LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
ARC = re.compile(rb"(\S+) \S+ (\d{14}) \S+ (\d+)\r?\n")
CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._-]{2,40})", re.IGNORECASE)


def read(opened: Input, columns: Columns, source: str) -> Iterator[Item]:
    """The articles of an open web archive; damage keeps what came before it."""
    line = 1
    for place, problem in _Scanner(opened.stream).records():
        line = place.line
        if problem:
            yield place.reject(problem)
        else:
            yield _item(place, opened, columns, source)
    yield from ending(opened, line, 0)


def _item(place: Place, opened: Input, columns: Columns, source: str) -> Item:
    try:
        found = _page(place.data)
    except RecordRejected as rejected:
        return place.reject(rejected)
    if isinstance(found, Skip):
        return found
    content, told = found
    return page_item(Place(place.line, place.offset, content), opened, (columns, source, NAME), told)


def _page(data: bytes) -> tuple[bytes, dict[str, object]] | Skip:
    """The bytes of a page, and what the archive tells of it."""
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415

    try:
        record: Any = next(iter(ArchiveIterator(BytesIO(data), arc2warc=True)), None)
        if record is None:
            return Skip("empty record of a web archive")
        if record.rec_type not in ("response", "resource"):
            return Skip(f"{record.rec_type or 'nameless'} record of a web archive")
        headers = record.http_headers
        status = headers.get_statuscode() if headers and record.rec_type == "response" else "200"
        sent = (headers or record.rec_headers).get_header("Content-Type") or ""
        if status != "200":
            return Skip(f"answer {status[:3]} in a web archive")
        if "html" not in sent.lower():
            return Skip(f"{sent.partition(';')[0][:40] or 'nameless'} in a web archive")
        content = record.content_stream().read(MAX_DOCUMENT + 1)
        names = record.rec_headers
    except RecordRejected:
        raise
    except Exception as error:  # warcio raises what its parts raise: the record is at fault
        raise RecordRejected(f"the record cannot be read ({type(error).__name__}: {str(error)[:200]})") from error
    if len(content) > MAX_DOCUMENT:
        raise RecordRejected(f"the page is longer than {MAX_DOCUMENT:,} bytes")
    charset = CHARSET.search(sent)
    told = {"url": names.get_header("WARC-Target-URI") or "", "warc_date": names.get_header("WARC-Date") or ""}
    identity = {"warc_id": names.get_header("WARC-Record-ID") or "", "charset": charset[1] if charset else ""}
    return content, told | identity


class _Scanner:
    """Cuts a web archive into records by their lengths, which it does not trust."""

    def __init__(self, stream: BufferedReader) -> None:
        self._stream = stream
        self._buffer = b""
        self._offset = 0
        self._number = 0

    def records(self) -> Iterator[tuple[Place, str]]:
        """Each record, and why it is none; the line is the number of the record."""
        while self._blank() or self._more():
            if not self._buffer:
                continue
            self._number += 1
            yield self._record()

    def _record(self) -> tuple[Place, str]:
        while b"\r\n\r\n" not in self._buffer and b"\n\n" not in self._buffer and len(self._buffer) < MAX_HEADER:
            if not self._more():
                break
        if not FIRST.match(self._buffer):
            return self._resynchronised("no record of a web archive begins here")
        if self._buffer.startswith(b"WARC/"):
            end = re.search(rb"\r?\n\r?\n", self._buffer)
            length = LENGTH.search(self._buffer, 0, end.end()) if end else None
            if end is None or length is None:
                return self._resynchronised("the head of the record tells no length")
            return self._cut(end.end(), int(length[1]))
        arc = ARC.match(self._buffer)
        return self._cut(arc.end(), int(arc[3])) if arc else self._resynchronised("a line of ARC that cannot be read")

    def _cut(self, head: int, length: int) -> tuple[Place, str]:
        if length > MAX_DOCUMENT:
            return self._resynchronised(f"the record is longer than {MAX_DOCUMENT:,} bytes")
        size = head + length
        while len(self._buffer) < size and self._more():
            pass
        if len(self._buffer) < size:
            return self._resynchronised("ends early: the record is shorter than its head tells")
        while len(self._buffer) < size + 8 and self._more():
            pass
        behind = self._buffer[size : size + 64]
        is_ended = behind[:4] in (b"\r\n\r\n", b"") or FIRST.match(behind.lstrip(b"\r\n"))
        if not is_ended and self._buffer.startswith(b"WARC/"):
            return self._resynchronised("the record does not end where its head tells")
        return self._taken(size), ""

    def _resynchronised(self, problem: str) -> tuple[Place, str]:
        """Give up on the record, as far as the next line that begins one."""
        at = 1
        while (found := NEXT.search(self._buffer, at)) is None:
            at = max(len(self._buffer) - 16, 1)
            if len(self._buffer) > MAX_DOCUMENT + MAX_HEADER:
                return self._taken(at), problem
            if not self._more():
                return self._taken(len(self._buffer)), problem
        return self._taken(found.end()), problem

    def _blank(self) -> bool:
        """Pass over the empty lines between records; whether there is more in the buffer."""
        rest = self._buffer.lstrip(b"\r\n")
        self._offset += len(self._buffer) - len(rest)
        self._buffer = rest
        return bool(rest)

    def _more(self) -> bool:
        data = self._stream.read(max(1 << 16, len(self._buffer)))
        self._buffer += data
        return bool(data)

    def _taken(self, size: int) -> Place:
        data, self._buffer = self._buffer[:size], self._buffer[size:]
        place = Place(self._number, self._offset, data)
        self._offset += size
        return place
