"""PySastrawi's dictionary and rules, read from the installed package and driven faster.

But for its infix rules, answers are PySastrawi's own, word for word (a test compares them); only the driver differs.
PySastrawi compiles each word as a regular expression to see what a rule cut off and tries all 45 prefix rules on
every word, 75 to 120 us a word; this takes about 15 us.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
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

_INFIX_RULES = range(37, 41)
"""Left out: of some 70 words they alter in 12 million words of news, 4 come out right (reruntuhan, turun-temurun,
rerumputan, kesinambungan: now in roots.tsv); kinerja, relawan, menemani, Temanggung, Ginanjar do not."""

_LETTERS = ((range(1, 6), "b"), (range(6, 10), "t"), (range(10, 20), "m"), (range(35, 36), "t"), (range(41, 43), "k"))
"""Numbers of PySastrawi's prefix rules and the letter they begin with; the others are for p."""


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
    stemmer = Stemmer(ArrayDictionary(_dictionary_file().decode("utf-8").splitlines()))
    provider = stemmer.visitor_provider
    rules = [visitor.disambiguators for visitor in provider.get_prefix_visitors() if hasattr(visitor, "disambiguators")]
    rules = [group for group in rules if _number(group[0]) not in _INFIX_RULES]
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
        self._by_letter: defaultdict[str, list[list[Any]]] = defaultdict(list)
        for group in groups:
            number = _number(group[0])
            letter = next((letter for numbers, letter in _LETTERS if number in numbers), "p")
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


def _number(rule: Any) -> int:
    """The number PySastrawi gives a rule in the name of its class."""
    return int(re.sub(r"\D", "", type(rule).__name__))
