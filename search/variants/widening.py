"""Query tree -> query tree in which a word stands with its variants, and their names for the reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from index.analysis import Analyser, Token
from index.schema import BY_NAME, Kind
from search.query.tree import And, Or, Phrase, Query, Widened, Word, Words
from search.variants.lists import Expression, Lists, Surfaces
from search.variants.old_spelling import respelt

MOST = 8
"""Variants of one word."""

Variant = Word | Phrase


class Index(Protocol):
    """What an index holds."""

    @property
    def analyser(self) -> Analyser:
        """The analyser it was made with."""

    def frequency(self, surface: str) -> int:
        """How many articles hold this form, or a few more."""

    def count(self, query: Query) -> int:
        """How many articles match *query*."""


@dataclass(frozen=True, slots=True)
class Widening:
    """A query with variants."""

    query: Query
    tried: tuple[str, ...] = ()
    """The variants, each once, in the order of the query; for the reader."""


def widen(query: Query, lists: Lists, index: Index) -> Widening:
    """*query* with the variants of its words that *index* holds. What is quoted, near something or excluded has none.

    Each word of an expression is widened by itself: how many words an article must hold does not change.
    """
    search = _Search(lists, index)
    widened = search.within(query)
    return Widening(widened, tuple(dict.fromkeys(node.text for node in search.taken)))


class _Search:
    """One query's variants as they are found."""

    def __init__(self, lists: Lists, index: Index) -> None:
        self._lists = lists
        self._index = index
        self.taken: list[Variant] = []

    def within(self, node: Query) -> Query:
        match node:
            case Word():
                return self._side_by_side([node])[0]
            case Words(children):
                return replace(node, children=tuple(self._side_by_side(children)))
            case And(children):
                return And(tuple(map(self.within, children)))
            case Or(children):
                return Or(tuple(map(self.within, children)))
            case _:
                return node

    def _side_by_side(self, nodes: Sequence[Query]) -> list[Query]:
        """Clauses next to each other, of which several words may be one expression."""
        read = [self._typed(node) for node in nodes]
        found: list[dict[Variant, None]] = [{} for _ in nodes]
        for first in range(len(nodes)):
            for run in _runs(read[first:], self._lists.longest):
                others = dict.fromkeys(self._listed(run))
                for place in range(first, first + len(run)):
                    found[place] |= others
        for place, typed in enumerate(read):
            found[place] |= dict.fromkeys(self._respelt(typed) if typed else ())
        return [
            self._joined(typed, tuple(variants)[:MOST]) if typed and variants else self._unwidened(node)
            for node, typed, variants in zip(nodes, read, found, strict=True)
        ]

    def _typed(self, node: Query) -> _Typed | None:
        """A word of running text; None for all else."""
        if isinstance(node, Word) and BY_NAME[node.field].kind is Kind.TEXT:
            return _Typed(node, self._index.analyser.analyse(node.text))
        return None

    def _unwidened(self, node: Query) -> Query:
        """A clause that is no word, or has no variants."""
        return node if isinstance(node, Word) else self.within(node)

    def _joined(self, typed: _Typed, variants: tuple[Variant, ...]) -> Query:
        self.taken += variants
        return Widened(typed.word, variants)

    def _listed(self, run: Sequence[_Typed]) -> Iterator[Variant]:
        """What the lists say of words that stand together, and of a single one by its stem (bersholawat)."""
        surfaces = tuple(surface for typed in run for surface in typed.surfaces)
        written = " ".join(part for typed in run for part in typed.written)
        listed = self._lists.others.get(surfaces) or self._lists.others.get(tuple(_only_stem(run)), ())
        for expression, other in listed:
            if expression.is_capitalised and written != expression.text:
                continue
            node = _node(other, run[0].word.field)
            is_useless = set(surfaces) <= set(other.surfaces) or self._is_apart(surfaces, other.surfaces)
            if not is_useless and self._is_found(node, other.surfaces, run):
                yield node

    def _respelt(self, typed: _Typed) -> Iterator[Variant]:
        if len(typed.tokens) != 1:
            return
        (surface,) = typed.surfaces
        for other, is_weak in respelt(surface):
            if not self._index.frequency(other) or self._is_apart((surface,), (other,)):
                continue
            node = Word(_cased(other, typed.written[0]), typed.word.field)
            if not (is_weak and self._index.frequency(surface)) and self._is_found(node, (other,), [typed]):
                yield node

    def _is_apart(self, one: Surfaces, other: Surfaces) -> bool:
        return frozenset((one, other)) in self._lists.apart

    def _is_found(self, node: Variant, surfaces: Surfaces, run: Sequence[_Typed]) -> bool:
        """Whether the index holds it, and the typed word does not find it anyway, by the same stem."""
        (first, *_) = self._index.analyser.analyse(node.text)
        if isinstance(node, Word) and [typed.tokens[0].stems[0] for typed in run] == [first.stems[0]]:
            return False
        return all(map(self._index.frequency, surfaces)) and self._index.count(node) > 0


@dataclass(frozen=True, slots=True)
class _Typed:
    """A typed word, analysed."""

    word: Word
    tokens: tuple[Token, ...]

    @property
    def surfaces(self) -> Surfaces:
        return tuple(token.surface for token in self.tokens)

    @property
    def written(self) -> tuple[str, ...]:
        return tuple(self.word.text[token.start : token.end] for token in self.tokens)


def _only_stem(run: Sequence[_Typed]) -> Iterator[str]:
    """The stem of a run that is one token."""
    if len(run) == 1 and len(run[0].tokens) == 1:
        yield run[0].tokens[0].stems[0]


def _runs(read: Sequence[_Typed | None], longest: int) -> Iterator[Sequence[_Typed]]:
    """The first word, the first two, ... as long as words of one field follow each other."""
    run: list[_Typed] = []
    for typed in read[:longest]:
        if typed is None or not typed.tokens or (run and typed.word.field != run[0].word.field):
            return
        run.append(typed)
        yield tuple(run)


def _node(expression: Expression, field: str) -> Variant:
    return (Word if len(expression.surfaces) == 1 else Phrase)(expression.text, field)


def _cased(word: str, typed: str) -> str:
    """For the reader: with a capital where the typed word has one."""
    return word.capitalize() if typed[:1].isupper() else word
