"""PySastrawi's dictionary and rules, read from the installed package and driven faster.

Answers are PySastrawi's own, word for word (a test compares them); only the driver differs. PySastrawi compiles
each word as a regular expression to see what a rule cut off and tries all 45 prefix rules on every word, 75 to
120 us a word; this takes about 17 us.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from importlib import resources
from importlib.metadata import version
from typing import Any

from Sastrawi.Dictionary.ArrayDictionary import ArrayDictionary
from Sastrawi.Stemmer.Context.Removal import Removal
from Sastrawi.Stemmer.Stemmer import Stemmer

_SUFFIXES = (
    (re.compile(r"-*(lah|kah|tah|pun)$"), "P"),
    (re.compile(r"-*(ku|mu|nya)$"), "PP"),
    (re.compile(r"(is|isme|isasi|i|kan|an)$"), "DS"),
)
"""As in PySastrawi's visitors, with the names it gives the kinds."""

_CONSONANTS = "bcdfghjklmnpqrstvwxyz"

_LETTERS_BY_RULE = (
    (range(1, 6), "b"),
    (range(6, 10), "t"),
    (range(10, 20), "m"),
    (range(35, 36), "t"),
    (range(37, 41), _CONSONANTS),
    (range(41, 43), "k"),
)
"""Numbers of PySastrawi's prefix rules and the letters they begin with; the others are for p."""


def root(word: str) -> str:
    """The dictionary word PySastrawi reaches first from *word*, else *word*. Takes only letters a to z."""
    stemmed: str = _stemmer().stem_singular_word(word)
    return stemmed


def is_root(word: str) -> bool:
    """Whether PySastrawi's dictionary lists *word*."""
    known: bool = _stemmer().get_dictionary().contains(word)
    return known


def digest() -> str:
    """Version of PySastrawi and content of its dictionary."""
    return f"{version('pysastrawi')} {hashlib.sha256(_dictionary_file()).hexdigest()}"


def _dictionary_file() -> bytes:
    return resources.files("Sastrawi.Stemmer").joinpath("data", "kata-dasar.txt").read_bytes()


@cache
def _stemmer() -> Any:
    stemmer = Stemmer(ArrayDictionary(_dictionary_file().decode("utf-8").split("\n")))
    provider = stemmer.visitor_provider
    rules = [visitor.disambiguators for visitor in provider.get_prefix_visitors() if hasattr(visitor, "disambiguators")]
    provider.suffix_visitors = [_Suffix(pattern, kind) for pattern, kind in _SUFFIXES]
    provider.prefix_visitors = [_Prefix(rules)]
    return stemmer


class _Suffix:
    """Takes off one kind of suffix; stands in for three of PySastrawi's visitors."""

    def __init__(self, pattern: re.Pattern[str], kind: str) -> None:
        self._pattern = pattern
        self._kind = kind

    def visit(self, context: Any) -> None:
        word: str = context.current_word
        rest = self._pattern.sub("", word, count=1)
        if rest != word:
            context.add_removal(Removal(self, word, rest, word.replace(rest, "", 1), self._kind))
            context.current_word = rest


class _Prefix:
    """Takes off the first prefix a rule knows; stands in for all of PySastrawi's prefix visitors.

    Every rule's expression begins with a fixed letter, so only the rules of the word's first letter are asked,
    in PySastrawi's order.
    """

    def __init__(self, groups: list[list[Any]]) -> None:
        self._by_letter: dict[str, list[list[Any]]] = {letter: [] for letter in _CONSONANTS}
        for group in groups:
            for letter in _first_letters(type(group[0]).__name__):
                self._by_letter[letter].append([rule.disambiguate for rule in group])

    def visit(self, context: Any) -> None:
        word: str = context.current_word
        rest = self._rest(word, context.dictionary.words)
        if rest is not None:
            context.add_removal(Removal(self, word, rest, "", "DP"))
            context.current_word = rest

    def _rest(self, word: str, known: dict[str, str]) -> str | None:
        if word.startswith(("di", "ke", "se")):
            return word[2:]
        for group in self._by_letter.get(word[:1], ()):
            rest: str | None = None
            for rule in group:
                rest = rule(word)
                if rest in known:
                    break
            if rest is not None:
                return rest
        return None


def _first_letters(rule: str) -> str:
    """The letters with which a word must begin for the rule to apply, by the number in the rule's name."""
    number = int(re.sub(r"\D", "", rule))
    return next((letters for numbers, letters in _LETTERS_BY_RULE if number in numbers), "p")
