"""Checking: what it costs a search that every byte it reads is compared with its checksum.

usage: python -m bench.checking ARCHIVE [--rounds 10] [--seed 1]

The same questions of the current generation's files, checked and unchecked in turn in one process, nothing remembered
between two of them; the files are in the page cache, vocabularies in memory. CPU time, the best round of each question.
"""

from __future__ import annotations

import argparse
import platform
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import numpy as np

from index import columns, generation
from search.backends.segments import SegmentPostings
from search.evaluate.evaluator import Evaluator
from search.query.parser import parse
from search.query.tree import Query

SHARES = {"rare words": (0.0001, 0.001), "medium words": (0.005, 0.03), "frequent words": (0.05, 1.0)}
"""Shares of the articles that hold a word."""
EACH = 40
"""Questions of each class."""

Questions = dict[str, list[Query]]


def questions(postings: SegmentPostings, seed: int) -> Questions:
    """Of one word, of three, phrases of two frequent words, prefixes."""
    chance = np.random.default_rng(seed)
    (largest,) = sorted(postings.vocabularies("text", "surface"), key=len)[-1:]
    asked: dict[str, list[str]] = {}
    for name, (least, most) in SHARES.items():
        documents = largest.documents
        places = np.flatnonzero((documents >= least * documents.max()) & (documents <= most * documents.max()))
        words = [word for place in chance.permutation(places).tolist() if (word := largest[place]).isalpha()]
        asked[name] = words[:EACH]
        asked[f"three {name}"] = [" ".join(words[n : n + 3]) for n in range(0, 3 * EACH, 3)]
    frequent = asked["frequent words"]
    asked["phrases"] = [f'"{a} {b}"' for a, b in pairwise(frequent)]
    asked["prefixes"] = [f"{word[:4]}*" for word in asked["medium words"]]
    return {name: [parse(text).query for text in texts] for name, texts in asked.items()}


def timed(evaluator: Evaluator, query: Query) -> float:
    """Milliseconds of CPU."""
    began = time.process_time()
    evaluator.ranked(evaluator.evaluate(query), query)
    return 1000 * (time.process_time() - began)


def measured(evaluators: Sequence[Evaluator], asked: Sequence[Query], rounds: int) -> np.ndarray:
    """The best time of each evaluator for each question; shape ``(evaluators, questions)``."""
    best = np.full((len(evaluators), len(asked)), np.inf)
    for turn in range(rounds):
        for n, query in enumerate(asked):
            for which in range(len(evaluators))[:: -1 if turn % 2 else 1]:
                best[which, n] = min(best[which, n], timed(evaluators[which], query))
    return best


def lines(directory: Path, rounds: int, seed: int) -> Iterator[str]:
    opened = generation.open_current(directory)
    analyser, whole = generation.analyser_of(opened), columns.read(opened.path, opened.manifest)
    checked, unchecked = (SegmentPostings(opened.path, whole, manifest) for manifest in (opened.manifest, None))
    with closing(checked), closing(unchecked):
        evaluators = [Evaluator(postings, analyser) for postings in (unchecked, checked)]
        yield f"{opened.manifest.articles:,} articles, {opened.manifest.segments} segments; {platform.python_version()}"
        total = np.zeros(2)
        for name, asked in questions(checked, seed).items():
            best = measured(evaluators, asked, rounds)
            total += best.sum(1)
            before, after = np.median(best, axis=1)
            yield f"{name:22} {before:7.2f} ms, checked {after:7.2f} ms, together x {best[1].sum() / best[0].sum():.3f}"
        yield f"{'all':22} x {total[1] / total[0]:.3f}"


def main() -> None:
    """Measure, a line a class of questions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for line in lines(options.archive, options.rounds, options.seed):
        print(line, flush=True)


if __name__ == "__main__":
    main()
