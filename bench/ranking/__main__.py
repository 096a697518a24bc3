"""usage: python -m bench.ranking ARTICLES.jsonl[.gz] [RETRIEVAL] [--titles N].

RETRIEVAL is a folder with topics.jsonl, qrels.tsv and headline_queries.jsonl.gz. Writes four tables in Markdown:
stemmers beside what is shipped, without neighbours, and each alone with neighbours; then everything that has a weight,
one thing changed at a time. p is of the difference to the first row of a table.
Without RETRIEVAL the headlines are the titles of N of the ARTICLES: for choosing weights on other articles than those
that judge them.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import product
from pathlib import Path

import numpy as np
import numpy.typing as npt
import snowballstemmer
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

from bench.ranking.collection import Collection, Form, collect
from bench.ranking.judging import Judged, chance, headlines, ndcg, reciprocal_rank, titles, topics, unjudged
from bench.ranking.scoring import Ranker, Setting, words_of
from index.article import Article
from index.cleaning import clean
from index.sources import Record, read
from search.evaluate.closeness import NEIGHBOURS

Floats = npt.NDArray[np.float64]
Stem = Callable[[str], str]
BASE = Setting()
SHIPPED = replace(BASE, near=NEIGHBOURS)


def _ablations() -> Iterator[tuple[str, Setting]]:
    """Everything that has a weight, one thing changed at a time."""
    yield "any word will do", replace(BASE, all_words=False)
    for share in (0.0, 0.2, 0.6, 1.0):
        yield f"surface {share}", replace(BASE, surface=share)
    for weight in (1.0, 2.0, 4.0, 5.0, 8.0):
        yield f"title {weight:g}", replace(BASE, parts=(weight, 1.0, 1.0))
    for weight in (1.5, 2.0, 3.0):
        yield f"first paragraph {weight:g}", replace(BASE, parts=(3.0, weight, 1.0))
    yield "title alone", replace(BASE, parts=(1.0, 0.0, 0.0))
    yield "without the title", replace(BASE, parts=(0.0, 1.0, 1.0))
    yield "title and body scored apart, title 1", replace(BASE, parts=(1.0, 1.0, 1.0), are_apart=True)
    yield "title and body scored apart, title 3", replace(BASE, are_apart=True)
    for k1, b in ((0.9, 0.4), (0.8, 0.75), (2.0, 0.75), (1.2, 0.5), (1.2, 0.9)):
        yield f"k1 {k1}, b {b}", replace(BASE, k1=k1, b=b)
    for window, near in product((1, 5), (0.2, 0.5, 1.0)):
        shipped = " (as shipped)" if (window, near) == (1, NEIGHBOURS) else ""
        yield f"neighbours within {window}: {near}{shipped}", replace(BASE, near=near, window=window)
    for days, fresh in product((7.0, 365.0), (0.1, 0.5)):
        yield f"newest {fresh:.0%} more, half-life {days:g} days", replace(BASE, fresh=fresh, half_life=days)


@dataclass(frozen=True, eq=False)
class Bench:
    """The collection with its questions."""

    collection: Collection
    topics: Sequence[Judged]
    headlines: Sequence[Judged]

    @cached_property
    def surfaces(self) -> Form:
        """Nothing stemmed."""
        return self.collection.stemmed(lambda surface: surface)

    def run(self, setting: Setting, stems: Form, stem: Stem | None) -> Run:
        """One system on all questions; the headlines are asked of bodies alone."""
        bodies = replace(setting, parts=(0.0, *setting.parts[1:]), are_apart=False)
        found = self._found(setting, stems, stem, self.topics)
        known = self._found(bodies, stems, stem, self.headlines) if any(bodies.parts) else [[] for _ in self.headlines]
        return Run(
            np.array([ndcg(keys, topic) for keys, topic in zip(found, self.topics, strict=True)] or [0.0]),
            float(np.mean([unjudged(keys, topic) for keys, topic in zip(found, self.topics, strict=True)] or [0.0])),
            np.array([reciprocal_rank(keys, one) for keys, one in zip(known, self.headlines, strict=True)]),
        )

    def _found(self, setting: Setting, stems: Form, stem: Stem | None, asked: Sequence[Judged]) -> list[list[str]]:
        ranker = Ranker(self.collection, self.surfaces, stems, setting)
        return [[self.collection.keys[row] for row in ranker.ranked(words_of(one.query, stem))] for one in asked]


@dataclass(frozen=True, eq=False)
class Run:
    """One system's measures, by query."""

    ndcg: Floats
    unjudged: float
    ranks: Floats


