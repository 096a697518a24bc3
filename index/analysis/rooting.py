"""The root of one word of letters: the lists first, then the likeliest analysis, then compounds and unknown words."""

from __future__ import annotations

from collections.abc import Container

from index.analysis.lexicon import lexicon
from index.analysis.morphology import SLIP, endings, openings
from index.analysis.ranking import model

Names = Container[str]
NONE: frozenset[str] = frozenset()

_CLITICS = ("nya", "lah", "kah", "pun")
LOANS = ("antar", "anti", "multi", "non", "pasca", "pra")
"""Prefixes that change the meaning: antikorupsi is found as itself and, besides, by korupsi."""
_LONGEST = 40
"""Letters. Nothing longer is an Indonesian word."""
_HALF = 0.8
_BOTH = 2.8
"""Logarithms of the words built on a root, from which it may be half of a compound: 2, and 16 for both multiplied."""
_LEAST = -9.0
"""Logarithm of the share of the affixes around a compound."""


def root_and_parts(word: str, names: Names = NONE) -> tuple[str, ...]:
    """The root of *word*, which holds letters only, then the halves of a compound it is.

    *names* are left whole besides those of the lists.
    """
    known = lexicon()
    if word in known.roots:
        return (known.roots[word],)
    if word in names or word in known.kept or not 3 < len(word) <= _LONGEST or not word.isascii():
        return (word,)
    if word in model().root:
        return (word, *_borrowed(word))
    if host := _host(word, names):
        return root_and_parts(host, names)
    if found := model().root_of(word):
        return (known.roots[found],) if found in known.roots else (found, *_borrowed(found))
    return _unknown(word, names)


def root(word: str, names: Names = NONE) -> str:
    """The root of *word*, which holds letters only."""
    return root_and_parts(word, names)[0]


def _host(word: str, names: Names) -> str:
    """What a clitic hangs on if a list has it (Bekasilah, pemerintahnya), else nothing."""
    known = lexicon()
    for clitic in _CLITICS:
        host = word.removesuffix(clitic)
        if host != word and len(host) > 2 and (host in known.kept or host in known.roots or host in names):
            return host
    return ""


def _unknown(word: str, names: Names) -> tuple[str, ...]:
    """What no root explains: a word from abroad (webnya), a compound in affixes, a loan prefix."""
    if compound := _compound(word):
        return compound
    if word.endswith("nya") and len(word) > 5:
        return root_and_parts(word.removesuffix("nya"), names)
    for loan in LOANS:
        rest = word.removeprefix(loan)
        if rest != word and len(rest) > 3 and (part := _known(rest, names)):
            return (word, part)
    return (word,)


def _borrowed(entry: str) -> tuple[str, ...]:
    """What a loan prefix stands before in a word of the dictionary, if that is met in news: nonaktif, not antibiotik.

    pra- is one before longer words only: prasejarah, not pramuka, pradana, prahara.
    """
    for loan in LOANS:
        rest = entry.removeprefix(loan)
        is_long = len(rest) > 4
        part = rest if rest in model().root or not is_long else model().root_of(rest)
        if rest != entry and (is_long or loan != "pra") and model().root.get(part, -1.0) > 0:
            return (part,)
    return ()


def _known(word: str, names: Names) -> str:
    """The root of *word*, if it is a word of the language, else nothing."""
    part = root(word, names)
    return part if part != word or part in model().root else ""


def _compound(word: str) -> tuple[str, ...]:
    """Two usual roots that one pair of affixes holds together, ketidakadilan: tidakadil, tidak, adil; else nothing."""
    found: list[tuple[float, str, str]] = []
    affixes = model().affixes
    for base, suffix, clitics in endings(word):
        if SLIP in clitics:
            continue
        for whole, prefix in openings(base):
            weight = affixes.get(f"{prefix}_{suffix}", _LEAST - 1)
            if len(whole) > 5 and prefix and weight >= _LEAST:
                found += [(both + weight, one, other) for both, one, other in _halves(whole)]
    if not found:
        return ()
    _, one, other = max(found)
    return (one + other, *(lexicon().roots.get(half, half) for half in (one, other)))


def _halves(whole: str) -> list[tuple[float, str, str]]:
    roots = model().root
    found = []
    for at in range(3, len(whole) - 2):
        one, other = roots.get(whole[:at], 0.0), roots.get(whole[at:], 0.0)
        if min(one, other) >= _HALF and one + other >= _BOTH:
            found.append((one + other, whole[:at], whole[at:]))
    return found
