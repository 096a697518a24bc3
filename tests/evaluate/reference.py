"""The judge: a linear scan over documents that does what the query tree says, slowly and obviously."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise, permutations, product
from typing import assert_never

from index.analysis import Terms, analyse, fold
from index.document import TITLE_WEIGHT, Document
from index.schema import BY_NAME, FILTERS, Kind
from search.evaluate.bm25 import byte_lengths
from search.query.tree import (
    And,
    Days,
    Everything,
    Fuzzy,
    Near,
    Not,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Query,
    Widened,
    Wildcard,
    Word,
    Words,
)

Texts = list[list[str]]


class Reference:
    """Answers queries over *documents*, of which those with an index in *dead* do not count."""

    def __init__(self, documents: Sequence[Document], dead: Sequence[int] = ()) -> None:
        self.documents = [(row, document) for row, document in enumerate(documents) if row not in dead]

    def evaluate(self, query: Query) -> dict[int, float]:
        """Row -> score of every article that matches."""
        return {
            row: self._score(query, document) for row, document in self.documents if self._is_match(query, document)
        }

    def _is_match(self, query: Query, document: Document) -> bool:  # noqa: C901, PLR0911, PLR0912
        match query:
            case Word(text, field) | Phrase(text, field) | Prefix(text, field) if BY_NAME[field].kind is not Kind.TEXT:
                return _has_name(document, field, text, is_prefix=isinstance(query, Prefix))
            case Word(text, field):
                tokens = analyse(text)
                if len(tokens) != 1:
                    return _has_phrase(document, field, text)
                forms = (("surface", tokens[0].surface), ("stem", tokens[0].stems[0]))
                return any(self._frequency(document, field, term, form) > 0 for form, term in forms)
            case Phrase(text, field):
                return _has_phrase(document, field, text)
            case Prefix(text, field):
                first, *more = analyse(text)
                texts = _surfaces(document, field)
                return _has_phrase(document, field, text) or (not more and _begins(texts, first.surface))
            case Wildcard(_, field) | Fuzzy(_, _, field):
                return any(_stands_for(query)(s) for part in _surfaces(document, field) for s in part)
            case Near():
                return any(are_near(query, part) for part in _parts(document, query.field))
            case Widened(typed, variants):
                return any(self._is_match(child, document) for child in (typed, *variants))
            case Days(first, last):
                low = first.toordinal() if first else 1
                high = last.toordinal() if last else 10**9
                return document.day > 0 and low <= document.day and document.day + document.days - 1 <= high
            case Words(children, least):
                return sum(self._is_match(child, document) for child in children) >= (least or len(children))
            case And(children):
                return all(self._is_match(child, document) for child in children)
            case Or(children):
                return any(self._is_match(child, document) for child in children)
            case Not(child):
                return not self._is_match(child, document)
            case Everything():
                return True
            case Nothing():
                return False
            case _:
                assert_never(query)

    def _score(self, query: Query, document: Document) -> float:  # noqa: PLR0911 (one case per node)
        if not self._is_match(query, document):
            return 0.0
        match query:
            case Words(children) | And(children) | Or(children):
                return sum(self._score(child, document) for child in children)
            case Word(text, field) | Phrase(text, field) if BY_NAME[field].kind is Kind.TEXT:
                return sum(
                    0.4 * self._bm25(document, field, [t.surface], "surface")
                    + 1.0 * self._bm25(document, field, [t.stems[0]], "stem")
                    for t in analyse(text)
                )
            case Widened(typed, variants):
                return self._score_widened(typed, variants, document)
            case Prefix(text, field) if BY_NAME[field].kind is Kind.TEXT:
                return self._score_prefix(document, field, text)
            case Wildcard(_, field) | Fuzzy(_, _, field) if BY_NAME[field].kind is Kind.TEXT:
                return self._score_all(document, field, _stands_for(query))
            case Near(children):
                return sum(
                    self._score(Word(token.surface, query.field), document)
                    for child in children
                    for token in analyse(child.text)
                )
            case _:
                return 0.0

    def _score_widened(self, typed: Word, variants: Sequence[Word | Phrase], document: Document) -> float:
        shares = [0.5 * min(1.0, self._worth(typed) / self._worth(variant)) for variant in variants]
        scores = [self._score(child, document) for child in (typed, *variants)]
        return max(share * score for share, score in zip((1.0, *shares), scores, strict=True))

    def _worth(self, node: Word | Phrase) -> float:
        return sum(
            0.4 * self._idf(node.field, [token.surface], "surface") + self._idf(node.field, [token.stems[0]], "stem")
            for token in analyse(node.text)
        )

    def nearness(self, one: Word, other: Word, document: Document) -> float:
        """What *document* gains where *other* follows *one*: as one term of half their rarer one's worth."""
        stems = [analyse(word.text)[0].stems[0] for word in (one, other)]
        tf = sum(_following(part, stems) for part in _parts(document, one.field))
        rarest = max(self._idf(one.field, [stem], "stem") for stem in stems)
        return 0.5 * rarest * tf / (tf + self._norm(document, one.field))

    def _score_prefix(self, document: Document, field: str, text: str) -> float:
        tokens = analyse(text)
        if len(tokens) != 1:
            return self._score(Phrase(text, field), document)
        return self._score_all(document, field, lambda term: term.startswith(tokens[0].surface))

    def _score_all(self, document: Document, field: str, is_meant: Callable[[str], bool]) -> float:
        vocabulary = {s for _, d in self.documents for part in _surfaces(d, field) for s in part}
        return self._bm25(document, field, [term for term in vocabulary if is_meant(term)], "surface")

    def _bm25(self, document: Document, field: str, terms: Sequence[str], form: str) -> float:
        norm = self._norm(document, field)
        tf = sum(self._frequency(document, field, term, form) for term in terms)
        return self._idf(field, terms, form) * tf / (tf + norm)

    def _norm(self, document: Document, field: str) -> float:
        average = sum(_length(other, field) for _, other in self.documents) / len(self.documents)
        kept = max(int(length) for length in byte_lengths() if length <= _length(document, field))
        return 1.2 * (1 - 0.75 + 0.75 * kept / max(average, 1.0))

    def _idf(self, field: str, terms: Sequence[str], form: str) -> float:
        n = len(self.documents)
        holding = (any(self._frequency(of, field, term, form) for term in terms) for _, of in self.documents)
        matching = sum(holding)
        return math.log(1 + (n - matching + 0.5) / (matching + 0.5))

    def _frequency(self, document: Document, field: str, term: str, form: str) -> int:
        title = getattr(document.title, f"{form}s").count(term)
        body = getattr(document.body, f"{form}s").count(term)
        return {"title": title, "body": body, "text": TITLE_WEIGHT * title + body}[field]  # type: ignore[no-any-return]


