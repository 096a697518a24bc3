"""Why a word has the stem it has, where a list decided that and no rule: for people who look at single words."""

from __future__ import annotations

from functools import cache

from index.analysis.lexicon import entries, pairs
from index.analysis.morphology import Analysis
from index.analysis.ranking import model
from index.analysis.rooting import NONE

CLITICS = ("nya", "lah", "kah", "pun")

LISTS = {
    "spellings.tsv": "another spelling",
    "roots.tsv": "a root that a list gives",
    "function.txt": "a function word, kept",
    "apart.txt": "a word with a meaning of its own, kept",
    "names.txt": "a name, kept",
    "places.txt": "a place, kept",
    "types.txt": "nearly always capital in news, kept",
}
"""Each list, and what a word is that stands in it; the first list that has it decides."""


def reason(surface: str, stem: str, names: frozenset[str] = NONE) -> str:
    """What gave *surface* its *stem*: a list, or affixes; ``""`` where neither did. *names* are an archive's own."""
    word = surface.removesuffix("'s").replace("'", "") or surface
    if told := _of_word(word, names):
        return told
    for clitic in CLITICS:
        host = word.removesuffix(clitic)
        if host != word and (told := _of_word(host, names)):
            return f"{host}: {told}"
    found = model().likeliest(word) if word.isalpha() and word != stem else None
    return "-".join(filter(None, (*_affixes(found), found.clitics))) if found and found.root == stem else ""


def _of_word(word: str, names: frozenset[str]) -> str:
    return "a name of this archive, kept" if word in names else _listed().get(word, "")


def _affixes(found: Analysis) -> tuple[str, str, str]:
    """As they are written: ``me``, ``banjir``, ``i``."""
    prefixes, _, suffix = found.affixes.partition("_")
    return prefixes, found.root, suffix


@cache
def _listed() -> dict[str, str]:
    """Word -> what it is."""
    ordinary = set(entries("ordinary.txt"))
    listed: dict[str, str] = {}
    for name, told in reversed(LISTS.items()):
        if name.endswith(".tsv"):
            listed |= {word: f"{told} of {root}" if name == "spellings.tsv" else told for word, root in pairs(name)}
        else:
            listed |= {word: told for word in entries(name) if word not in ordinary}
    return listed
