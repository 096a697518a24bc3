"""Lines of a stream with their place, in UTF-8 or what its byte order mark says. No line is held beyond a limit."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

MAX_LINE = 10_000_000
"""Bytes; a longer record is no article."""

# UTF-32 first: its little-endian mark begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One physical line without its line end."""

    number: int
    offset: int
    data: bytes
    encoding: str
    is_too_long: bool = False
    """``data`` holds the beginning only."""
    is_ended: bool = True
    """A line end was there; False for the last line of a file that has none."""

    def excerpt(self) -> str:
        """The line's beginning as far as it can be shown, at most 200 characters."""
        return self.data[:800].decode(self.encoding, "replace")[:200]


def encoding_of(head: bytes) -> tuple[str, int]:
    """The encoding a file's first bytes announce, and how many of them announce it."""
    return next(((encoding, len(mark)) for mark, encoding in MARKS if head.startswith(mark)), ("utf-8", 0))


def lines(stream: BinaryIO, head: bytes, limit: int = MAX_LINE, encoding: str = "") -> Iterator[Line]:
    """Every line of *stream*, whose first bytes, still unread, are *head*; at most *limit* bytes of each.

    A mark among the first bytes counts for more than *encoding*.
    """
    announced, offset = encoding_of(head)
    encoding = announced if offset else encoding or announced
    stream.read(offset)
    end = "\n".encode(encoding)
    number = 0
    while data := _line(stream, end, limit + len(end)):
        number += 1
        is_ended = data.endswith(end) and len(data) % len(end) == 0
        is_too_long = not is_ended and len(data) > limit
        skipped = _skip(stream, end) if is_too_long else 0
        text = data[: -len(end)] if is_ended else data
        yield Line(number, offset, text, encoding, is_too_long, is_ended)
        offset += len(data) + skipped


def _line(stream: BinaryIO, end: bytes, limit: int) -> bytes:
    if len(end) == 1:
        return stream.readline(limit)
    line = b""
    while len(line) < limit:
        part = stream.readline(limit - len(line))
        line += part
        if end[0] == 0x0A:  # little-endian: the rest of the unit follows the byte that stopped readline
            line += stream.read(-len(line) % len(end))
        if not part or (len(line) % len(end) == 0 and line.endswith(end)):
            break
    return line


def _skip(stream: BinaryIO, end: bytes) -> int:
    """Read on to the next line end without keeping it; how many bytes that was."""
    skipped = 0
    while part := _line(stream, end, 1 << 16):
        skipped += len(part)
        if part.endswith(end):
            break
    return skipped
