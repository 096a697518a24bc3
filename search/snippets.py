"""Stored text and the query's words -> passages with the matching words marked, as pieces of plain text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from index.analysis import SHIPPED, Analyser, Token, fold
from index.schema import BY_NAME, Kind
from search.evaluate.spots import Nearby, nearby, spots
from search.query.patterns import is_within, matches
from search.query.tree import Fuzzy, Near, Phrase, Prefix, Text, Wildcard, Word
from search.results import Snippet

PASSAGE = 32
"""Tokens in a passage."""
MOST_PASSAGES = 2


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
    tokens = _read(text, wanted) or ()
    return tuple(_pieces(text, tokens, _hits(tokens, wanted), 0, len(text)))


def passages(text: str, wanted: Wanted) -> tuple[Snippet, ...]:
    """Up to two passages of *text* that hold the most different words wanted; its beginning when it holds none."""
    tokens = _read(text, wanted)
    if tokens is None:
        return _beginning(text)
    hits = _hits(tokens, wanted)
    starts = _best(tokens, hits)
    return tuple(_passage(text, tokens, hits, start) for start in sorted(starts)) if tokens else ()


def _read(text: str, wanted: Wanted) -> Sequence[Token] | None:
    """None where the analysis fails, as it did when the article was indexed: it is shown all the same, unmarked."""
    try:
        return wanted.analyser.analyse(text)
    except (MemoryError, OSError):
        raise  # not the article's fault
    except Exception:  # input is hostile; index.pipeline has named article and error when it was indexed
        return None


def _beginning(text: str) -> tuple[Snippet, ...]:
    first, rest = text.split()[:PASSAGE], text.split()[PASSAGE:]
    ellipsis = ((" …", False),) if rest else ()
    return (((" ".join(first), False), *ellipsis),) if first else ()


def _hits(tokens: Sequence[Token], wanted: Wanted) -> dict[int, str]:
    """Index of each token to mark -> the form it was found by."""
    hits: dict[int, str] = {}
    for at, token in enumerate(tokens):
        if token.surface in wanted.surfaces or _is_like(token.surface, wanted):
            hits[at] = token.stems[0]
        elif stem := next((stem for stem in token.stems if stem in wanted.stems), ""):
            hits[at] = stem
        for phrase in wanted.phrases:
            if token.surface == phrase[0] and tuple(t.surface for t in tokens[at : at + len(phrase)]) == phrase:
                hits |= dict.fromkeys(range(at, at + len(phrase)), " ".join(phrase))
    for near in wanted.nearby:
        hits |= {at: tokens[at].stems[0] for at in spots(tokens, near)}
    return hits


def _is_like(surface: str, wanted: Wanted) -> bool:
    return (
        surface.startswith(wanted.prefixes)
        or any(matches(pattern, surface) for pattern in wanted.patterns)
        or any(is_within(surface, word, edits) for word, edits in wanted.misspelt)
    )


def _best(tokens: Sequence[Token], hits: dict[int, str]) -> list[int]:
    """First tokens of the passages to show: most different forms first, then most hits, then the earliest."""
    chosen: list[int] = []
    shown: set[str] = set()
    candidates = {max(0, min(at - 6, len(tokens) - PASSAGE)) for at in hits}
    while candidates and len(chosen) < MOST_PASSAGES:
        best = max(candidates, key=lambda start: _worth(hits, start, shown))
        chosen.append(best)
        shown |= _forms(hits, best)
        candidates = {start for start in candidates if abs(start - best) >= PASSAGE}
    return chosen or [0]


def _worth(hits: dict[int, str], start: int, shown: set[str]) -> tuple[int, int, int]:
    return len(_forms(hits, start) - shown), _count(hits, start), -start


def _forms(hits: dict[int, str], start: int) -> set[str]:
    return {form for at, form in hits.items() if start <= at < start + PASSAGE}


def _count(hits: dict[int, str], start: int) -> int:
    return sum(start <= at < start + PASSAGE for at in hits)


def _passage(text: str, tokens: Sequence[Token], hits: dict[int, str], start: int) -> Snippet:
    last = min(start + PASSAGE, len(tokens)) - 1
    begin = 0 if start == 0 else tokens[start].start
    end = len(text) if last == len(tokens) - 1 else tokens[last].end
    pieces = _pieces(text, tokens, hits, begin, end)
    before = (("… ", False),) if begin else ()
    after = ((" …", False),) if end < len(text) else ()
    return (*before, *((piece.replace("\n", " "), is_hit) for piece, is_hit in pieces), *after)


def _pieces(
    text: str, tokens: Sequence[Token], hits: dict[int, str], begin: int, end: int
) -> Iterator[tuple[str, bool]]:
    at = begin
    for index in sorted(hits):
        token = tokens[index]
        if token.start < at or token.end > end:
            continue
        if token.start > at:
            yield text[at : token.start], False
        yield text[token.start : token.end], True
        at = token.end
    if at < end:
        yield text[at:end], False
