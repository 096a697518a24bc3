"""Articles -> the rows and the segment of a generation, in this process or, run by run, in several.

A run is a segment of its own that a worker has written; what comes back are its rows without their words. Runs are
merged, also by workers, until few enough are left for the one segment of the generation.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from index.analysis import Analyser
from index.archive import StoredArticle
from index.backends import Writer
from index.backends.whoosh_writer import merge_runs, write_run
from index.columns import ColumnsBuilder, Row, row_of
from index.pipeline.composing import composed, in_chunks
from index.pipeline.failures import Failure

RUN = 1_000
"""Articles to a run: half a million occurrences, and a step of the progress bar."""
MERGED = 16
"""Runs merged into one."""
FEW = 300
"""Up to so many articles are done here before another process has started."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a worker has made of some articles."""

    path: Path
    rows: tuple[Row, ...]
    failures: tuple[Failure, ...]


Chunk = Sequence[StoredArticle]
Work = Callable[[Chunk, Path], Run]


@dataclass(frozen=True, slots=True)
class Sink:
    """Where articles go, and whom to tell of each."""

    writer: Writer
    builder: ColumnsBuilder
    analyser: Analyser
    count: Callable[[], None]


def fill(sink: Sink, articles: Iterable[StoredArticle], total: int, path: Path, workers: int) -> Iterator[Failure]:
    """All *articles*, *total* of them, by so many *workers*, whose runs lie in the directory *path* meanwhile.

    Gives every failure of a stage.
    """
    if workers < 2 or total <= FEW:
        return _fill_here(sink, articles)
    return _fill_by_runs(sink, articles, path, workers)


def _fill_here(sink: Sink, articles: Iterable[StoredArticle]) -> Iterator[Failure]:
    for article in articles:
        made = composed(article, sink.analyser)
        sink.builder.append(row_of(made.document))
        sink.writer.add(made.document)
        sink.count()
        yield from made.failures


def _fill_by_runs(sink: Sink, articles: Iterable[StoredArticle], path: Path, workers: int) -> Iterator[Failure]:
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        ladder = _Ladder(pool, path)
        work = partial(_run, sink.analyser)
        for run in _runs(pool, work, in_chunks(articles, RUN), path, workers):
            for row in run.rows:
                sink.builder.append(row)
                sink.count()
            ladder.append(run.path, len(run.rows))
            yield from run.failures
        for merged, rows in ladder.settled():
            sink.writer.take(merged, rows)


def _runs(pool: Executor, work: Work, chunks: Iterable[Chunk], path: Path, workers: int) -> Iterator[Run]:
    """One for each chunk, in order; no more are waited for than keep the workers busy."""
    waiting: deque[Future[Run]] = deque()
    for number, chunk in enumerate(chunks):
        waiting.append(pool.submit(work, chunk, path / f"MAIN_{number:08d}.run"))
        if len(waiting) > workers + 1:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _run(analyser: Analyser, articles: Chunk, path: Path) -> Run:
    made = [composed(article, analyser) for article in articles]
    write_run(path, (one.document for one in made))
    failures = tuple(failure for one in made for failure in one.failures)
    return Run(path, tuple(row_of(one.document) for one in made), failures)


class _Ladder:
    """Runs in order, each MERGED of them replaced by one as soon as they are there."""

    def __init__(self, pool: Executor, path: Path) -> None:
        self._pool = pool
        self._path = path
        self._single: list[tuple[Path, int]] = []
        self._merged: list[tuple[Path, int, Future[None]]] = []

    def append(self, run: Path, rows: int) -> None:
        self._single.append((run, rows))
        if len(self._single) == MERGED:
            paths = [path for path, _ in self._single]
            whole = self._path / f"MAIN_{len(self._merged):08d}.runs"
            done = self._pool.submit(partial(merge_runs, whole, paths))
            self._merged.append((whole, sum(rows for _, rows in self._single), done))
            self._single = []

    def settled(self) -> Iterator[tuple[Path, int]]:
        for path, rows, done in self._merged:
            done.result()
            yield path, rows
        yield from self._single
