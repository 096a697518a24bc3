"""Which of a word's analyses is the likely one: counts of roots, affixes and clitics, learnt from text without labels.

The counts are in data/model.tsv, made by learning.py; docs/decisions/analysis-stemmer.md is the model card.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from zlib import crc32

from index.analysis import sastrawi
from index.analysis.lexicon import entries, lexicon
from index.analysis.morphology import SLIP, Analysis, analyses

UNSEEN = 0.3
"""What is added to the count of every root, so that one never met is possible too."""
DOUBTFUL = 2.5
"""Logarithm of the odds, name against inflected word, from which an analysis is refused: then two of three names that
look inflected stay whole, and one of eighty rare words."""

_UNSEEN = math.log(UNSEEN)
_UNSEEN_AFFIXES = math.log(1e-8)
_SLIPPED = math.log(0.2)
# For a letter left out. Given, not learnt: learning explains each slip by a rare root instead.


@dataclass(frozen=True, slots=True)
class Model:
    """Logarithms of weights; they are compared, never added up to one."""

    root: Mapping[str, float]
    affixes: Mapping[str, float]
    clitics: Mapping[str, float]
    doubt: Mapping[str, float]

    def weight(self, analysis: Analysis) -> float:
        """How likely *analysis* is beside others of the same word."""
        root, affixes, clitics = analysis
        weight = self.root[root] + self.affixes.get(affixes, _UNSEEN_AFFIXES)
        if clitics.startswith(SLIP):
            return weight + _SLIPPED + self.clitics.get(clitics[1:], _UNSEEN_AFFIXES)
        return weight + self.clitics.get(clitics, _UNSEEN_AFFIXES)

    def likeliest(self, word: str) -> Analysis | None:
        """The likeliest analysis, the first of equals. None if no root is in *word*."""
        found = analyses(word, self.root)
        return found[0] if len(found) == 1 else max(found, key=self.weight, default=None)

    def root_of(self, word: str) -> str:
        """The root of the likeliest analysis, unless *word* is rather a name that looks inflected; else nothing."""
        analysis = self.likeliest(word)
        return "" if analysis is None or self.doubt_of(analysis) > DOUBTFUL else analysis.root

    def doubt_of(self, analysis: Analysis) -> float:
        """Logarithm of the odds that the word of *analysis* is a name, against those that it is built so."""
        return sum(self.doubt.get(sign, 0.0) for sign in signs(analysis, math.exp(self.root[analysis.root])))


def signs(analysis: Analysis, built: float) -> Iterator[str]:
    """What tells names from inflected words: the affixes, the length of the root, how many words are built on it."""
    yield f"affixes {analysis.affixes}"
    yield f"letters {min(len(analysis.root), 8)}"
    yield f"built {0 if built < 0.8 else 1 if built < 2.8 else 3 if built < 7.8 else 8}"


@cache
def model() -> Model:
    """The model over the roots known here."""
    tables: dict[str, dict[str, float]] = {"root": {}, "affixes": {}, "clitics": {}, "doubt": {}}
    for entry in entries("model.tsv"):
        kind, name, value = entry.split("\t")
        tables[kind][name] = float(value)
    counts = tables.pop("root")
    return Model({root: counts.get(key(root), _UNSEEN) for root in known_roots()}, **tables)


@cache
def known_roots() -> frozenset[str]:
    """The dictionary's roots, those it lacks (data/further.txt), and the stems given in other lists."""
    given = filter(str.isalpha, (*lexicon().roots.values(), *lexicon().spellings))
    return frozenset({*sastrawi.dictionary(), *entries("further.txt"), *given})


def key(root: str) -> str:
    """The name of a root in data/model.tsv, which must not repeat the dictionary: a check sum of 32 bits."""
    return f"{crc32(root.encode()):08x}"
