"""Plain text: one article a file. Lines ``Judul: ...`` before the first empty line name its fields; else the first
line is the title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.errors import RecordRejected
from index.sources.columns import HEADERS, OTHERS, Columns
from index.sources.encodings import guessed
from index.sources.fields import article_of
from index.sources.record import Input, Item, whole

NAME = "text/1"
NAMED = re.compile(r"([A-Za-z][A-Za-z _]{0,30}?)\s*:\s+(.*)")
LONGEST_TITLE = 250
"""Characters; a longer first line is the beginning of the story."""


def read(opened: Input, columns: Columns, source: str) -> Iterator[Item]:
    """The article of one file."""
    place, problem = whole(opened)
    if problem:
        yield problem
        return
    encoding = guessed(place.data)
    text = place.data.decode(encoding, "replace").lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    values: dict[str, object] = {**values_of(text)}
    if encoding.startswith("windows"):
        values["encoding_guessed"] = encoding
    try:
        yield place.record(article_of(values, columns, source), opened, NAME)
    except RecordRejected as rejected:
        yield place.reject(rejected)


def values_of(text: str) -> dict[str, str]:
    """The fields a text names in its first lines, and its body."""
    lines = text.strip().split("\n")
    named: dict[str, str] = {}
    for number, line in enumerate(lines):
        match = NAMED.fullmatch(line.strip())
        if not match or match[1].lower().replace(" ", "_") not in HEADERS | OTHERS:
            break
        named[match[1].lower()] = match[2]
        rest = lines[number + 1 :]
    if named:
        return named | {"body": "\n".join(rest).strip()}
    first, *others = lines
    if len(first) <= LONGEST_TITLE and any(line.strip() for line in others):
        return {"title": first.strip(), "body": "\n".join(others).strip()}
    return {"title": "", "body": text.strip()}
