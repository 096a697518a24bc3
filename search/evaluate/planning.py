"""Query tree -> clauses: each word analysed, each term looked up, each pattern replaced by the forms it stands for.

Nothing is decoded here but what counting rarity needs where rows are dead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import assert_never

import numpy as np

from index.analysis import SHIPPED, Analyser, Token, fold
from index.columns import Columns
from index.schema import BY_NAME, Kind
from search.evaluate.bm25 import Saturations, idf
from search.evaluate.body import body_postings
from search.evaluate.budget import LOOK_STEPS, MOST_STEPS, TooCostly
from search.evaluate.clauses import Clause, Condition, Denied, Every, Never, Said, Term, WordForms
from search.evaluate.combining import AllOf, AtLeast, Best, Scaled
from search.evaluate.matches import rows_of
from search.evaluate.names import Named, NameIndex
from search.evaluate.nearness import Nearby
from search.evaluate.postings import Mask, Postings, Rows, TermPostings, Vocabulary
from search.evaluate.vocabulary import Ordinals, Spelling, alike, beginning, like, most_frequent
from search.query import remarks
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

SURFACE_WEIGHT, STEM_WEIGHT = 0.4, 1.0
"""Share of the two forms in a word's score; docs/decisions/analysis.md: the optimum is flat between 1:2 and 1:4."""
VARIANT_SHARE = 0.5
"""What a variant counts of the typed word, as no article is about the variant alone; not measured, see ranking.md."""
MOST_EXPANSIONS = 1_000
"""Forms that a prefix, a pattern or a misspelt word may stand for; of more, those in the most articles are taken."""
MOST_FORMS = 5_000
"""Forms that all of them in one query may stand for; each may always have LEAST_FORMS."""
LEAST_FORMS = 10


class Sources:
    """What planning needs of one generation, made once; safe to use from several threads."""

    def __init__(self, postings: Postings, analyser: Analyser = SHIPPED) -> None:
        self.analyse = analyser.analyse
        self.postings = postings
        self.columns: Columns = postings.columns
        self.size = len(self.columns)
        self.names = NameIndex(self.columns)
        self.spelling = Spelling(postings)
        self.dead: Rows = rows_of(~self.columns.alive)
        self.documents = self.size - len(self.dead)

    @cached_property
    def text(self) -> Saturations:
        """The lengths of whole articles."""
        return self._saturations(self.columns.text_length)

    @cached_property
    def title(self) -> Saturations:
        """The lengths of titles."""
        return self._saturations(self.columns.title_length)

    def _saturations(self, lengths: Rows) -> Saturations:
        alive = self.columns.alive
        return Saturations(lengths, float(lengths[alive].mean()) if alive.any() else 0.0)

    def rarity(self, postings: TermPostings) -> float:
        """The idf among articles that are alive."""
        return idf(self.documents, postings.documents - self._dead_among(postings))

    def _dead_among(self, postings: TermPostings) -> int:
        if not len(self.dead):
            return 0
        if len(self.dead) <= postings.documents:
            return int(np.count_nonzero(postings.among(self.dead)[0]))
        return int(np.count_nonzero(~self.columns.alive[postings.rows()]))


