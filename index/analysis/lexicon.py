"""The word lists beside the rules, read once from data/.

A list file is UTF-8, one entry a line; `#` begins a comment, a tab separates a word from what stands for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"

KEPT = ("function.txt", "apart.txt", "names.txt", "places.txt", "types.txt")
"""Lists of words that are their own stem."""

ROOTS = ("spellings.tsv", "roots.tsv")
"""Lists of words with the stem to give them."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of single words before any rule is asked."""

    roots: dict[str, str]
    """Word -> its stem, which is final: another spelling, or a root the rules miss."""
    kept: frozenset[str]
    """Function words, words with a meaning of their own, names, and the given stems: never stemmed."""
    spellings: frozenset[str]
    """Other spellings, which are inflected like the word itself: mengijinkan."""


@cache
def lexicon() -> Lexicon:
    """The lists of this version of the analyser."""
    spellings = dict(pairs("spellings.tsv"))
    roots = spellings | dict(pairs("roots.tsv"))
    kept = {word for name in KEPT for word in entries(name)} - set(entries("ordinary.txt"))
    return Lexicon(roots, frozenset(kept.union(roots.values())), frozenset(spellings))


def entries(name: str) -> Iterator[str]:
    """The lines of a list, without comments."""
    for line in (DATA / name).read_text("utf-8").splitlines():
        entry = line.partition("#")[0].strip()
        if entry:
            yield entry


def pairs(name: str) -> Iterator[tuple[str, str]]:
    """Every word of a list of stems, with its stem."""
    for entry in entries(name):
        root, _, words = entry.partition("\t")
        for word in words.split():
            yield word, root
