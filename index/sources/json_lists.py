"""JSON: an article, a list of articles, or an object with such a list inside, however deep; ninjs and WordPress's own.

Records are cut out of the stream and decoded one by one, so that a broken one costs itself alone.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from index.errors import RecordRejected
from index.sources.columns import Columns
from index.sources.fields import article_of, kind
from index.sources.json_pieces import JsonPiece, objects
from index.sources.jsonl import decoded
from index.sources.ninjs import is_ninjs, ninjs_values
from index.sources.record import MAX_RECORD, Input, Item, Place, Reject, ending
from index.sources.wordpress_json import is_post, post_values

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

NAME = "json/1"


def read(opened: Input, columns: Columns, source: str) -> Iterator[Item]:
    """The articles of an open JSON file."""
    head = opened.stream.read(MAX_RECORD + 1)
    how = (opened, columns, source)
    if len(head) <= MAX_RECORD and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        place = Place(1, 0, head)
        try:
            value = decoded(head.decode().lstrip("\ufeff"))
        except (RecordRejected, UnicodeDecodeError):
            value = None
        if isinstance(value, dict) and _is_article(value, columns):
            yield _item(place, value, how)
            yield from ending(opened, 1, 0)
            return
    pieces = objects(io.BufferedReader(_Joined(head, opened.stream)), follow=_is_followed(head))
    yield from _listed(pieces, how)


def _is_followed(head: bytes) -> bool:
    """Whether one whole object comes first, with more behind it."""
    text = head.decode("utf-8", "ignore").lstrip("\ufeff \t\r\n")
    try:
        return text.startswith("{") and bool(text[json.JSONDecoder().raw_decode(text)[1] :].strip())
    except (ValueError, RecursionError):
        return False


def _listed(pieces: Iterator[JsonPiece], how: tuple[Input, Columns, str]) -> Iterator[Item]:
    """The records of the lists that hold articles; a list that begins with something else is passed over."""
    opened, columns, _ = how
    passed: set[int] = set()
    wanted: set[int] = set()
    line, seen = 1, 0
    for piece in pieces:
        line, seen = piece.place.line, seen + 1
        if piece.list in passed:
            continue
        value, reject = _value(piece)
        if piece.list not in wanted and value is not None and not _is_article(value, columns):
            passed.add(piece.list)
            continue
        wanted.add(piece.list)
        yield reject or _item(piece.place, value or {}, how)
    if not wanted and not opened.damage:
        what = "no list of articles" if seen else "no object {...}"
        yield Reject(1, 0, f"{what} in it that names a title or a body; say which, as in --map title=KEY", "")
    yield from ending(opened, line, 0)


def _value(piece: JsonPiece) -> tuple[dict[str, object] | None, Reject | None]:
    if piece.problem:
        return None, piece.place.reject(piece.problem)
    try:
        value = decoded(piece.place.data.decode())
    except UnicodeDecodeError as error:
        return None, piece.place.reject(f"not utf-8: {error.reason} at byte {error.start} of the record")
    except RecordRejected as rejected:
        return None, piece.place.reject(rejected)
    if not isinstance(value, dict):
        return None, piece.place.reject(f"expected an object {{...}}, not {kind(value)}")
    return value, None


def _is_article(value: dict[str, object], columns: Columns) -> bool:
    if is_ninjs(value) or is_post(value):
        return True
    fields = columns.assign(tuple(value))
    return any(isinstance(value[header], str) for field, header in fields.items() if field in ("title", "body"))


def _item(place: Place, value: dict[str, object], how: tuple[Input, Columns, str]) -> Item:
    opened, columns, source = how
    try:
        values = ninjs_values(value) if is_ninjs(value) else post_values(value) if is_post(value) else value
        return place.record(article_of(values, columns, source), opened, NAME)
    except RecordRejected as rejected:
        return place.reject(rejected)


class _Joined(io.RawIOBase):
    """What was read already, and what comes after it."""

    def __init__(self, head: bytes, stream: io.BufferedReader) -> None:
        self._parts = chain([head], iter(lambda: stream.read(1 << 16), b""))
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        if not self._rest:
            self._rest = next(self._parts, b"")
        size = min(len(view), len(self._rest))
        view[:size], self._rest = self._rest[:size], self._rest[size:]
        return size
