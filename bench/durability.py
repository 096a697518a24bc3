"""Durability: how long a commit of 100 articles and an opening take, and what of it the checks cost.

usage: python -m bench.durability CORPUS.jsonl[.gz] DIRECTORY [--times 1]

Reads CORPUS as often as --times says, each time with new ids (10 makes 246,900 articles of the corpus of 24,690),
indexes it in DIRECTORY, and measures there. An archive that is in DIRECTORY already is measured as it is. Articles that
differ in their id alone are analysed once: what is measured is not how fast analysis is. A process that searches is
measured from its start to its first answer; the files are in the page cache.
"""

from __future__ import annotations

import argparse
import dataclasses
import gzip
import itertools
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from index import generation, ingest
from index.archive import StoredArticle, create_archive
from index.document import Document
from index.manifest import check_digests
from index.pipeline import composing, publish
from index.settings import Settings
from search.backends import open_searcher
from search.request import SearchRequest
from search.service import find

HUNDRED = 100
ROUNDS = 5
WORDS = ("banjir", "presiden jokowi", '"kereta cepat"')

FIRST_ANSWER = """
import sys, time
from index.settings import Settings
from pathlib import Path
from search.backends import open_searcher
from search.request import SearchRequest
from search.service import find
searcher = open_searcher(Settings(archive=Path(sys.argv[1])))
find(SearchRequest(query=sys.argv[2]), searcher)
"""


def records(corpus: Path, times: int) -> Iterator[dict[str, Any]]:
    """The articles of *corpus*, again and again, each time with new ids."""
    for n in range(times):
        with gzip.open(corpus, "rt") if corpus.suffix == ".gz" else corpus.open() as file:
            for line in file:
                row = json.loads(line)
                yield row | {"id": f"{row['id']}-{n}"}


def store(directory: Path, rows: Iterator[dict[str, Any]]) -> None:
    """Put *rows* into the archive, unpublished."""
    path = directory / "records.jsonl"
    with path.open("w") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    with create_archive(directory) as archive, ingest.Rejects(directory / "rejects.jsonl") as rejects:
        ingest.ingest(archive, [path], ingest.Options(), rejects, silent)
    path.unlink()


def analysing_once() -> None:
    """Let the pipeline remember the analysis of articles that differ in their id alone."""
    known: dict[str, Document] = {}
    compose = composing._composed

    def remembered(articles: Sequence[StoredArticle]) -> list[Document]:
        documents = []
        for article in articles:
            text = article.key.rpartition("-")[0]
            if text not in known:
                (known[text],) = compose([article])
            documents.append(
                dataclasses.replace(known[text], number=article.number, version=article.version, key=article.key)
            )
        return documents

    composing._composed = remembered


def bring_up(directory: Path) -> str:
    """Publish; what was done."""
    with create_archive(directory) as archive, generation.writing(directory):
        published = publish(archive, directory, silent, 1)
    told = f"{published.kind} {published.seconds:.2f} s, {published.bytes / 1e6:.1f} MB written"
    return f"{told} ({published.warning})" if published.warning else told


def silent(_done: int, _total: int) -> None:
    """Progress nobody looks at."""


def timed(work: Callable[[], object]) -> str:
    """Milliseconds, the median of ROUNDS: by the clock, and of CPU, which other programs' load does not stretch."""
    clock, cpu = [], []
    for _ in range(ROUNDS):
        began, spent = time.perf_counter(), spent_cpu()
        work()
        clock.append(time.perf_counter() - began)
        cpu.append(spent_cpu() - spent)
    return f"{1000 * statistics.median(clock):8.0f} ms, CPU {1000 * statistics.median(cpu):6.0f} ms"


def spent_cpu() -> float:
    """Seconds of CPU that this process and its children took."""
    return sum(os.times()[:4])


def opened(directory: Path) -> None:
    with closing(open_searcher(Settings(archive=directory))):
        pass


def first_answer(directory: Path, query: str) -> None:
    with closing(open_searcher(Settings(archive=directory))) as searcher:
        find(SearchRequest(query=query), searcher)


def measure(directory: Path, corpus: Path) -> None:
    create_archive(directory).close()  # tables of an earlier version are brought up to date
    current = generation.open_current(directory)
    sizes = {name.split(".")[-1]: 0 for name in current.manifest.files}
    for name, seal in current.manifest.files.items():
        sizes[name.split(".")[-1]] += seal.size
    print(f"{current.manifest.articles:,} articles;", {kind: f"{size / 1e6:.1f} MB" for kind, size in sizes.items()})
    print(f"python {platform.python_version()}, {platform.machine()}, median of {ROUNDS}")
    print(f"open_searcher                  {timed(lambda: opened(directory))}")
    for query in WORDS:
        print(f"open, first answer {query:12}{timed(lambda q=query: first_answer(directory, q))}")  # type: ignore[misc]
    command = [sys.executable, "-c", FIRST_ANSWER, str(directory), WORDS[0]]
    print(f"process start to first answer  {timed(lambda: subprocess.run(command, check=True))}")
    print(f"deep check of all files        {timed(lambda: check_digests(current.manifest, current.path))}")
    for n in range(ROUNDS):
        stamp = f"{time.time_ns()}-{n}"
        rows = (row | {"id": f"{stamp}-{row['id']}"} for row in itertools.islice(records(corpus, 1), HUNDRED))
        began = time.perf_counter()
        store(directory, rows)
        stored, spent = time.perf_counter() - began, spent_cpu()
        done = bring_up(directory)
        print(f"commit of {HUNDRED}: stored in {stored:.2f} s, index {done}, CPU {spent_cpu() - spent:.2f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--times", type=int, default=1)
    options = parser.parse_args()
    options.directory.mkdir(parents=True, exist_ok=True)
    if generation.current_number(options.directory) is None:
        analysing_once()
        store(options.directory, records(options.corpus, options.times))
        print("indexed:", bring_up(options.directory))
    measure(options.directory, options.corpus)


if __name__ == "__main__":
    main()