def main() -> None:
    """Read, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("retrieval", type=Path, nargs="?")
    parser.add_argument("--titles", type=int, default=1_000)
    options = parser.parse_args()
    if options.retrieval:
        asked = topics(options.retrieval), headlines(options.retrieval)
        bench = Bench(collect(_cleaned(options.articles)), *asked)
    else:
        articles = list(_cleaned(options.articles))
        bench = Bench(collect(articles), (), titles(articles, options.titles))
    base = bench.run(BASE, bench.collection.ours, None)
    print(f"{len(bench.collection.keys):,} articles, {len(bench.topics)} topics, {len(bench.headlines):,} headlines\n")
    if bench.topics:
        _print_stemmers(bench, base)
    _print("changed", "as shipped, without neighbours", base, _by_setting(bench))


def _cleaned(path: Path) -> Iterator[Article]:
    with read(path) as records:
        yield from (clean(record.article) for record in records if isinstance(record, Record))


def _print_stemmers(bench: Bench, base: Run) -> None:
    """Beside what is shipped each of the others as other engines rank, and with the neighbours that it has too."""
    plain = dict(_by_stemmer(bench, BASE))
    near = dict(_by_stemmer(bench, SHIPPED))
    shipped = bench.run(SHIPPED, bench.collection.ours, None)
    others = [(f"{name}{told}", runs[name]) for name in plain for told, runs in (("", plain), (", neighbours", near))]
    _print("stems", "as shipped: ours, surface + stem, neighbours", shipped, [*others, ("ours, surface + stem", base)])
    _print("stems, no neighbours", "ours, surface + stem", base, plain.items())
    alone = ((name, near[name]) for name in ("none", *(f"{name}, alone" for name, _ in _stemmers())))
    _print("stems alone, neighbours", "ours, alone", near["ours, alone"], alone)


def _by_stemmer(bench: Bench, setting: Setting) -> Iterator[tuple[str, Run]]:
    alone = replace(setting, surface=0.0)
    yield "none", bench.run(replace(setting, stem=0.0, surface=1.0), bench.surfaces, str)
    for name, stem in _stemmers():
        form = bench.collection.stemmed(stem)
        yield f"{name}, alone", bench.run(alone, form, stem)
        yield f"surface + {name}", bench.run(setting, form, stem)
    yield "ours, alone", bench.run(alone, bench.collection.ours, None)


@cache
def _stemmers() -> tuple[tuple[str, Stem], ...]:
    """What the other engines have, and the better one."""
    snowball = snowballstemmer.stemmer("indonesian").stemWord
    return ("Snowball", cache(snowball)), ("PySastrawi", cache(StemmerFactory().create_stemmer().stem))


def _by_setting(bench: Bench) -> Iterator[tuple[str, Run]]:
    yield from ((name, bench.run(setting, bench.collection.ours, None)) for name, setting in _ablations())


def _print(heading: str, first: str, base: Run, others: Iterable[tuple[str, Run]]) -> None:
    print(f"| {heading} | nDCG@10 | p | unjudged@10 | headlines MRR@10 | p |\n|---|---|---|---|---|---|")
    figures = f"{base.ndcg.mean():.4f} | | {base.unjudged:.3f} | {base.ranks.mean():.4f} | |"
    print(f"| **{first}** | {figures}")
    for name, run in others:
        print(
            f"| {name} | {run.ndcg.mean():.4f} | {chance(run.ndcg, base.ndcg):.3f} | {run.unjudged:.3f} "
            f"| {run.ranks.mean():.4f} | {chance(run.ranks, base.ranks):.3f} |",
            flush=True,
        )
    print(flush=True)


if __name__ == "__main__":
    main()
