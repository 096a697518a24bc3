"""Which corpora there are, where they are kept, and how one is made from the other."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.corpora import real, recombining
from bench.corpora.cache import Corpus, open_corpus, write_corpus
from index import analysis, entities

CACHE = Path(tempfile.gettempdir()) / "bench-corpora"
ARTICLES = Path("../shared/data/corpus/news.jsonl.gz")
SIZES = {"real": 0, "20k": 20_000, "10k": 10_000, "100k": 100_000, "1m": 1_000_000}


def corpus(size: str, cache: Path = CACHE, articles: Path = ARTICLES, seed: int = 1) -> Corpus:
    """The corpus of this size, made when it is not there; of an older analyser's words there may be others."""
    folder = cache / f"{size}-{seed}-{analysis.fingerprint()[:8]}"
    if not (folder / "meta.json").exists():
        _make(size, folder, articles, seed)
    return open_corpus(folder)


def _make(size: str, folder: Path, articles: Path, seed: int) -> None:
    about = {"size": size, "seed": seed, "analysis": analysis.fingerprint(), "entities": entities.fingerprint()}
    if size == "real":
        write_corpus(folder, *real.gathered(real.articles_of(articles)), about)
        return
    whole = corpus("real", folder.parent, articles, seed)
    if size == "20k":
        write_corpus(folder, *real.part_of(whole, SIZES[size], seed), about)
        return
    write_corpus(folder, *recombining.recombined(whole, SIZES[size], seed), about)
