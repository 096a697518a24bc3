"""JSON Lines: one article a line, as a stream. A line that cannot be an article becomes a Reject that says why."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator
from typing import NoReturn

from index.article import Provenance
from index.errors import RecordRejected
from index.sources.columns import Columns
from index.sources.fields import article_of, kind
from index.sources.lines import MAX_LINE, Line, lines
from index.sources.record import Input, Record, Reject

NAME = "jsonl/1"


def read(opened: Input, columns: Columns, source: str) -> Iterator[Record | Reject]:
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


def _item(line: Line, opened: Input, columns: Columns, source: str) -> Record | Reject | None:
    if not line.data.strip(b" \t\r\n\0") and not line.is_too_long:
        return None
    try:
        values = _values(line)
        if _is_manifest(values):
            return None
        article = article_of(values, columns, source)
    except RecordRejected as rejected:
        return Reject(line.number, line.offset, str(rejected), line.excerpt())
    digest = hashlib.sha256(line.data).hexdigest()
    return Record(article, Provenance(opened.name, line.number, line.offset, NAME, digest))


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
    value = decoded(text.lstrip("\ufeff"))
    if not isinstance(value, dict):
        raise RecordRejected(f"expected an object {{...}}, not {kind(value)}")
    return value


def decoded(text: str) -> object:
    """The value of a JSON text, as strictly as RFC 8259 has it; RecordRejected where it is none."""
    try:
        return _decoder.decode(text)
    except RecursionError as error:
        raise RecordRejected("nested too deeply to be an article") from error
    except ValueError as error:  # malformed JSON, and integers of more than 4,300 digits
        raise RecordRejected(f"not JSON: {error}") from error


def _is_manifest(values: dict[str, object]) -> bool:
    return len(values) == 1 and isinstance(values.get("manifest"), dict)


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
