"""JSON Lines: one article a line, as a stream. A line that cannot be an article becomes a Reject that says why.

Nothing is repaired but what no storage can hold: a lone surrogate and U+0000 become U+FFFD.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Iterator
from typing import NoReturn

from index.article import Provenance, RawArticle
from index.errors import RecordRejected
from index.sources.columns import FIELDS, Columns
from index.sources.lines import MAX_LINE, Line, lines
from index.sources.opened import Opened
from index.sources.record import Record, Reject

NAME = "jsonl/1"
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def read(opened: Opened, columns: Columns, source: str) -> Iterator[Record | Reject]:
    """The articles of an open JSONL file. Empty lines and the manifest of our own export are passed over."""
    last = Line(0, 0, b"", "utf-8")
    for line in lines(opened.stream, opened.stream.peek(4)):
        last = line
        if opened.damage and not line.is_ended:
            break  # the cut-off tail, rejected below with the reason
        item = _item(line, opened, columns, source)
        if item is not None:
            yield item
    if opened.damage:
        yield _tail(last, opened.damage)
    elif opened.changed():
        yield _tail(last, "the file was changed while it was read: add it again")


def _item(line: Line, opened: Opened, columns: Columns, source: str) -> Record | Reject | None:
    if not line.data.strip(b" \t\r\n\0") and not line.is_too_long:
        return None
    try:
        values = _values(line)
        if _is_manifest(values):
            return None
        article = _article(values, columns, source)
    except RecordRejected as rejected:
        return Reject(line.number, line.offset, str(rejected), line.excerpt())
    digest = hashlib.sha256(line.data).hexdigest()
    return Record(article, Provenance(str(opened.path), line.number, line.offset, NAME, digest))


def _tail(line: Line, reason: str) -> Reject:
    if line.is_ended:
        return Reject(line.number + 1, line.offset + len(line.data), reason, "")
    return Reject(line.number, line.offset, reason, line.excerpt())


def _values(line: Line) -> dict[str, object]:
    if line.is_too_long:
        raise RecordRejected(f"the line is longer than {MAX_LINE:,} bytes")
    try:
        text = line.data.decode(line.encoding)
    except UnicodeDecodeError as error:
        raise RecordRejected(f"not {line.encoding}: {error.reason} at byte {error.start} of the line") from error
    try:
        value = _decoder.decode(text.lstrip("\ufeff"))
    except RecursionError as error:
        raise RecordRejected("nested too deeply to be an article") from error
    except ValueError as error:  # malformed JSON, and integers of more than 4,300 digits
        raise RecordRejected(f"not JSON: {error}") from error
    if not isinstance(value, dict):
        raise RecordRejected(f"expected an object {{...}}, not {_kind(value)}")
    return value


def _article(values: dict[str, object], columns: Columns, source: str) -> RawArticle:
    given = {header: value for header, value in values.items() if value is not None}
    fields = columns.assign(tuple(given))
    texts = {field: _text(header, given[header]) for field, header in fields.items()}
    known = set(fields.values())
    extra = tuple(
        (_storable(header), _compact(value))
        for header, value in values.items()
        if header not in known and not (value is None and columns.assign((header,)))
    )
    if not texts.get("source", "").strip():
        texts["source"] = source
    article = RawArticle(**{field: texts.get(field, "") for field in FIELDS}, extra=extra)
    if not (article.title.strip() or article.body.strip()):
        raise RecordRejected("neither a title nor a body")
    return article


def _text(header: str, value: object) -> str:
    if isinstance(value, str):
        return _storable(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    raise RecordRejected(f"{header!r} is {_kind(value)}, expected text")


def _compact(value: object) -> str:
    try:
        return _storable(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    except RecursionError as error:
        raise RecordRejected("nested too deeply to be an article") from error


def _storable(text: str) -> str:
    return text if text.isascii() and "\0" not in text else UNSTORABLE.sub("\ufffd", text)


def _is_manifest(values: dict[str, object]) -> bool:
    return len(values) == 1 and isinstance(values.get("manifest"), dict)


def _kind(value: object) -> str:
    match value:
        case bool():
            return "true or false"
        case str():
            return "text"
        case int() | float():
            return "a number"
        case list():
            return "a list"
        case dict():
            return "an object"
        case _:
            return "null"


def _distinct(pairs: list[tuple[str, object]]) -> dict[str, object]:
    values = dict(pairs)
    if len(values) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise RecordRejected(f"the key {key[:40]!r} stands twice")
            seen.add(key)
    return values


def _finite(literal: str) -> float:
    value = float(literal)
    if not math.isfinite(value):
        raise RecordRejected(f"the number {literal[:40]} is out of range")
    return value


def _no_constant(name: str) -> NoReturn:
    raise RecordRejected(f"{name} is not JSON")


_decoder = json.JSONDecoder(parse_float=_finite, parse_constant=_no_constant, object_pairs_hook=_distinct)