def _following(part: Terms, stems: Sequence[str]) -> int:
    """How often the second of *stems* stands directly behind the first."""
    places = [{at for term, at in zip(part.stems, part.stem_positions, strict=True) if term == stem} for stem in stems]
    return sum(at + 1 in places[1] for at in places[0])


def _length(document: Document, field: str) -> int:
    title, body = len(document.title.surfaces), len(document.body.surfaces)
    return title if field == "title" else TITLE_WEIGHT * title + body


def _surfaces(document: Document, field: str) -> Texts:
    if BY_NAME[field].kind is not Kind.TEXT:
        return _names(document, field)
    return [list(part.surfaces) for part in _parts(document, field)]


def _parts(document: Document, field: str) -> list[Terms]:
    return {"title": [document.title], "body": [document.body], "text": [document.title, document.body]}[field]


def _begins(texts: Texts, letters: str) -> bool:
    return any(surface.startswith(letters) for text in texts for surface in text)


def _stands_for(query: Wildcard | Fuzzy) -> Callable[[str], bool]:
    wanted = fold(query.text)
    if isinstance(query, Wildcard):
        return lambda term: is_like(wanted, term)
    edits = query.edits
    return lambda term: distance(wanted, term) <= edits


@cache
def is_like(pattern: str, term: str) -> bool:
    """Whether *term* is of the pattern, one character at a time."""
    if not pattern:
        return not term
    if pattern[0] == "*":
        return is_like(pattern[1:], term) or (bool(term) and is_like(pattern, term[1:]))
    return bool(term) and pattern[0] in ("?", term[0]) and is_like(pattern[1:], term[1:])


@cache
def distance(one: str, other: str) -> int:
    """Letters to leave out, put in, change or swap with their neighbour, none of them twice."""
    if not one or not other:
        return len(one) + len(other)
    least = min(
        distance(one[1:], other) + 1,
        distance(one, other[1:]) + 1,
        distance(one[1:], other[1:]) + (one[0] != other[0]),
    )
    if one[:2] == other[1::-1] and len(one) > 1 and len(other) > 1:
        least = min(least, distance(one[2:], other[2:]) + 1)
    return least


def are_near(near: Near, part: Terms) -> bool:
    """Whether the children of *near* stand in *part* as they should, all ways to choose them tried."""
    spans = [list(_spans(child, part)) for child in near.children]
    orders = [tuple(range(len(spans)))] if near.is_ordered else permutations(range(len(spans)))
    return any(_is_chain(chain, near.between) for order in orders for chain in product(*(spans[n] for n in order)))


def _spans(child: Word | Phrase, part: Terms) -> Iterator[tuple[int, int]]:
    """First and last position of every place at which *child* stands."""
    tokens = analyse(child.text)
    if isinstance(child, Word) and len(tokens) == 1:
        pairs = zip(part.stems, part.stem_positions, strict=True)
        yield from ((at, at) for stem, at in pairs if stem == tokens[0].stems[0])
        return
    n = len(tokens)
    for at in range(len(part.surfaces) - n + 1) if n else ():
        if part.surfaces[at : at + n] == [token.surface for token in tokens]:
            yield at, at + n - 1


def _is_chain(chain: Sequence[tuple[int, int]], between: int) -> bool:
    return all(0 < after[0] - before[1] <= between + 1 for before, after in pairwise(chain))


def _has_phrase(document: Document, field: str, text: str) -> bool:
    wanted = [token.surface for token in analyse(text)]
    return bool(wanted) and any(_contains(part, wanted) for part in _surfaces(document, field))


def _has_name(document: Document, field: str, text: str, *, is_prefix: bool) -> bool:
    wanted = [token.surface for token in analyse(text)]
    return bool(wanted) and any(_contains(name, wanted, is_prefix=is_prefix) for name in _names(document, field))


def _names(document: Document, field: str) -> Texts:
    return [[token.surface for token in analyse(name)] for _, name in document.values[FILTERS.index(field)]]


def _contains(words: Sequence[str], wanted: Sequence[str], *, is_prefix: bool = False) -> bool:
    n = len(wanted)
    for at in range(len(words) - n + 1):
        found = words[at : at + n]
        if found == list(wanted) or (
            is_prefix and found[:-1] == list(wanted[:-1]) and found[-1].startswith(wanted[-1])
        ):
            return True
    return False
