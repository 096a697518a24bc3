"""Named values -> RawArticle: what is the title and what the body, what is kept as it is, what cannot be an article.

Nothing is repaired but what no storage can hold: a lone surrogate and U+0000 become U+FFFD.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from index.article import RawArticle
from index.errors import RecordRejected
from index.sources.columns import FIELDS, Columns

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
MANY = ("author", "section")
"""Fields of which a source may give several, as a list of texts."""


def article_of(values: Mapping[str, object], columns: Columns, source: str) -> RawArticle:
    """The article of one record, given by column; RecordRejected when it holds neither a title nor a body."""
    given = {header: value for header, value in values.items() if value is not None}
    fields = columns.assign(tuple(given))
    texts = {field: _text(field, header, given[header]) for field, header in fields.items()}
    known = set(fields.values())
    extra = tuple(
        (storable(header), _compact(value))
        for header, value in values.items()
        if header not in known and not (value is None and columns.assign((header,)))
    )
    if not texts.get("source", "").strip():
        texts["source"] = source
    article = RawArticle(**{field: texts.get(field, "") for field in FIELDS}, extra=extra)
    if not (article.title.strip() or article.body.strip()):
        raise RecordRejected("neither a title nor a body")
    return article


def storable(text: str) -> str:
    """*text* with U+FFFD for what no storage holds."""
    return text if text.isascii() and "\0" not in text else UNSTORABLE.sub("\ufffd", text)


def kind(value: object) -> str:
    """What a JSON value is, in words."""
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


def _text(field: str, header: str, value: object) -> str:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    if field in MANY and isinstance(value, list) and all(isinstance(part, str) for part in value):
        return storable(", ".join(value))
    raise RecordRejected(f"{header!r} is {kind(value)}, expected text")


def _compact(value: object) -> str:
    try:
        return storable(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    except RecursionError as error:
        raise RecordRejected("nested too deeply to be an article") from error
