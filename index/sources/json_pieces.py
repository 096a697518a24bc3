"""Cuts a stream of JSON into the objects that stand in lists, without decoding it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader

from index.sources.record import MAX_RECORD, Place

CHUNK = 1 << 16
OVERLAP = 256
MAX_DEPTH = 1_000
MAX_MENDED = 100
"""Broken records after which the rest is searched for no more: each search reads on for a record's length."""
TOO_LONG = f"the record is longer than {MAX_RECORD:,} bytes"
TOKEN = re.compile(rb'"[^"\\\n\r]*(?:\\.[^"\\\n\r]*)*"|["\[\]{}]', re.DOTALL)
NEXT = re.compile(rb"\n[ \t\r]{0,200}(?=\{)|[}\]]\s{0,200},\s{0,200}(?=\{\s{0,200}\")")
"""Where a record is likely to begin after a broken one."""


@dataclass(frozen=True, slots=True)
class JsonPiece:
    """One object as it stands in the file."""

    place: Place
    list: int
    """Number of the list it is in; 1 where objects follow each other without one."""
    problem: str = ""


def objects(stream: BufferedReader, *, follow: bool = False) -> Iterator[JsonPiece]:
    """Every object that is an element of a list, and in no other such object; *follow*: objects without a list too."""
    return _Scanner(stream, follow=follow).objects()


class _Scanner:
    def __init__(self, stream: BufferedReader, *, follow: bool) -> None:
        self._stream = stream
        self._buffer = b""
        self._at = 0
        self._offset = 0
        self._line = 1
        self._lists: list[int] = [1 if follow else 0]
        """What is open outside of a record: the number of a list, -1 for an object."""
        self._last_list = 1
        self._mended = 0

    def objects(self) -> Iterator[JsonPiece]:
        while (token := self._token(MAX_RECORD)) is not None:
            self._at = token.end()
            match token[0]:
                case b"[":
                    self._last_list += 1
                    self._lists.append(self._last_list)
                case b"]" | b"}":
                    if len(self._lists) > 1:
                        self._lists.pop()
                case b"{" if self._lists[-1] > 0:
                    self._drop(token.start())
                    yield self._object()
                case b"{":
                    self._lists.append(-1)
                case b'"':  # never closed on its line, which is left, or every quotation mark in it would be tried
                    self._at = max(self._buffer.find(b"\n", self._at), self._at)
                case _:
                    pass
            if len(self._lists) > MAX_DEPTH:
                self._drop(self._at)
                yield JsonPiece(self._place(b""), 0, "nested too deeply to be a list of articles")
                return
            if self._at > CHUNK:
                self._drop(self._at)

    def _object(self) -> JsonPiece:
        """The object that the buffer begins with."""
        self._at, depth = 1, [b"}"]
        while (token := self._token(MAX_RECORD)) is not None:
            self._at = token.end()
            found = token[0]
            if found in (b"{", b"["):
                depth.append(b"}" if found == b"{" else b"]")
            elif found in (b"}", b"]"):
                if depth.pop() != found:
                    return self._broken("not JSON: brackets do not match")
                if not depth:
                    data = self._buffer[: self._at]
                    problem = TOO_LONG if len(data) > MAX_RECORD else ""
                    piece = JsonPiece(self._place(data), self._lists[-1], problem)
                    self._drop(self._at)
                    self._at = 0
                    return piece
            elif found == b'"':
                return self._broken("not JSON: a quotation mark is not closed")
        is_long = len(self._buffer) > MAX_RECORD
        return self._broken(TOO_LONG if is_long else "ends early")

    def _broken(self, problem: str) -> JsonPiece:
        """Reject as far as the next place where a record may begin."""
        self._mended += 1
        piece = JsonPiece(self._place(self._buffer[:MAX_RECORD]), self._lists[-1], problem)
        at = 1
        while (following := NEXT.search(self._buffer, at) if self._mended <= MAX_MENDED else None) is None:
            self._drop(max(len(self._buffer) - OVERLAP, 0))
            at = 0
            if not self._more():
                break
        self._drop(following.end() if following else len(self._buffer))
        self._at = 0
        return piece

    def _token(self, limit: int) -> re.Match[bytes] | None:
        """The next bracket or string; reads on until there is one, the limit or the end is reached."""
        while True:
            token = TOKEN.search(self._buffer, self._at)
            if token and (token[0] != b'"' or b"\n" in self._buffer[token.end() :]):
                return token
            if token is None:
                self._at = len(self._buffer)
            if len(self._buffer) > limit or not self._more():
                return token

    def _more(self) -> bool:
        data = self._stream.read(max(CHUNK, len(self._buffer)))  # a string that goes on is looked at from its start
        self._buffer += data
        return bool(data)

    def _place(self, data: bytes) -> Place:
        return Place(self._line, self._offset, data)

    def _drop(self, size: int) -> None:
        """Take the first bytes off the buffer."""
        self._line += self._buffer.count(b"\n", 0, size)
        self._buffer = self._buffer[size:]
        self._offset += size
        self._at = max(self._at - size, 0)
