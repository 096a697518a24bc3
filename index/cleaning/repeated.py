"""Lines that many articles of one source have: what its pages say again and again, and no rule knows yet.

Only proposed here; a person says which of them are no part of a story. Digits do not count: a line with another year in
it is the same line.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

LEAST = 5
"""Articles that must have a line before it is proposed,"""
SHARE = 0.002
"""and the share of the source's articles, whichever is more."""
LONGEST = 300
"""Characters; no longer line was ever part of a page's furniture."""
SHORTEST = 5
"""Characters of a line that is proposed."""
EXAMPLES = 3
MOST_LINES = 2_000_000
"""Different lines kept in mind; beyond, those seen once are forgotten, as frequent items of a stream are counted."""

END = re.compile(r"(?<=[.!?…])[\"”’)]*\s+(?=[\"“‘(#A-Z])|\n+|(?<=[a-z)\"”][.!?])(?=[A-Z][a-z]+ )")
DIGITS = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A line that keeps coming back."""

    source: str
    line: str
    """As the first of the articles has it."""
    count: int
    """Articles of the source that have it."""
    total: int
    """Articles of the source that were looked at."""
    examples: tuple[str, ...]
    """Identifiers of the first articles that have it."""


@dataclass(slots=True)
class _Seen:
    line: str
    count: int = 0
    examples: list[str] = field(default_factory=list)


def key_of(line: str) -> str:
    """What makes two lines the same: case, blanks and digits do not count."""
    return DIGITS.sub("0", " ".join(line.split())).casefold()


def lines_of(body: str) -> Iterator[str]:
    """The sentences of a cleaned text, or its lines where these end without a full stop."""
    for line in map(str.strip, END.split(body)):
        if SHORTEST <= len(line) <= LONGEST:
            yield line


def proposals(articles: Iterable[tuple[str, str, str]]) -> tuple[Proposal, ...]:
    """Of articles, as source, identifier and cleaned body: the lines of each source, the most frequent first."""
    totals: Counter[str] = Counter()
    seen: dict[tuple[str, str], _Seen] = {}
    for source, id_, body in articles:
        totals[source] += 1
        for key, line in {key_of(line): line for line in lines_of(body)}.items():
            found = seen.setdefault((source, key), _Seen(line))
            found.count += 1
            if len(found.examples) < EXAMPLES:
                found.examples.append(id_)
        if len(seen) > MOST_LINES:
            seen = {place: found for place, found in seen.items() if found.count > 1}
    return tuple(_frequent(seen, totals))


def _frequent(seen: dict[tuple[str, str], _Seen], totals: Counter[str]) -> Iterator[Proposal]:
    by_source: defaultdict[str, list[_Seen]] = defaultdict(list)
    for (source, _), found in seen.items():
        if found.count >= max(LEAST, SHARE * totals[source]):
            by_source[source].append(found)
    for source in sorted(by_source):
        for found in sorted(by_source[source], key=lambda one: (-one.count, one.line)):
            yield Proposal(source, found.line, found.count, totals[source], tuple(found.examples))
