"""Query tree -> OpenSearch's query language, so that the same articles match with the same scores.

Nothing a reader typed is parsed by the engine: it is handed single terms. Why so: docs/decisions/opensearch.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, assert_never

from index.analysis import Analyser, Token, fold
from index.backends.opensearch_mapping import STACK
from index.schema import BY_NAME, Kind
from search.backends.opensearch_spans import Dsl, Operand, any_of, places, span_terms, standing, stream, together
from search.evaluate.bm25 import idf
from search.evaluate.budget import TooCostly
from search.evaluate.closeness import NEIGHBOURS, side_by_side
from search.evaluate.names import Named
from search.evaluate.planning import (
    LEAST_FORMS,
    MOST_EXPANSIONS,
    MOST_FORMS,
    STEM_WEIGHT,
    SURFACE_WEIGHT,
    VARIANT_SHARE,
)
from search.query import remarks
from search.query.shape import is_condition
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
from search.query.words import spell
from search.results import Unplaced

NONE: Dsl = {"match_none": {}}
MOST_SPANS = 1_000
"""Terms at positions that one DEKAT may become; more are refused."""
COMMONEST = 5
"""Forms among which the one in the most articles is looked for."""

Terms = tuple[str, tuple[str, ...]]
"""A stream and terms of it, taken as one."""


class Facts(Protocol):
    """What compiling needs to know of a generation."""

    @property
    def total(self) -> int:
        """Its articles."""

    def frequencies(self, asked: Sequence[Terms]) -> Sequence[int]:
        """In how many articles any of the terms is, for each."""

    def forms(self, node: Prefix | Wildcard | Fuzzy, text: str, most: int) -> tuple[tuple[str, ...], int]:
        """The surface forms it stands for, at most so many, and how many there are."""

    def records(self, node: Named) -> Sequence[str]:
        """The identifiers of the values of its field that it means."""


@dataclass(slots=True)
class Compiler:
    """The compiling of one query."""

    facts: Facts
    analyser: Analyser
    remarks: list[Unplaced] = field(default_factory=list)
    _stood_for: int = 0

    def compile(self, query: Query) -> Dsl:  # noqa: C901, PLR0911, PLR0912 (one case per node)
        """*query* for the engine."""
        match query:
            case Word() | Phrase() | Prefix() | Wildcard() | Fuzzy() if BY_NAME[query.field].kind is not Kind.TEXT:
                return self._named(query)
            case Word(text, name):
                tokens = self.analyser.analyse(text)
                return forms(tokens[0], name) if len(tokens) == 1 else _phrase(tokens, name)
            case Phrase(text, name):
                return _phrase(self.analyser.analyse(text), name)
            case Prefix(text, name):
                tokens = self.analyser.analyse(text)
                return self._expanded(query, tokens[0].surface) if len(tokens) == 1 else _phrase(tokens, name)
            case Wildcard(text) | Fuzzy(text):
                return self._expanded(query, fold(text))
            case Near():
                return self._near(query)
            case Widened(typed, variants):
                return self._widened(typed, variants)
            case Days(first, last):
                return condition(days(first.toordinal() if first else 1, last.toordinal() if last else None))
            case Words(children, least):
                return self._at_least(children, least or len(children))
            case And(children):
                return self._at_least(children, len(children))
            case Or(children):
                return self._at_least(children, 1)
            case Not(child):
                return condition({"bool": {"must_not": [self.compile(child)]}})
            case Everything():
                return condition({"match_all": {}})
            case Nothing():
                return NONE
            case _:
                assert_never(query)

    def neighbours(self, query: Query) -> list[Dsl]:
        """What words typed side by side gain where they stand side by side: search/evaluate/closeness.py."""
        pairs = [(self._single(one), self._single(other), one.field) for one, other in side_by_side(query)]
        stems = [(a.stems[0], b.stems[0], name) for a, b, name in pairs if a and b]
        known = self._rarities((stream(name, "stem"), (term,)) for a, b, name in stems for term in (a, b))
        gains = []
        for one, other, name in stems:
            worth = [known[stream(name, "stem"), (term,)] for term in (one, other)]
            place = "whole_stem" if name == "text" else stream(name, "stem")
            boost = NEIGHBOURS * STEM_WEIGHT * max(worth) / sum(worth) if sum(worth) else 0.0
            gains.append(together(place, [one, other], boost))
        return gains

    def _single(self, word: Word) -> Token | None:
        tokens = self.analyser.analyse(word.text)
        return tokens[0] if len(tokens) == 1 else None

    def _rarities(self, asked: Iterable[Terms]) -> dict[Terms, float]:
        wanted = [*dict.fromkeys(asked)]
        found = self.facts.frequencies(wanted) if wanted else ()
        return {terms: idf(self.facts.total, count) for terms, count in zip(wanted, found, strict=True)}

    def _at_least(self, children: Sequence[Query], least: int) -> Dsl:
        compiled = [self.compile(child) for child in children]
        if len(compiled) == 1:
            return compiled[0]
        if least < len(compiled):
            return {"bool": {"should": compiled, "minimum_should_match": least}}
        scored = [dsl for child, dsl in zip(children, compiled, strict=True) if not is_condition(child)]
        bare = [dsl for child, dsl in zip(children, compiled, strict=True) if is_condition(child)]
        return {"bool": {"must": scored, "filter": bare}} if scored else condition({"bool": {"filter": bare}})

    def _named(self, node: Named) -> Dsl:
        ids = self.facts.records(node)
        if not ids:
            self.remarks.append(remarks.unknown_name(spell(node), BY_NAME[node.field]))
            return NONE
        return condition({"terms": {node.field: [*ids]}})

    def _expanded(self, node: Prefix | Wildcard | Fuzzy, text: str) -> Dsl:
        """All forms found, scored as if they were one term; the engine takes the rarity of the commonest for theirs."""
        most = min(MOST_EXPANSIONS, max(LEAST_FORMS, MOST_FORMS - self._stood_for))
        terms, there_are = self.facts.forms(node, text, most)
        self._stood_for += len(terms)
        if len(terms) < there_are:
            self.remarks.append(remarks.many_forms(spell(node), there_are, len(terms)))
        if not terms:
            return NONE
        place = stream(node.field, "surface")
        if len(terms) == 1:
            return term(place, terms[0], 1.0)
        each = [(place, (one,)) for one in terms] if len(terms) <= COMMONEST else self._commonest(place, terms)
        known = self._rarities([(place, terms), *each])
        boost = known[place, terms] / min(known[one] for one in each)
        return {"match": {place: {"query": STACK.join(terms), "analyzer": "together", "boost": boost}}}

    def _commonest(self, place: str, terms: tuple[str, ...]) -> list[Terms]:
        """The term in the most articles, which of so many is asked for all at once."""
        counts = self.facts.frequencies([(place, (one,)) for one in terms])
        return [(place, (max(zip(counts, terms, strict=True))[1],))]

    def _near(self, near: Near) -> Dsl:
        operands, words = [], []
        for child in near.children:
            tokens = self.analyser.analyse(child.text)
            if not tokens:
                return NONE
            is_exact = isinstance(child, Phrase) or len(tokens) > 1
            operands.append(Operand(tuple(t.surface if is_exact else t.stems[0] for t in tokens), is_exact))
            words += [forms(token, near.field) for token in tokens]
        if span_terms(operands, near) > MOST_SPANS:
            raise TooCostly
        where = [standing(operands, near, name) for name in places(near.field)]
        return {"bool": {"must": words, "filter": [any_of(where)]}}

    def _widened(self, typed: Word, variants: Sequence[Word | Phrase]) -> Dsl:
        tokens = {node: self.analyser.analyse(node.text) for node in (typed, *variants)}
        known = self._rarities(one for node, found in tokens.items() for t in found for one in _both(t, node.field))
        worth = {
            node: sum(
                share * known[one] for t in found for one, share in zip(_both(t, node.field), SHARES, strict=True)
            )
            for node, found in tokens.items()
        }
        others = [
            {"bool": {"must": [self.compile(node)], "boost": VARIANT_SHARE * min(1.0, worth[typed] / worth[node])}}
            for node in variants
            if worth[node]
        ]
        first = self.compile(typed)
        return {"dis_max": {"queries": [first, *others], "tie_breaker": 0.0}} if others else first


SHARES = (STEM_WEIGHT, SURFACE_WEIGHT)


def condition(dsl: Dsl) -> Dsl:
    """What only narrows, and scores nothing."""
    return {"constant_score": {"filter": dsl, "boost": 0.0}}


def days(first: int, last: int | None) -> Dsl:
    """Published from the day *first* to *last*, surely; undated articles have no day."""
    bounds: list[Dsl] = [{"range": {"day": {"gte": max(first, 1)}}}]
    bounds += [] if last is None else [{"range": {"last_day": {"lte": last}}}]
    return {"bool": {"filter": bounds}}


def term(place: str, text: str, boost: float) -> Dsl:
    """One term of one field."""
    return {"term": {place: {"value": text, "boost": boost}}}


def forms(token: Token, name: str) -> Dsl:
    """A word in either form: what holds the written form holds its stem."""
    stem, surface = stream(name, "stem"), stream(name, "surface")
    return {
        "bool": {
            "must": [term(stem, token.stems[0], STEM_WEIGHT)],
            "should": [term(surface, token.surface, SURFACE_WEIGHT)],
        }
    }


def _both(token: Token, name: str) -> tuple[Terms, Terms]:
    return (stream(name, "stem"), (token.stems[0],)), (stream(name, "surface"), (token.surface,))


def _phrase(tokens: Sequence[Token], name: str) -> Dsl:
    """Scores as its words do, wherever they stand."""
    if not tokens:
        return NONE
    surfaces = [token.surface for token in tokens]
    where = [together(stream(place, "surface"), surfaces) for place in places(name)]
    return {"bool": {"must": [forms(token, name) for token in tokens], "filter": [any_of(where)]}}
