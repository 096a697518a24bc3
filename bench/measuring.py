"""What one engine does in a process of its own: builds, opens, searches for long, takes a hundred articles more.

usage: python -m bench.measuring {build,search,add} ENGINE CORPUS FOLDER     the result as one line of JSON
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from bench.corpora import open_corpus
from bench.engines import engine
from bench.queries import AskedWord, Question, Shape, questions
from index.document import Document

SEARCHES = 1_000
MORE = 100
ENOUGH = 120
"""Seconds of CPU after which a slow engine need not answer more."""
EACH = 40
"""Questions of each class; all of them again and again until SEARCHES are asked."""

Result = dict[str, Any]


def build(name: str, articles: Path, folder: Path) -> Result:
    """Index the corpus; the articles are strings already when the clock runs."""
    corpus = open_corpus(articles)
    folder.mkdir(parents=True)
    next(corpus.documents())  # its vocabularies are the reader's memory, not the engine's
    before = peak()
    cpu = wall = 0.0
    builder = engine(name).builder(folder)
    for documents in corpus.documents():
        began, clock = time.process_time(), time.perf_counter()
        builder.add(documents)
        cpu, wall = cpu + time.process_time() - began, wall + time.perf_counter() - clock
    began, clock = time.process_time(), time.perf_counter()
    with builder:
        pass
    committing = time.process_time() - began
    cpu, wall = cpu + committing, wall + time.perf_counter() - clock
    return {
        "articles_per_cpu_second": len(corpus) / cpu,
        "cpu_seconds": cpu,
        "of_which_committing": committing,
        "wall_seconds": wall,
        "bytes": size(folder),
        "peak_bytes": peak(),
        "peak_before_bytes": before,
    }


def search(name: str, articles: Path, folder: Path) -> Result:
    """Open, and ask a thousand questions with facets."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        # Elsewhere: the memory of a corpus would hide that of searching.
        asked = pool.submit(drawn, articles).result()
    chosen = engine(name)  # imported before the clock runs
    before = private_bytes()
    began, clock = time.process_time(), time.perf_counter()
    session = chosen.open(folder)
    opening = time.process_time() - began, time.perf_counter() - clock
    with closing(session):
        session.ask(asked[0], facets=True)
        first = time.process_time() - began
        answered = 0
        for question in islice(cycle(asked), SEARCHES):
            if time.process_time() - began < ENOUGH:
                session.ask(question, facets=True)
                answered += 1
        after = private_bytes()
    return {
        "opening_cpu_seconds": opening[0],
        "opening_wall_seconds": opening[1],
        "opening_and_first_answer_cpu_seconds": first,
        "questions": answered,
        "private_bytes": after,
        "private_bytes_before_opening": before,
    }


def drawn(articles: Path) -> list[Question]:
    """Questions of every class."""
    return [question for of_class in questions(open_corpus(articles), EACH, seed=2).values() for question in of_class]


def add(name: str, articles: Path, folder: Path) -> Result:
    """A hundred articles on top, until a new searcher finds them: all of them, by a word that only they hold."""
    corpus = open_corpus(articles)
    mark = "zzxqkliping"
    documents = [marked(d, len(corpus) + n, mark) for n, d in enumerate(islice(next(corpus.documents()), MORE), 1)]
    chosen = engine(name)
    before = size(folder)
    began, clock = time.process_time(), time.perf_counter()
    with chosen.builder(folder, on_top=True) as builder:
        builder.add(documents)
    published = time.process_time() - began
    with closing(chosen.open(folder)) as session:
        found = session.ask(Question(Shape.ALL, (AskedWord(mark, mark),)), facets=False)
    taken = time.process_time() - began, time.perf_counter() - clock
    if found is None or found.total != MORE:
        raise AssertionError(f"{name}: {found and found.total} of {MORE} new articles were found")
    return {
        "cpu_seconds": taken[0],
        "wall_seconds": taken[1],
        "of_which_publishing_cpu_seconds": published,
        "bytes_more": size(folder) - before,
    }


def marked(document: Document, number: int, mark: str) -> Document:
    """The same article under another number, with one word more."""
    body = document.body
    surfaces, stems = [*body.surfaces, mark], [*body.stems, mark]
    positions = [*body.stem_positions, len(body.surfaces)]
    return Document(
        number=number,
        version=number,
        key=f"baru-{number}",
        day=document.day,
        title=document.title,
        body=type(body)(surfaces, stems, positions),
        values=document.values,
    )


def size(folder: Path) -> int:
    """Bytes of all files, one that several generations share counted once."""
    files = {(s.st_dev, s.st_ino): s.st_size for p in folder.rglob("*") if p.is_file() and (s := p.stat())}
    return sum(files.values())


def peak() -> int:
    """The most memory this process has held, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def private_bytes() -> int:
    """Memory that is this process's alone and no copy of a file: what another such process would need again."""
    lines = Path(f"/proc/{os.getpid()}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return sum(1024 * int(line.split()[1]) for line in lines if line.startswith(("Private_Dirty", "Swap:")))


TASKS = {"build": build, "search": search, "add": add}


def main() -> None:
    """Do one of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=TASKS)
    parser.add_argument("engine")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    print(json.dumps(TASKS[options.task](options.engine, options.corpus, options.folder)))


if __name__ == "__main__":
    main()
