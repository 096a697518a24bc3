"""Which words are names, by how often they stand inside sentences with a capital letter."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from index.analysis import ranking
from index.analysis.lexicon import entries, lexicon
from index.analysis.morphology import Analysis
from index.analysis.normalise import straighten
from index.analysis.rooting import LOANS, root_and_parts

FEWEST = 4
"""Capital letters from which a word may count as a name."""
ORDINARY = math.log(2)
"""Of the words built on a root, from which a pair of affixes around it makes no name (Kecamatan), but where
capital letters are `SURE` times as many (Perhubungan)."""
SURE = 19
LIKELY = 0.0
"""Logarithm of the odds, name against inflected word, that an archive's own name must have by its form alone: a few
articles may well have an ordinary word (Gerakan, Pertahanan) in titles only."""

# A word after a lower-case letter, a comma and a space: inside a sentence, where a capital letter means a name.
_INSIDE = re.compile(r"(?<=[a-z,] )[A-Za-z]+(?![\w-])")


def frozen_names(texts: Iterable[str]) -> frozenset[str]:
    """The names in the *texts* of an archive that its analyser must leave alone besides those of the shipped lists."""
    small, capital = cases(map(straighten, texts))
    return frozenset(word for word in types(small, capital) if _is_likely(word)).difference(entries("ordinary.txt"))


def cases(texts: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """How often each word stands inside sentences in lower case, and how often with a capital letter."""
    written: Counter[str] = Counter()
    for text in texts:
        written.update(_INSIDE.findall(text))
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for word, n in written.items():
        (small if word.islower() else capital)[word.lower()] += n
    return small, capital


def types(small: Mapping[str, int], capital: Mapping[str, int]) -> Iterator[str]:
    """The names that would be altered or cut in parts, but for those that are rather an ordinary word in a title."""
    for word, n in capital.items():
        if not is_name(small[word], n) or root_and_parts(word) == (word,):
            continue
        analysis = analysis_of(word)
        is_in_title = analysis and _is_usual_in_a_circumfix(analysis) and n < SURE * small[word]
        if analysis is None and not word.startswith(LOANS):
            continue
        if not is_in_title:
            yield word


def is_name(small: int, capital: int) -> bool:
    """Whether a word so often written one way and the other is a name."""
    return capital >= FEWEST and capital >= 9 * small


def analysis_of(word: str) -> Analysis | None:
    """The analysis of a word that no list decides and that needs one; none for a name with a clitic (Tuhanmu)."""
    known = lexicon()
    if word in known.kept or word in known.roots or word in ranking.known_roots() or len(word) < 4:
        return None
    found = ranking.model().likeliest(word)
    return None if found and found.clitics in ("nya", "ku", "mu") else found


def _is_usual_in_a_circumfix(analysis: Analysis) -> bool:
    prefixes, _, suffix = analysis.affixes.partition("_")
    return bool(prefixes and suffix) and ranking.model().root[analysis.root] >= ORDINARY


def _is_likely(word: str) -> bool:
    analysis = analysis_of(word)
    return analysis is not None and ranking.model().doubt_of(analysis) >= LIKELY
