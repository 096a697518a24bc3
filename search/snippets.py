"""Stored text and the query's words -> passages with the matching words marked, as pieces of plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from index.analysis import SHIPPED, Analyser, Skimmed, fold
from index.schema import BY_NAME, Kind
from search.evaluate.spots import Nearby, nearby, spots
from search.query.patterns import is_within, matches
from search.query.tree import Fuzzy, Near, Phrase, Prefix, Text, Wildcard, Word
from search.results import Snippet

PASSAGE = 32
"""Tokens in a passage."""
MOST_PASSAGES = 2

Spans = Sequence[tuple[int, int]]
"""Start and end of each word of a text."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to mark, analysed: the same forms that the index was asked for."""

    analyser: Analyser = SHIPPED
    """The index's; also for the texts that are marked."""
    surfaces: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    misspelt: tuple[tuple[str, int], ...] = ()
    """Words, each with the number of letters that may be wrong."""
    phrases: frozenset[tuple[str, ...]] = field(default_factory=frozenset)
    nearby: tuple[Nearby, ...] = ()


def wanted(nodes: Sequence[Text], analyser: Analyser = SHIPPED) -> Wanted:
    """The forms that the text nodes of a query stand for (see search.query.words)."""
    found = Wanted(analyser)
    for node in nodes:
        if BY_NAME[node.field].kind is not Kind.VALUE:  # a source or a byline is no part of the text
            found = _joined(found, node)
    return replace(found, phrases=found.phrases - {()})


def _joined(found: Wanted, node: Text) -> Wanted:
    match node:
        case Near():
            return replace(found, nearby=(*found.nearby, nearby(node, found.analyser)))
        case Wildcard(text):
            return replace(found, patterns=(*found.patterns, fold(text)))
        case Fuzzy(text, edits):
            return replace(found, misspelt=(*found.misspelt, (fold(text), edits)))
        case Word(text) | Phrase(text) | Prefix(text):
            tokens = found.analyser.analyse(text)
    surfaces = tuple(token.surface for token in tokens)
    if isinstance(node, Phrase) or len(tokens) > 1:
        return replace(found, phrases=found.phrases | {surfaces})
    if isinstance(node, Prefix):
        return replace(found, prefixes=(*found.prefixes, *surfaces))
    stems = {token.stems[0] for token in tokens}
    return replace(found, surfaces=found.surfaces | {*surfaces}, stems=found.stems | stems)


def marked(text: str, wanted: Wanted) -> Snippet:
    """The whole of *text*, cut where marking begins and ends."""
    read = _read(text, wanted)
    hits = _hits(read, wanted) if read else {}
    return tuple(_pieces(text, read.spans(max(hits) + 1) if read and hits else (), hits, 0, len(text)))


def passages(text: str, wanted: Wanted) -> tuple[Snippet, ...]:
    """Up to two passages of *text* that hold the most different words wanted; its beginning when it holds none."""
    read = _read(text, wanted)
    if read is None:
        return _beginning(text)
    if not len(read):
        return ()
    hits = _hits(read, wanted)
    starts = sorted(_best(len(read), hits))
    spans = read.spans(starts[-1] + PASSAGE)
    return tuple(_passage(read, spans, hits, start) for start in starts)


def _read(text: str, wanted: Wanted) -> Skimmed | None:
    """None where the analysis fails, as it did when the article was indexed: it is shown all the same, unmarked."""
    try:
        return wanted.analyser.skim(text)
    except (MemoryError, OSError):
        raise  # not the article's fault
    except Exception:  # input is hostile; index.pipeline has named article and error when it was indexed
        return None


def _beginning(text: str) -> tuple[Snippet, ...]:
    first, rest = text.split()[:PASSAGE], text.split()[PASSAGE:]
    ellipsis = ((" …", False),) if rest else ()
    return (((" ".join(first), False), *ellipsis),) if first else ()


def _hits(read: Skimmed, wanted: Wanted) -> dict[int, str]:
    """Position of each word to mark -> the form it was found by; each different word is looked at once."""
    has_patterns = bool(wanted.prefixes or wanted.patterns or wanted.misspelt)
    forms: dict[str, str] = {}
    for written, (surface, stems) in read.known.items():
        if surface in wanted.surfaces or (has_patterns and _is_like(surface, wanted)):
            forms[written] = stems[0]
        elif not wanted.stems.isdisjoint(stems):
            forms[written] = next(stem for stem in stems if stem in wanted.stems)
    hits = {at: forms[written] for at, written in enumerate(read.written) if written in forms} if forms else {}
    if wanted.phrases:
        hits |= _in_phrases(read.surfaces(), wanted)
    if wanted.nearby:
        tokens = wanted.analyser.analyse(read.text)
        for near in wanted.nearby:
            hits |= {at: tokens[at].stems[0] for at in spots(tokens, near)}
    return hits


def _in_phrases(surfaces: list[str], wanted: Wanted) -> dict[int, str]:
    hits: dict[int, str] = {}
    for phrase in wanted.phrases:
        for at, surface in enumerate(surfaces):
            if surface == phrase[0] and tuple(surfaces[at : at + len(phrase)]) == phrase:
                hits |= dict.fromkeys(range(at, at + len(phrase)), " ".join(phrase))
    return hits


def _is_like(surface: str, wanted: Wanted) -> bool:
    return (
        surface.startswith(wanted.prefixes)
        or any(matches(pattern, surface) for pattern in wanted.patterns)
        or any(is_within(surface, word, edits) for word, edits in wanted.misspelt)
    )


def _best(length: int, hits: dict[int, str]) -> list[int]:
    """First words of the passages to show: most different forms first, then most hits, then the earliest."""
    chosen: list[int] = []
    shown: set[str] = set()
    candidates = {max(0, min(at - 6, length - PASSAGE)) for at in hits}
    while candidates and len(chosen) < MOST_PASSAGES:
        best = max(candidates, key=lambda start: _worth(hits, start, shown))
        chosen.append(best)
        shown |= _forms(hits, best)
        candidates = {start for start in candidates if abs(start - best) >= PASSAGE}
    return chosen or [0]


def _worth(hits: dict[int, str], start: int, shown: set[str]) -> tuple[int, int, int]:
    within = [form for at, form in hits.items() if start <= at < start + PASSAGE]
    return len({*within} - shown), len(within), -start


def _forms(hits: dict[int, str], start: int) -> set[str]:
    return {form for at, form in hits.items() if start <= at < start + PASSAGE}


def _passage(read: Skimmed, spans: Spans, hits: dict[int, str], start: int) -> Snippet:
    text = read.text
    last = min(start + PASSAGE, len(read)) - 1
    begin = 0 if start == 0 else spans[start][0]
    end = len(text) if last == len(read) - 1 else spans[last][1]
    pieces = _pieces(text, spans, {at: hits[at] for at in range(start, last + 1) if at in hits}, begin, end)
    before = (("… ", False),) if begin else ()
    after = ((" …", False),) if end < len(text) else ()
    return (*before, *((piece.replace("\n", " "), is_hit) for piece, is_hit in pieces), *after)


def _pieces(text: str, spans: Spans, hits: Iterable[int], begin: int, end: int) -> Iterator[tuple[str, bool]]:
    at = begin
    for index in sorted(hits):
        first, last = spans[index]
        if first < at or last > end:
            continue
        if first > at:
            yield text[at:first], False
        yield text[first:last], True
        at = last
    if at < end:
        yield text[at:end], False
