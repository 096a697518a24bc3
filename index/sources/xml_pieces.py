"""Cuts a stream of XML into its records, without parsing what is between: each piece stands for itself.

A record that is broken, or never ended, costs itself alone: the next is found by its own start tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader

from index.sources.encodings import guessed
from index.sources.record import MAX_RECORD, Place

CHUNK = 1 << 16
MAX_PROLOG = 1_000_000
"""Bytes before the first record."""
TOO_LONG = f"the record is longer than {MAX_RECORD:,} bytes"
OVERLAP = 64
"""Bytes that are looked at again when more was read: no start tag to be found is longer."""
DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")


@dataclass(frozen=True, slots=True)
class Piece:
    """One record as it stands in the file, or the beginning of the file before its first record."""

    place: Place
    problem: str = ""
    """Why it cannot be a record."""
    is_prolog: bool = False


def pieces(stream: BufferedReader, names: tuple[str, ...]) -> Iterator[Piece]:
    """The prolog, then every record of *stream*: each element of one of these names, with or without a prefix."""
    scanner = _Scanner(stream, names)
    yield from scanner.pieces()


def encoding_of_xml(head: bytes) -> str:
    """What its mark says, else what its declaration says, else what it looks like."""
    looks = guessed(head)
    declared = DECLARED.search(head[:400])
    return declared[1].decode("ascii").lower() if declared and not looks.startswith("utf-16") else looks


class _Scanner:
    def __init__(self, stream: BufferedReader, names: tuple[str, ...]) -> None:
        name = "|".join(map(re.escape, names)).encode()
        prefix = rb"(?:[A-Za-z][\w.-]{0,30}:)?"
        self._start = re.compile(rb"<" + prefix + rb"(?:" + name + rb")(?=[\s>/])")
        self._token = re.compile(
            rb"(?P<cdata><!\[CDATA\[)|(?P<comment><!--)|(?P<start><" + prefix + rb"(?:" + name + rb")(?=[\s>/]))"
            rb"|(?P<end></" + prefix + rb"(?:" + name + rb")\s*>)"
        )
        self._stream = stream
        self._buffer = b""
        self._offset = 0
        self._line = 1
        self._is_over = False

    def pieces(self) -> Iterator[Piece]:
        begin = self._prolog_end()
        yield Piece(self._taken(begin), is_prolog=True)
        while True:
            start = self._found(self._start, 0)
            if start is not None:
                self._taken(start.start())
                yield self._record()
            elif self._is_over:
                return
            else:
                self._taken(max(len(self._buffer) - OVERLAP, 0))

    def _prolog_end(self) -> int:
        """Where the first record begins, or all there is."""
        at = 0
        while (token := self._found(self._token, at, MAX_PROLOG)) is not None:
            if token.lastgroup == "start":
                return token.start()
            at = self._behind(token) or len(self._buffer)
        return len(self._buffer)

    def _record(self) -> Piece:
        """The record that the buffer begins with."""
        at = 1
        while (token := self._found(self._token, at)) is not None:
            match token.lastgroup:
                case "end":
                    problem = TOO_LONG if token.end() > MAX_RECORD else ""
                    return Piece(self._taken(token.end()), problem)
                case "start":
                    return Piece(self._taken(token.start()), "not ended before the next begins")
                case _:
                    behind = self._behind(token)
                    if behind is None:
                        return self._until_next(f"{token[0].decode()} is not closed")
                    at = behind
        if len(self._buffer) > MAX_RECORD:
            return self._until_next(TOO_LONG)
        return self._until_next("ends early: the file is truncated")

    def _until_next(self, problem: str) -> Piece:
        """Give up on the record: all as far as the next start tag, whatever stands before it."""
        following = self._found(self._start, 1)
        end = following.start() if following else len(self._buffer)
        return Piece(self._taken(end), problem)

    def _behind(self, token: re.Match[bytes]) -> int | None:
        """Where the CDATA section or comment at *token* is over; None when it is not within the limit."""
        if token.lastgroup not in ("cdata", "comment"):
            return token.end()
        close = re.compile(re.escape(b"]]>" if token.lastgroup == "cdata" else b"-->"))
        found = self._found(close, token.end())
        return found.end() if found else None

    def _found(self, pattern: re.Pattern[bytes], at: int, limit: int = MAX_RECORD) -> re.Match[bytes] | None:
        """The next match from *at* on; reads on until there is one, the limit or the end is reached."""
        while True:
            match = pattern.search(self._buffer, at)
            # A name may go on behind the end of what was read so far.
            if match and (match.end() + 1 < len(self._buffer) or self._is_over):
                return match
            at = max(at, (match.start() if match else len(self._buffer) - OVERLAP))
            if len(self._buffer) > limit or not self._more():
                return pattern.search(self._buffer, max(at, 0))

    def _more(self) -> bool:
        data = b"" if self._is_over else self._stream.read(max(CHUNK, len(self._buffer)))
        self._is_over = not data
        self._buffer += data
        return bool(data)

    def _taken(self, size: int) -> Place:
        """Take the first bytes off the buffer."""
        data = self._buffer[:size]
        place = Place(self._line, self._offset, data)
        self._buffer = self._buffer[size:]
        self._offset += size
        self._line += data.count(b"\n")
        return place
