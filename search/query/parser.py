"""A query as typed -> a tree and remarks. Never raises, whatever the string.

From loosest to tightest: ATAU, DAN, side by side, BUKAN and the minus. ``a b ATAU c DAN -d`` is
``(a b) ATAU (c DAN (BUKAN d))``. A field reaches as far as the word, phrase or parentheses after it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from index.schema import BY_NAME, BY_PREFIX, Field
from index.schema import Kind as FieldKind
from search.query import remarks
from search.query.days import MOST_WORDS, read_days, spell_days, words_of_date
from search.query.leaves import read_leaf, read_near
from search.query.lexer import Kind, Token, holds_word, scan
from search.query.repair import repair
from search.query.shape import all_of, any_of, negated, side_by_side
from search.query.tree import Days, Everything, Nothing, Query
from search.query.words import spell
from search.results import Diagnostic, Unplaced

MAX_LENGTH = 512
_STARTS_CLAUSE = frozenset({Kind.WORD, Kind.PHRASE, Kind.FIELD, Kind.OPEN, Kind.NOT})


@dataclass(frozen=True, slots=True)
class Place:
    """A part of the tree, and what was typed for it: ``text[start:end]``."""

    part: Query
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a query asks, and what the reader should know about how it was read."""

    query: Query
    diagnostics: tuple[Diagnostic, ...]
    """In the order of the query, each message once."""
    places: tuple[Place, ...] = field(default=(), compare=False)
    """Where the reader typed the whole query, then each word, phrase and date of it."""

    def placed(self, remark: Unplaced) -> Diagnostic:
        """*remark* at the place of what it is about; of a part that was typed twice, the first."""
        whole = self.places[0] if self.places else Place(self.query, 0, 0)
        about = (place for place in self.places[1:] if spell(place.part) == remark.about) if remark.about else ()
        place = next(iter(about), whole)
        return Diagnostic(remark.kind, remark.message, place.start, place.end)


def parse(text: str, today: dt.date | None = None) -> Parsed:
    """Read *text*; *today* gives ``tanggal:kemarin`` its meaning. Blank text asks for everything.

    Text of which nothing can be searched gives Nothing, never everything, and at least one diagnostic.
    """
    if not text or text.isspace():
        return Parsed(Everything(), ())
    kept = _shortened(text)
    tokens, scanned = scan(kept)
    tokens, repaired = repair(tokens)
    grammar = _Grammar(tokens, today)
    query = grammar.alternatives(None) or Nothing()
    found = [*scanned, *repaired, *grammar.remarks]
    if len(kept) < len(text):
        # A pair that the cut took apart is not the reader's mistake.
        found = [d for d in found if d.end < len(kept) or not d.kind.startswith("unbalanced")]
        found.append(remarks.too_long(MAX_LENGTH, len(kept), len(text)))
    if isinstance(query, Nothing) and not found:
        found.append(remarks.no_words(0, len(text)))
    whole = Place(query, len(text) - len(text.lstrip()), len(text.rstrip()))
    return Parsed(query, _each_once(found), (whole, *grammar.places))


def _shortened(text: str) -> str:
    """At most MAX_LENGTH characters, without half a word at the end where that can be had."""
    if len(text) <= MAX_LENGTH:
        return text
    end = MAX_LENGTH
    while end and not text[end].isspace():
        end -= 1
    return text[: end or MAX_LENGTH]


def _each_once(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    ordered = sorted(found, key=lambda d: (d.start, d.end))
    first = {d.message: d for d in reversed(ordered)}
    return tuple(d for d in ordered if first[d.message] is d)


@dataclass(slots=True)
class _Grammar:
    """Recursive descent over repaired tokens; goes no deeper than repair.MAX_DEPTH parentheses."""

    tokens: tuple[Token, ...]
    today: dt.date | None
    position: int = 0
    remarks: list[Diagnostic] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)

    def alternatives(self, within: Field | None) -> Query | None:
        """Parts joined by ATAU."""
        parts = [self._requirements(within)]
        while self._kind() is Kind.OR:
            self._take()
            parts.append(self._requirements(within))
        return any_of(parts)

    def _requirements(self, within: Field | None) -> Query | None:
        parts = [self._neighbours(within)]
        while self._kind() is Kind.AND:
            self._take()
            parts.append(self._neighbours(within))
        return all_of(parts)

    def _neighbours(self, within: Field | None) -> Query | None:
        parts: list[Query | None] = []
        while self._kind() in _STARTS_CLAUSE:
            parts.append(self._clause(within))
        return side_by_side(parts)

    def _clause(self, within: Field | None) -> Query | None:
        is_denied = False
        token = self._take()
        while token.kind in (Kind.NOT, Kind.FIELD):
            is_denied ^= token.kind is Kind.NOT
            within = BY_PREFIX[token.text] if token.kind is Kind.FIELD else within
            token = self._take()
        if token.kind is Kind.OPEN:
            part = self.alternatives(within)
            self._take()
        elif self._kind() is Kind.NEAR:
            part = self._nearness(token, within)
        else:
            part = self._leaf(token, within)
        return negated(part) if is_denied else part

    def _leaf(self, token: Token, within: Field | None) -> Query | None:
        if within and within.kind is FieldKind.DAY:
            return self._days(self._whole_date(token))
        if not holds_word(token.text):
            self.remarks.append(remarks.no_words(token.start, token.end))
            return None
        part, found = read_leaf(token, within or BY_NAME["text"])
        self.remarks += found
        self.places.append(Place(part, token.start, token.end))
        return part

    def _days(self, token: Token) -> Days | None:
        days = read_days(token.text, self.today)
        if days is None:
            self.remarks.append(remarks.bad_date(token.text, token.start, token.end))
            return None
        if days.first and days.last and days.first > days.last:
            days = read_days("..".join(reversed(token.text.split(".."))), self.today) or days
            self.remarks.append(remarks.reversed_days(token.text, spell_days(days), token.start, token.end))
        self.places.append(Place(days, token.start, token.end))
        return days

    def _whole_date(self, first: Token) -> Token:
        """*first* with the words after it that belong to the same date: ``7 hari``, ``15 September 2019``."""
        words = [first]
        for token in self.tokens[self.position : self.position + MOST_WORDS - 1]:
            if token.kind is not Kind.WORD or first.kind is not Kind.WORD:
                break
            words.append(token)
        n = words_of_date([token.text for token in words])
        self.position += n - 1
        text = " ".join(token.text for token in words[:n])
        return Token(first.kind, text, first.start, words[n - 1].end)

    def _nearness(self, first: Token, within: Field | None) -> Query | None:
        """What DEKAT or SEBELUM joins; each is a word or a phrase, or is asked for beside the others."""
        parts = [self._leaf(first, within)]
        joint = self.tokens[self.position]
        while self._kind() is Kind.NEAR:
            self._take()
            parts.append(self._leaf(self._take(), within))
        if not any(parts):
            return None
        near, found = read_near(joint, [part for part in parts if part], within or BY_NAME["text"])
        self.remarks += found
        self.places.append(Place(near, first.start, self.tokens[self.position - 1].end))
        return near

    def _kind(self) -> Kind | None:
        return self.tokens[self.position].kind if self.position < len(self.tokens) else None

    def _take(self) -> Token:
        self.position += 1
        return self.tokens[self.position - 1]
