"""Labelled articles as tokens with labels: the surface forms an article is labelled with, found in its text again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.article import RawArticle
from index.cleaning import clean
from index.entities.tagging.chains import BODY, BUILDING, PERSON, PLACE
from index.entities.tokens import Tokens, tokens

_BUILDINGS = frozenset({"facility", "street"})
_TYPES = {"PER": PERSON, "PERSON": PERSON, "LOC": PLACE, "LOCATION": PLACE, "ORG": BODY, "ORGANIZATION": BODY}
Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Labelled:
    """One text and the spans of its tokens that are names."""

    tokens: Tokens
    spans: tuple[Span, ...]


def read(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """The rows of JSONL files."""
    for path in paths:
        with path.open(encoding="utf-8") as file:
            yield from map(json.loads, file)


def from_row(row: dict[str, Any]) -> Labelled:
    """The cleaned article of a row, with its mentions found again, the longest first."""
    raw = RawArticle(row["id"], row["title"], row["body"], row.get("date") or "", row.get("source") or "", "", "", "")
    article = clean(raw)
    text = tokens(article.title, article.body)
    return Labelled(text, _projected(text, forms(row)))


def forms(row: dict[str, Any]) -> dict[str, str]:
    """Every labelled surface form and its type; a form of two types has that of the longer list."""
    found: dict[str, str] = {}
    for key, kind in (("organisations", BODY), ("places", PLACE), ("persons", PERSON)):
        for item in row[key]:
            named = BUILDING if item.get("type") in _BUILDINGS else kind
            for form in (item["name"], *item["mentions"]):
                found[form] = named
    return found


def _projected(text: Tokens, known: dict[str, str]) -> tuple[Span, ...]:
    first = {start: i for i, start in enumerate(text.starts)}
    last = {text.end(i): i + 1 for i in range(len(text.words))}
    taken = [False] * len(text.words)
    found: list[Span] = []
    for form in sorted(known, key=lambda form: (-len(form), form)):
        if not form.strip():
            continue
        for match in re.finditer(re.escape(form).replace(r"\ ", r"\s"), text.text):
            i, j = first.get(match.start()), last.get(match.end())
            if i is None or j is None or any(taken[i:j]):
                continue
            taken[i:j] = [True] * (j - i)
            found.append((i, j, known[form]))
    return tuple(sorted(found))


def from_columns(path: Path) -> Iterator[Labelled]:
    """The sentences of a file with one word a line: word first, label last, an empty line between sentences."""
    words: list[str] = []
    labels: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        columns = line.split("\t") if "\t" in line else line.split(" ")
        if line.strip() and columns[0].strip():
            words.append(columns[0].strip())
            labels.append(columns[-1].strip())
        elif words:
            yield _sentence(words, labels)
            words, labels = [], []


def _sentence(words: list[str], labels: list[str]) -> Labelled:
    body = " ".join(words)
    text = tokens("", body)
    offsets = [1]
    for word in words:
        offsets.append(offsets[-1] + len(word) + 1)
    first = {start: i for i, start in enumerate(text.starts)}
    last = {text.end(i): i + 1 for i in range(len(text.words))}
    found = []
    for a, b, kind in column_spans(labels):
        i, j = first.get(offsets[a]), last.get(offsets[b] - 1)
        if i is not None and j is not None:
            found.append((i, j, kind))
    return Labelled(text, tuple(found))


def column_spans(labels: list[str]) -> list[Span]:
    """The spans of begin and inside labels."""
    found: list[Span] = []
    for i, label in enumerate(labels):
        part, _, kind = label.partition("-")
        if kind not in _TYPES:
            continue
        if part == "I" and found and found[-1][1] == i and found[-1][2] == _TYPES[kind] and labels[i - 1] != "O":
            found[-1] = (found[-1][0], i + 1, _TYPES[kind])
        else:
            found.append((i, i + 1, _TYPES[kind]))
    return found
