"""What a corpus is like, so that a made one can be held against the real one.

usage: python -m bench.corpora.statistics FOLDER [FOLDER ...]

One column a corpus; shares and slopes are comparable across sizes, counts are not.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench.corpora.cache import Corpus, open_corpus
from bench.corpora.growth import fitted
from bench.corpora.lists import counted
from index.schema import BY_NAME, FILTERS, Kind

MOST_FITTED = 30_000_000
SAMPLE = 20_000
"""Articles from the beginning that documents and phrases are counted in, whatever the size."""
BANDS = (0.3, 0.1, 0.01, 0.001, 0.0003)
"""Shares of the articles; reported is how many words reach each."""
NAMES = tuple(field for field in FILTERS if BY_NAME[field].kind is Kind.NAMES)

Row = tuple[str, str]


def statistics(corpus: Corpus) -> list[Row]:
    """What is compared, each with its value, in a fixed order."""
    return [*_sizes(corpus), *_words(corpus), *_documents(corpus), *_values(corpus)]


def table(corpora: list[Corpus]) -> str:
    """The statistics side by side, as Markdown."""
    columns = [dict(statistics(corpus)) for corpus in corpora]
    head = ["", *(corpus.folder.name for corpus in corpora)]
    rows = [head, ["---"] * len(head), *([name, *(column[name] for column in columns)] for name in columns[0])]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _sizes(corpus: Corpus) -> list[Row]:
    lengths = np.diff(corpus.contents.bounds)[1::2]
    titles = np.diff(corpus.contents.bounds)[::2]
    cuts = np.percentile(lengths, [5, 25, 50, 75, 95]).astype(int).tolist()
    return [
        ("articles", f"{len(corpus):,}"),
        ("tokens an article", f"{len(corpus.contents.tokens) / len(corpus):.0f}"),
        ("body: 5, 25, 50, 75, 95 %", ", ".join(map(str, cuts))),
        ("title, mean", f"{titles.mean():.1f}"),
    ]


def _words(corpus: Corpus) -> list[Row]:
    counts = counted(corpus.contents.tokens)
    counts = np.sort(counts[counts > 0])[::-1]
    ranks = np.unique(np.geomspace(10, min(10_000, len(counts)), 200).astype(int))
    slope, _ = np.polyfit(np.log(ranks), np.log(counts[ranks - 1]), 1)
    return [
        ("distinct words", f"{len(counts):,}"),
        ("Heaps' beta of words", f"{fitted(corpus.contents.tokens[:MOST_FITTED]).beta:.3f}"),
        ("Zipf's slope, ranks 10 to 10,000", f"{slope:.3f}"),
        ("share of hapaxes among words", f"{(counts == 1).mean():.3f}"),
        ("share of the 10 commonest words", f"{counts[:10].sum() / counts.sum():.3f}"),
    ]


def _documents(corpus: Corpus) -> list[Row]:
    tokens, owners = _sample(corpus)
    n = int(owners[-1]) + 1
    postings = np.unique(owners << 32 | tokens) & 0xFFFFFFFF
    frequencies = np.bincount(postings)
    pairs = (tokens[:-1] << 32 | tokens[1:])[owners[:-1] == owners[1:]]
    _, phrases = np.unique(pairs, return_counts=True)
    phrases = np.sort(phrases)[::-1]
    bands = ", ".join(f"{np.count_nonzero(frequencies >= share * n):,}" for share in BANDS)
    return [
        (f"words in {', '.join(f'{100 * share:g}' for share in BANDS)} % of articles *", bands),
        ("distinct words an article *", f"{len(postings) / n:.0f}"),
        ("distinct pairs of words, per token *", f"{len(phrases) / len(tokens):.3f}"),
        ("share of tokens in pairs met once *", f"{(phrases == 1).sum() / len(tokens):.3f}"),
        ("pairs at rank 100, 1,000, 10,000, per million *", _at_ranks(phrases, len(tokens))),
    ]


def _at_ranks(counts: npt.NDArray[np.int64], tokens: int) -> str:
    return ", ".join(f"{1e6 * counts[rank - 1] / tokens:.0f}" for rank in (100, 1_000, 10_000) if rank <= len(counts))


def _sample(corpus: Corpus) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    n = min(SAMPLE, len(corpus))
    tokens = corpus.read_tokens(0, n).astype(np.int64)
    return tokens, np.repeat(np.arange(n), np.diff(corpus.contents.bounds[: 2 * n + 1 : 2]))


def _values(corpus: Corpus) -> list[Row]:
    rows = []
    for field in NAMES:
        lists = corpus.contents.values[field]
        counts = np.bincount(lists.items)
        counts = np.sort(counts[counts > 0])[::-1]
        commonest = 100 * int(counts[:1].sum()) / len(corpus)
        rows += [
            (f"{field}: an article, most", f"{len(lists.items) / len(corpus):.2f}, {lists.lengths().max()}"),
            (f"{field}: distinct, met once", f"{len(counts):,}, {(counts == 1).sum() / max(len(counts), 1):.3f}"),
            (f"{field}: commonest, in % of articles", f"{commonest:.2f}"),
        ]
    return rows


if __name__ == "__main__":
    print(table([open_corpus(Path(folder)) for folder in sys.argv[1:]]))
    print("\n\\* in the first 20,000 articles")