@dataclass(slots=True)
class Plan:
    """The planning of one query."""

    sources: Sources
    remarks: list[Unplaced] = field(default_factory=list)
    _looked_at: int = 0
    """Terms compared with patterns and misspelt words."""
    _stood_for: int = 0
    """Forms that the patterns so far stand for."""

    def clause(self, query: Query) -> Clause:  # noqa: C901, PLR0911, PLR0912 (one case per node)
        """*query* ready to be asked."""
        size = self.sources.size
        match query:
            case Word() | Phrase() | Prefix() | Wildcard() | Fuzzy() if BY_NAME[query.field].kind is not Kind.TEXT:
                return self._named(query)
            case Word(text, name):
                return self._word(self.sources.analyse(text), name)
            case Phrase(text, name):
                return self._phrase(self.sources.analyse(text), name)
            case Prefix(text, name):
                return self._prefix(query, self.sources.analyse(text), name)
            case Wildcard() | Fuzzy():
                return self._expanded(query, query.field, self._places(query))
            case Near():
                return self._near(query)
            case Widened(typed, variants):
                return self._widened(typed, variants)
            case Days(first, last):
                return Condition(self._days(first.toordinal() if first else 1, last.toordinal() if last else None))
            case Words(children, least):
                return self._at_least(children, least or len(children))
            case And(children):
                return self._at_least(children, len(children))
            case Or(children):
                return self._at_least(children, 1)
            case Not(child):
                return Denied(self.clause(child), size)
            case Everything():
                return Every(size)
            case Nothing():
                return Never()
            case _:
                assert_never(query)

    def _at_least(self, children: Sequence[Query], least: int) -> Clause:
        clauses = tuple(self.clause(child) for child in children)
        if len(clauses) == 1:
            return clauses[0]
        return AllOf(clauses) if least == len(clauses) else AtLeast(clauses, least, self.sources.size)

    def _named(self, query: Named) -> Condition:
        if isinstance(query, Wildcard | Fuzzy):
            self._look_at(self.sources.names.words(query.field))
        rows = self.sources.names.rows(query)
        if not (rows & self.sources.columns.alive).any():
            self.remarks.append(remarks.unknown_name(spell(query), BY_NAME[query.field]))
        return Condition(rows)

    def _days(self, first: int, last: int | None) -> Mask:
        columns = self.sources.columns
        after: Mask = columns.day >= max(first, 1)
        return after if last is None else after & (columns.last_day <= last)

    def _postings(self, name: str, form: str, terms: tuple[str, ...]) -> TermPostings:
        if name == "body":
            return body_postings(self.sources.postings, form, terms)
        if len(terms) == 1:
            return self.sources.postings.term(name, form, terms[0])
        return self.sources.postings.together(name, form, terms)

    def _term(self, postings: TermPostings, said: Said) -> Term:
        saturations = self.sources.title if said.field == "title" else self.sources.text
        return Term(postings, saturations, said.share * self.sources.rarity(postings), said)

    def _word(self, tokens: Sequence[Token], name: str) -> Clause:
        """A typed word that the analyser takes apart (``02091-C``) matches as the phrase of its parts."""
        return self._forms(tokens[0], name) if len(tokens) == 1 else self._phrase(tokens, name)

    def _forms(self, token: Token, name: str) -> WordForms:
        stem = self._postings(name, "stem", (token.stems[0],))
        surface = self._postings(name, "surface", (token.surface,))
        return WordForms(
            self._term(stem, Said(token.stems[0], name, "stem", STEM_WEIGHT)),
            self._term(surface, Said(token.surface, name, "surface", SURFACE_WEIGHT)),
            self.sources.size,
            is_one=stem.documents == surface.documents and stem.occurring == surface.occurring is not None,
        )

    def _phrase(self, tokens: Sequence[Token], name: str) -> Clause:
        if not tokens:
            return Never()
        words = tuple(self._forms(token, name) for token in tokens)
        return Nearby((tuple(word.surface.postings for word in words),), words)

    def _widened(self, typed: Word, variants: Sequence[Word | Phrase]) -> Clause:
        """The best of the typed word and its variants; a variant is never worth more than its share of the word."""
        first, *others = (self.clause(node) for node in (typed, *variants))
        most = worth(first)
        scaled = [Scaled(other, VARIANT_SHARE * min(1.0, most / worth(other))) for other in others if worth(other)]
        return Best((first, *scaled), self.sources.size) if scaled else first

    def _near(self, near: Near) -> Clause:
        """A quoted child stands in its surface form; a word in any form, which is where its stem stands."""
        operands, words = [], []
        for child in near.children:
            forms = [self._forms(token, near.field) for token in self.sources.analyse(child.text)]
            if not forms:
                return Never()
            is_exact = isinstance(child, Phrase) or len(forms) > 1
            operands.append(tuple((form.surface if is_exact else form.stem).postings for form in forms))
            words += forms
        return Nearby(tuple(operands), tuple(words), near.between, near.is_ordered)

    def _prefix(self, query: Prefix, tokens: Sequence[Token], name: str) -> Clause:
        if len(tokens) != 1:
            return self._phrase(tokens, name)
        found = [beginning(v, tokens[0].surface) for v in self._vocabularies(name)]
        return self._expanded(query, name, found)

    def _places(self, query: Wildcard | Fuzzy) -> Sequence[Ordinals]:
        wanted = fold(query.text)
        vocabularies = self._vocabularies(query.field)
        if isinstance(query, Wildcard):
            self._look_at(sum(len(alike(vocabulary, wanted)) for vocabulary in vocabularies))
            return [like(vocabulary, wanted) for vocabulary in vocabularies]
        self._look_at(sum(map(len, vocabularies)))
        return self.sources.spelling.near(_source(query.field), wanted, query.edits)

    def _look_at(self, terms: int) -> None:
        self._looked_at += terms
        if self._looked_at * LOOK_STEPS > MOST_STEPS:
            raise TooCostly

    def _vocabularies(self, name: str) -> Sequence[Vocabulary]:
        return self.sources.postings.vocabularies(_source(name), "surface")

    def _expanded(self, query: Prefix | Wildcard | Fuzzy, name: str, places: Sequence[Ordinals]) -> Clause:
        """All forms found, scored as if they were one term."""
        most = min(MOST_EXPANSIONS, max(LEAST_FORMS, MOST_FORMS - self._stood_for))
        terms, there_are = most_frequent(self._vocabularies(name), places, most)
        self._stood_for += len(terms)
        if len(terms) < there_are:
            self.remarks.append(remarks.many_forms(spell(query), there_are, len(terms)))
        said = Said(spell(query), name, "surface", 1.0)
        return self._term(self._postings(name, "surface", terms), said) if terms else Never()


def worth(clause: Clause) -> float:
    """The rarity of a word or phrase: what its score comes close to where it is frequent."""
    match clause:
        case WordForms(stem, surface):
            return stem.worth + surface.worth
        case Nearby(words=words):
            return sum(map(worth, words))
        case _:
            return 0.0


def _source(name: str) -> str:
    """The field of the index that a field of the query is read from."""
    return "title" if name == "title" else "text"
