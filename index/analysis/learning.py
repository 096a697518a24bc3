"""Learns data/model.tsv and data/types.txt from articles: python -m index.analysis.learning ARTICLES.jsonl.gz ...

The same articles, lists and dictionary give the same files, byte for byte. Needs nothing but the bodies of articles.
"""

from __future__ import annotations

import gzip
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from index.analysis import ranking
from index.analysis.lexicon import DATA, lexicon
from index.analysis.morphology import SLIP, Analysis, analyses
from index.analysis.naming import analysis_of, cases, is_name, types
from index.analysis.normalise import straighten

ROUNDS = 8
"""Of expectation and maximisation: after eight no stem of a word in ten thousand changes any more."""
RAREST = 3
"""Occurrences of a word from which it counts; what is rarer is often a slip of the keyboard."""

RAREST_AFFIXES = 1e-5
"""Share of the words from which affixes are written down."""

Readings = list[tuple[Analysis, ...]]
Counts = Mapping[str, float]

HEAD = """\
# Made by python -m index.analysis.learning; do not edit. Logarithms of how many words are built on a root (named by a
# check sum), of the shares of affixes and clitics among all words, and of the odds that a sign speaks for a name.
# docs/decisions/analysis-stemmer.md is the model card.
"""
TYPES_HEAD = """\
# Made by python -m index.analysis.learning; do not edit. Words that stand inside sentences with a capital letter nearly
# always and that would be altered: names, never stemmed.
"""


def main() -> None:
    """Learn from the files named, write the two data files."""
    write("types.txt", TYPES_HEAD, ())
    small, capital = cases(bodies(map(Path, sys.argv[1:])))
    words = sorted(word for word, n in small.items() if n >= RAREST and n >= capital[word] and len(word) <= 30)
    rows = list(rows_of(*learnt(list(readings(words)))))
    write("model.tsv", HEAD, rows)
    rows += [f"doubt\t{sign}\t{odds:.1f}" for sign, odds in sorted(doubts(small, capital).items())]
    write("model.tsv", HEAD, rows)
    ranking.model.cache_clear()
    write("types.txt", TYPES_HEAD, sorted(types(small, capital)))


def write(name: str, head: str, lines: Iterable[str]) -> None:
    """Write a data file anew."""
    (DATA / name).write_text(head + "".join(f"{line}\n" for line in lines), "utf-8")


def rows_of(roots: Counts, affixes: Counts, clitics: Counts) -> Iterator[str]:
    """The lines of data/model.tsv, in order."""
    counts = {ranking.key(root): count for root, count in roots.items() if count >= 0.5}
    for name, count in sorted(counts.items()):
        yield f"root\t{name}\t{math.log(count + ranking.UNSEEN):.1f}"
    for kind, table in (("affixes", affixes), ("clitics", clitics)):
        for name, share in sorted(table.items()):
            if share > RAREST_AFFIXES:
                yield f"{kind}\t{name}\t{math.log(share):.1f}"


def bodies(paths: Iterable[Path]) -> Iterator[str]:
    """The texts of the articles in *paths*."""
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield straighten(json.loads(line)["body"])


def readings(words: Iterable[str]) -> Iterator[tuple[Analysis, ...]]:
    """The analyses of each of *words* that has any; of a word that a list decides only those which agree."""
    known, roots = lexicon(), ranking.known_roots()
    for word in words:
        decided = word if word in known.kept or word in roots else known.roots.get(word)
        found = [
            one for one in analyses(word, roots) if decided in (None, one.root) and not one.clitics.startswith(SLIP)
        ]
        if found:
            yield tuple(found)


def learnt(words: Readings) -> tuple[Counts, Counts, Counts]:
    """Counts of roots, shares of affixes, shares of clitics: every word is one, divided among its analyses.

    Expectation and maximisation; at first an analysis is the less likely the more affixes it has.
    """
    roots: Mapping[str, float] = defaultdict(lambda: 1.0)
    affixes: Mapping[str, float] = {one.affixes: math.exp(-_pieces(one.affixes)) for found in words for one in found}
    clitics: Mapping[str, float] = defaultdict(lambda: 1.0)
    for _ in range(ROUNDS):
        new: tuple[Counter[str], Counter[str], Counter[str]] = (Counter(), Counter(), Counter())
        for found in words:
            weights = [roots[one.root] * affixes[one.affixes] * clitics[one.clitics] for one in found]
            whole = sum(weights)
            for one, weight in zip(found, weights, strict=True):
                for counts, piece in zip(new, one, strict=True):
                    counts[piece] += weight / whole  # type: ignore[assignment]
        roots = {name: count + ranking.UNSEEN for name, count in new[0].items()}
        affixes, clitics = (_shares(counts) for counts in new[1:])
    return {name: count - ranking.UNSEEN for name, count in roots.items()}, affixes, clitics


def doubts(small: Mapping[str, int], capital: Mapping[str, int]) -> dict[str, float]:
    """Of each sign of `ranking.signs`, the logarithm of its odds among names against those among other words."""
    signs: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    words = [0, 0]
    for word in sorted({*small, *capital}):
        named = is_name(small[word], capital[word])
        if not named and (small[word] < RAREST or capital[word] > small[word] / 2):
            continue
        if analysis := analysis_of(word):
            built = math.exp(ranking.model().root[analysis.root]) - (not named)  # a word counts for its own root
            signs[named].update(ranking.signs(analysis, built))
            words[named] += 1
    return {
        sign: math.log((signs[1][sign] + 0.5) * (words[0] + 1) / ((signs[0][sign] + 0.5) * (words[1] + 1)))
        for sign in {*signs[0], *signs[1]}
        if signs[0][sign] + signs[1][sign] >= 10
    }


def _pieces(affixes: str) -> int:
    prefixes, _, suffix = affixes.partition("_")
    return (prefixes.count("+") + 1 if prefixes else 0) + bool(suffix)


def _shares(counts: Mapping[str, float]) -> Counts:
    whole = sum(counts.values())
    return {name: (count + 0.02) / whole for name, count in counts.items()}


if __name__ == "__main__":
    main()
