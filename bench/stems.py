"""Which stems differ from gold lemmas, by reason: python -m bench.stems LEMMAS.tsv

LEMMAS.tsv has surface, lemma and part of speech of each token (UD). It measures, nothing is taken from it. Affixed are
content words that differ from their lemma; a name is altered when its stem is not what was written in lower case.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from index.analysis import fold, stem
from index.analysis.lexicon import entries, pairs

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV"})
ON_PURPOSE = frozenset({*entries("function.txt"), *entries("apart.txt")})
APART = frozenset(root for form, root in pairs("roots.tsv") if form == root)
"""Words that people keep apart from the root they are built on: pemerintah is no perintah."""

Token = tuple[str, str, str]


def main() -> None:
    lines = Path(sys.argv[1]).read_text("utf-8").splitlines()
    tokens = [read(line) for line in lines]
    content = [token for token in tokens if token[2] in CONTENT and token[0].isalpha()]
    affixed = [token for token in content if token[0] != token[1]]
    wrong = Counter(why_wrong(surface, lemma) for surface, lemma, _ in affixed if stem(surface) != lemma)
    told("affixed tokens", len(affixed), wrong)
    kept = sum(n for reason, n in wrong.items() if reason.startswith("kept"))
    whole = wrong.total()
    print(f"as the gold {_right(affixed, whole)}; those kept apart taken for right {_right(affixed, whole - kept)}")
    names = [surface for surface, _, part in tokens if part == "PROPN"]
    ordinary = {surface for surface, _, _ in content}
    altered = Counter(why_altered(name, ordinary) for name in names if stem(name) != name)
    told("names", len(names), altered)
    more = altered.total() - altered["folded, no more"]
    print(f"altered {altered.total() / len(names):.4f}; by more than folding {more / len(names):.4f}")


def read(line: str) -> Token:
    """Surface and lemma in lower case, and the part of speech."""
    surface, lemma, part, *_ = line.split("\t")
    return surface.lower(), lemma.lower(), part


def _right(tokens: Sequence[Token], wrong: int) -> str:
    return f"{1 - wrong / len(tokens):.4f}"


def why_wrong(surface: str, lemma: str) -> str:
    """Why the stem of an affixed word is not the gold's lemma."""
    found = stem(surface)
    if found in ON_PURPOSE or found in APART:
        return f"kept apart: {'pemerintah' if found == 'pemerintah' else 'others of the lists'}"
    if found == stem(lemma):
        return "the gold takes off less, and its lemma has the same stem"
    return "another root"


def why_altered(name: str, ordinary: set[str]) -> str:
    """What the stem of a name has lost."""
    if stem(name) == re.sub(r"\W", "", fold(name)):  # without diacritics, full stops, apostrophes, stray hyphens
        return "folded, no more"
    if name in ordinary:
        return "a word that the gold has as an ordinary one too"
    return "others"


def told(what: str, whole: int, reasons: Mapping[str, int]) -> None:
    print(f"{what}: {whole:,}, {sum(reasons.values())} not as they are in the gold")
    for reason, n in sorted(reasons.items(), key=lambda pair: -pair[1]):
        print(f"  {n:4} {reason}")


if __name__ == "__main__":
    main()
