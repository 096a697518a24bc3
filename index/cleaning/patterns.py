"""The patterns of ``data/outlets.toml``: what the pages of each outlet say of themselves, as data that is checked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from index.article import Dateline
from index.cleaning.casing import is_title
from index.cleaning.sheet import SPACE, Sheet

KINDS = frozenset(("related", "advertisement", "embed", "credit", "agency", "dateline", "residue"))
FIELDS = frozenset(("kind", "hint", "pattern", "only", "headline", "cuts", "keeps", "before", "after"))


@dataclass(frozen=True, slots=True)
class Pattern:
    """One thing that pages say."""

    outlet: str
    hosts: frozenset[str]
    """What the outlet is called in the sources and addresses of articles, as own_names folds it."""
    kind: str
    hint: str
    """In small letters; without it in the text the pattern is not tried."""
    expression: re.Pattern[str]
    is_only_here: bool
    """In articles of this outlet alone."""
    is_headline: bool
    """Only where the words begin with capitals."""

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """Where *text* has it."""
        for match in self.expression.finditer(text):
            if match[0].strip() and (not self.is_headline or is_title(match[0].split())):
                yield match


def cut_outlets(sheet: Sheet, own: frozenset[str]) -> None:
    """Take out what patterns find, but for datelines; *own*: see ``outlets.own_names``."""
    for pattern in _hinted(sheet, own, is_dateline=False):
        for match in tuple(pattern.find(sheet.text)):
            sheet.cut(*match.span(), pattern.kind)


def cut_outlets_dateline(sheet: Sheet, own: frozenset[str]) -> Dateline | None:
    """Take out the datelines that only their outlet tells; the first that names a place."""
    dateline = None
    for pattern in _hinted(sheet, own, is_dateline=True):
        for match in tuple(pattern.find(sheet.text)):
            sheet.cut(*match.span(), pattern.kind, SPACE)
            named = match.groupdict()
            if place := named.get("place"):
                dateline = dateline or Dateline(place.title() if place.isupper() else place, named["agency"])
    return dateline


def _hinted(sheet: Sheet, own: frozenset[str], *, is_dateline: bool) -> list[Pattern]:
    """The patterns worth trying: fifty hints are looked for in the time that one pattern takes."""
    lowered = sheet.lowered
    found = [pattern for pattern in _of_kind(is_dateline) if pattern.hint in lowered]
    return [pattern for pattern in found if not pattern.is_only_here or pattern.hosts & own]


@cache
def _of_kind(is_dateline: bool) -> tuple[Pattern, ...]:
    return tuple(pattern for pattern in shipped() if (pattern.kind == "dateline") is is_dateline)


@cache
def shipped() -> tuple[Pattern, ...]:
    """Those of this package."""
    return read_patterns((Path(__file__).parent / "data" / "outlets.toml").read_text("utf-8"), "outlets.toml")


def read_patterns(text: str, place: str) -> tuple[Pattern, ...]:
    """Patterns as a file has them; ValueError, with *place* and what is wrong, where they do not do what they show."""
    try:
        outlets = tomllib.loads(text)["outlet"]
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise ValueError(f"{place}: not a list of outlets ({error})") from error
    return tuple(_pattern(outlet, cut, f"{place}, {outlet['name']}") for outlet in outlets for cut in outlet["cut"])


def _pattern(outlet: Mapping[str, Any], cut: Mapping[str, Any], place: str) -> Pattern:
    if unknown := sorted(cut.keys() - FIELDS):
        raise ValueError(f"{place}: unknown field {unknown[0]!r}: expected {', '.join(sorted(FIELDS))}")
    if cut.get("kind") not in KINDS:
        raise ValueError(f"{place}: unknown kind {cut.get('kind')!r}: expected {', '.join(sorted(KINDS))}")
    try:
        expression = re.compile(cut["pattern"], re.MULTILINE)
    except (re.error, KeyError) as error:
        raise ValueError(f"{place}: no regular expression: {cut.get('pattern')!r} ({error})") from error
    pattern = Pattern(
        outlet=outlet["name"],
        hosts=frozenset(outlet.get("hosts", ())),
        kind=cut["kind"],
        hint=cut["hint"],
        expression=expression,
        is_only_here=cut.get("only", False),
        is_headline=cut.get("headline", False),
    )
    for problem in _problems(pattern, cut):
        raise ValueError(f"{place}: the pattern with the hint {pattern.hint!r} {problem}")
    return pattern


def _problems(pattern: Pattern, cut: Mapping[str, Any]) -> Iterator[str]:
    """Where a pattern does not do what is shown of it."""
    if not cut.get("cuts"):
        yield "shows nothing that it takes out"
    if pattern.is_only_here and not pattern.hosts:
        yield "is for one outlet only, which has no hosts"
    before, after = cut.get("before", ""), cut.get("after", "")
    for shown in cut.get("cuts", ()):
        if pattern.hint not in shown.lower():
            yield f"has a hint that is not in {shown!r}"
        found = [match.span() for match in pattern.find(f"{before}{shown}{after}")]
        if found != [(len(before), len(before) + len(shown))]:
            yield f"does not take out just {shown!r}"
    for shown in cut.get("keeps", ()):
        if any(pattern.find(shown)):
            yield f"takes something out of {shown!r}"
