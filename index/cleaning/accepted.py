"""Lines that people accepted as no part of a source's stories, and a name for all rules that clean an article."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from index.cleaning.sheet import Sheet

RULES = "5"
"""Raised whenever a rule changes, so that an archive knows which articles were cleaned by older ones."""

Accepted = Mapping[str, tuple[str, ...]]
"""Source -> its lines."""
NONE: Accepted = {}

BEGIN = r"(?:^|(?<=[.!?…\"”’)\]])\s)\s*"
END = r"(?=\s*$|\s+\S)"


def cut_accepted(sheet: Sheet, lines: tuple[str, ...]) -> None:
    """Take out each of *lines* that stands as a sentence or a paragraph of its own; digits are any digits."""
    if lines:
        sheet.cut_all(_pattern(lines), "repeated")


def rules_of(accepted: Accepted, source: str | None = None) -> str:
    """A name for all that cleaning does, to articles of one *source* where given; another where it is different."""
    if source is not None:
        accepted = {source: accepted[source]} if source in accepted else NONE
    told = json.dumps({source: list(lines) for source, lines in sorted(accepted.items())}, ensure_ascii=False)
    return f"{RULES}:{_patterns()}:{hashlib.sha256(told.encode()).hexdigest()[:12]}"


@lru_cache(maxsize=1)
def _patterns() -> str:
    """Of the outlets' patterns: who changes them need not think of RULES."""
    return hashlib.sha256((Path(__file__).parent / "data" / "outlets.toml").read_bytes()).hexdigest()[:12]


@lru_cache(maxsize=256)
def _pattern(lines: tuple[str, ...]) -> re.Pattern[str]:
    written = "|".join(map("".join, map(_written, sorted(lines, key=len, reverse=True))))
    return re.compile(rf"{BEGIN}(?:{written}){END}", re.MULTILINE | re.IGNORECASE)


def _written(line: str) -> Iterator[str]:
    for n, word in enumerate(line.split()):
        yield r"\s+" if n else ""
        yield "[0-9]+".join(map(re.escape, re.split("[0-9]+", word)))
