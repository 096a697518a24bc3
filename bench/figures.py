"""The figures of docs/figures.md: one archive of the real corpus, asked everything that is reported.

usage: python -m bench.figures [--shared ../shared] [--plain 2000] [--headlines]

Runs, each as its own command: indexing beside plain Whoosh (bench.indexing keeps no archive, so the corpus is added
once more), retrieval on the judged topics, entities on the labelled articles, 500 facet clicks, and the latency of
common questions; with --headlines also 2,000 headlines as queries on an archive of bodies only: minutes more.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from index.settings import Settings
from search.backends import open_searcher
from search.request import SearchRequest
from search.service import find

QUESTIONS = (
    SearchRequest(),
    SearchRequest(query="jokowi"),
    SearchRequest(query="di"),
    SearchRequest(query="kenaikan harga beras"),
    SearchRequest(query='"kebakaran hutan"'),
    SearchRequest(query="jakarta ATAU bandung ATAU surabaya"),
    SearchRequest(query="kebakaran hutan", chosen=(("place", "riau"),)),
    SearchRequest(query="per*"),
)


def run(*command: str, into: Path | None = None) -> None:
    """Run a module of the project or a scorer, showing what it prints."""
    print(f"\n$ python {' '.join(command)}", flush=True)
    if into is None:
        subprocess.run([sys.executable, *command], check=True)
        return
    with into.open("w", encoding="utf-8") as out:
        subprocess.run([sys.executable, *command], check=True, stdout=out)


def retrieval(shared: Path, archive: Path, folder: Path) -> None:
    """nDCG@10 on the judged topics."""
    judged = shared / "data" / "retrieval"
    answers = folder / "topics.run"
    run("-m", "search", "batch", str(judged / "topics.jsonl"), "--archive", str(archive), into=answers)
    run(str(shared / "eval" / "retrieval.py"), str(judged / "qrels.tsv"), str(answers))


def headlines(shared: Path, folder: Path) -> None:
    """MRR@10 of headlines as queries, on an archive that holds the bodies only."""
    bodies, queries = folder / "bodies.jsonl", folder / "headlines.jsonl"
    with (
        gzip.open(shared / "data" / "corpus" / "news.jsonl.gz", "rt", encoding="utf-8") as lines,
        bodies.open("w", encoding="utf-8") as out,
    ):
        out.writelines(json.dumps(json.loads(line) | {"title": ""}, ensure_ascii=False) + "\n" for line in lines)
    with gzip.open(shared / "data" / "retrieval" / "headline_queries.jsonl.gz", "rb") as packed:
        queries.write_bytes(packed.read())
    subprocess.run(
        [sys.executable, "-m", "index", "add", str(bodies), "--archive", str(folder / "bodies")],
        check=False,  # an article that was a title only is rejected: exit code 1
    )
    answers = folder / "headlines.run"
    run("-m", "search", "batch", str(queries), "--archive", str(folder / "bodies"), into=answers)
    run(str(shared / "eval" / "retrieval.py"), str(queries), str(answers))


def entities(shared: Path, folder: Path) -> None:
    """F1 of persons, places and organisations on the labelled articles."""
    gold, found = shared / "data" / "facets" / "dev.jsonl", folder / "entities.jsonl"
    run("-m", "index", "explain", "--json", str(gold), into=found)
    run(str(shared / "eval" / "facets.py"), str(gold), str(found))


def latency(archive: Path) -> None:
    """Milliseconds for a whole SearchPage, the first time and the median of ten more."""
    print("\nmilliseconds for a page of ten with all facets: first, then the median of ten")
    with closing(open_searcher(Settings(archive=archive))) as searcher:
        for question in QUESTIONS:
            times = []
            for _ in range(11):
                began = time.perf_counter()
                page = find(question, searcher)
                times.append(1000 * (time.perf_counter() - began))
            shown = "&".join("=".join(pair) for pair in question.to_args())
            print(f"{shown:50} {page.total:7,} hits {times[0]:8.1f} {sorted(times[1:])[5]:8.1f}")


def main() -> None:
    """Measure everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--plain", type=int, default=2000)
    parser.add_argument("--headlines", action="store_true")
    options = parser.parse_args()
    corpus = options.shared / "data" / "corpus" / "news.jsonl.gz"
    run("-m", "bench.indexing", str(corpus), "--plain", str(options.plain))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archive = folder / "archive"
        run("-m", "index", "add", str(corpus), "--archive", str(archive))
        retrieval(options.shared, archive, folder)
        if options.headlines:
            headlines(options.shared, folder)
        entities(options.shared, folder)
        run("-m", "bench.clicks", str(archive), "--clicks", "500")
        latency(archive)


if __name__ == "__main__":
    main()
