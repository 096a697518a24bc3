"""Articles -> documents on OpenSearch: analysed in this process or in several, and sent while others are analysed."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from index import authority, columns
from index.analysis import Analyser
from index.archive import Archive, StoredArticle
from index.backends import opensearch_state as state
from index.backends.opensearch_client import Engine
from index.backends.opensearch_document import Prepared, Records, Words, prepared, source, words_of
from index.backends.opensearch_writer import OpenSearchWriter
from index.columns import Columns, ColumnsBuilder
from index.pipeline.composing import composed, in_chunks
from index.pipeline.failures import Failure
from index.pipeline.publishing import Progress
from index.schema import NAMES

CHUNK = 200
"""Articles that a worker analyses at a time."""
FEW = 300
"""Up to so many articles are done here before another process has started."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done, and on top of what."""

    base: state.Published | None
    """None: everything is built into an index of its own."""
    number: int
    index: str
    last_change: int
    authority: str
    written: tuple[int, ...] = ()
    """Versions of articles to write; with no base, all current ones are."""
    deleted: tuple[int, ...] = ()
    """Numbers of articles to take out."""
    changed: tuple[int, ...] = ()
    """Numbers of both."""


@dataclass(frozen=True, slots=True)
class Prepped:
    """What a worker has made of some articles."""

    documents: tuple[Prepared, ...]
    words: Words
    failures: tuple[Failure, ...]


@dataclass(slots=True)
class Done:
    """What was sent."""

    words: dict[str, Counter[str]]
    failures: tuple[Failure, ...] = ()
    count: int = 0


def send(archive: Archive, engine: Engine, plan: Plan, analyser: Analyser, how: tuple[Progress, int]) -> Done:
    """All that *plan* has, with *how*: whom to tell of it, and so many workers."""
    progress, workers = how
    total = len(plan.written) if plan.base else archive.counts().articles
    done = Done({"text": Counter(), "title": Counter()})
    with OpenSearchWriter(engine, plan.index, plan.last_change) as writer:
        for number in plan.deleted:
            writer.delete(number)
        for prepped in _prepped(analyser, _articles(archive, plan), workers if total > FEW else 1):
            for one, records in _with_records(archive, prepped.documents):
                writer.add(one.row.number, source(one, records))
            done.count += len(prepped.documents)
            done.failures += prepped.failures
            for field, counted in prepped.words.items():
                done.words[field].update(counted)
            progress(done.count, total)
    return done


def _articles(archive: Archive, plan: Plan) -> Iterator[StoredArticle]:
    if plan.base is None:
        yield from archive.current()
    for chunk in in_chunks(plan.written, CHUNK):
        found = archive.versions_for_staff(chunk)
        yield from (found[version] for version in chunk)


def _prepped(analyser: Analyser, articles: Iterable[StoredArticle], workers: int) -> Iterator[Prepped]:
    """In order; no more are waited for than keep the workers busy, while what is ready is being sent."""
    chunks = in_chunks(articles, CHUNK)
    if workers < 2:
        yield from (prepare(analyser, chunk) for chunk in chunks)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting: deque[Future[Prepped]] = deque()
        for chunk in chunks:
            waiting.append(pool.submit(prepare, analyser, chunk))
            if len(waiting) > 2 * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def prepare(analyser: Analyser, articles: Sequence[StoredArticle]) -> Prepped:
    """Analysed, their entities found; may run in another process."""
    made = [composed(article, analyser) for article in articles]
    return Prepped(
        tuple(prepared(one.document) for one in made),
        words_of(one.document for one in made),
        tuple(failure for one in made for failure in one.failures),
    )


def _with_records(archive: Archive, documents: Sequence[Prepared]) -> Iterator[tuple[Prepared, Records]]:
    """Each document with the records that its names stand for, by the decisions of now: rules look at one article."""
    builder = ColumnsBuilder(columns.empty())
    for one in documents:
        builder.append(one.row)
    built = builder.build()
    grouped = columns.regrouped(built, authority.current_groupings(archive, built))
    for row, one in enumerate(documents):
        yield one, {field: _records(grouped, field, row) for field in NAMES}


def _records(grouped: Columns, field: str, row: int) -> tuple[str, ...]:
    starts, ids = grouped.written[field].starts, grouped.values[field].ids
    records = grouped.records[field][starts[row] : starts[row + 1]].tolist()
    return tuple(ids[record] if record >= 0 else "" for record in records)
