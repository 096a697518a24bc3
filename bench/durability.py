"""Durability: how long a commit of 100 articles and an opening take, and what of it the checks cost.

usage: python -m bench.durability CORPUS.jsonl[.gz] DIRECTORY [--times 1 10]

For each of --times, reads CORPUS so often, each time with new ids and a year earlier (10 makes 246,900 articles of the
corpus of 24,690), indexes it in a folder of DIRECTORY, and measures there. An archive that is there already is measured
as it is. Articles that differ in id and date alone are analysed once: what is measured is not how fast analysis is. A
process that searches is measured from its start to its first answer; the files are in the page cache.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import itertools
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from index import generation, ingest
from index.analysis import Analyser
from index.archive import StoredArticle, create_archive
from index.document import ordinal
from index.manifest import check_digests
from index.pipeline import composing, filling, publish
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
    """The articles of *corpus*, again and again, each time with new ids and dates."""
    for n in range(times):
        with gzip.open(corpus, "rt") if corpus.suffix == ".gz" else corpus.open() as file:
            for line in file:
                row = json.loads(line)
                yield row | {"id": f"{row['id']}-{n}", "date": earlier(row.get("date") or "", n)}


def earlier(date: str, years: int) -> str:
    """An ISO date so many times 365 days before; what is no date stays as it is."""
    try:
        day = dt.date.fromisoformat(date[:10]) - dt.timedelta(days=365 * years)
    except ValueError:
        return date
    return day.isoformat() + date[10:]


def store(directory: Path, rows: Iterator[dict[str, Any]]) -> None:
    """Put *rows* into the archive, unpublished."""
    path = directory / "records.jsonl"
    with path.open("w") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    with create_archive(directory) as archive, ingest.Rejects(directory / "rejects.jsonl") as rejects:
        ingest.ingest(archive, [path], ingest.Options(), rejects, silent)
    path.unlink()


def analysing_once() -> None:
    """Let the pipeline remember the analysis of articles that differ in their id and date alone."""
    known: dict[str, composing.Composed] = {}
    compose = composing.composed

    def remembered(stored: StoredArticle, analyser: Analyser) -> composing.Composed:
        text = stored.key.rpartition("-")[0]
        if text not in known:
            known[text] = compose(stored, analyser)
        day = ordinal(stored.article.published.day)
        document = replace(known[text].document, number=stored.number, version=stored.version, key=stored.key, day=day)
        return replace(known[text], document=document)

    setattr(filling, "composed", remembered)  # noqa: B010 (not among its public names)


def bring_up(directory: Path) -> str:
    """Publish; what was done."""
    with create_archive(directory) as archive, generation.writing(directory):
        published = publish(archive, directory, silent, 1)
    told = f"{published.kind}, {published.bytes / 1e6:.1f} MB written"
    return f"{told} ({published.warning})" if published.warning else told


def silent(_done: int, _total: int) -> None:
    """Progress nobody looks at."""


class Times:
    """How long one thing took each time: by the clock, and of CPU, which other programs' load does not stretch."""

    def __init__(self) -> None:
        self.clock: list[float] = []
        self.cpu: list[float] = []

    @contextmanager
    def measured(self) -> Iterator[None]:
        """Count what happens in the block as one time more."""
        began, spent = time.perf_counter(), spent_cpu()
        yield
        self.clock.append(time.perf_counter() - began)
        self.cpu.append(spent_cpu() - spent)

    def __str__(self) -> str:
        return f"{1000 * statistics.median(self.clock):8.0f} ms, CPU {1000 * statistics.median(self.cpu):6.0f} ms"


def timed(work: Callable[[], object]) -> Times:
    times = Times()
    for _ in range(ROUNDS):
        with times.measured():
            work()
    return times


def spent_cpu() -> float:
    """Seconds of CPU that this process and its children took."""
    return time.process_time() + sum(os.times()[2:4])


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
    commit(directory, corpus)


def commit(directory: Path, corpus: Path) -> None:
    """A hundred new articles, again and again; the first publication after a day also reads what it builds on."""
    stored, published, done = Times(), Times(), set()
    for n in range(ROUNDS):
        stamp = f"{time.time_ns()}-{n}"
        rows = [row | {"id": f"{stamp}-{row['id']}"} for row in itertools.islice(records(corpus, 1), HUNDRED)]
        with stored.measured():
            store(directory, iter(rows))
        with published.measured():
            done.add(bring_up(directory))
    print(f"commit of {HUNDRED}: articles.db    {stored}")
    print(f"commit of {HUNDRED}: publication    {published}; {'; '.join(sorted(done))}", flush=True)


def built(corpus: Path, directory: Path, times: int) -> Path:
    """The archive to measure in, made where it is not there yet."""
    place = directory / str(times)
    place.mkdir(parents=True, exist_ok=True)
    if generation.current_number(place) is None:
        stored, indexed = Times(), Times()
        with stored.measured():
            store(place, records(corpus, times))
        with indexed.measured():
            done = bring_up(place)
        print(f"built: articles.db {stored}; index {indexed}; {done}", flush=True)
    return place


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--times", type=int, nargs="+", default=[1, 10])
    options = parser.parse_args()
    analysing_once()
    for times in options.times:
        measure(built(options.corpus, options.directory, times), options.corpus)


if __name__ == "__main__":
    main()
