"""Articles -> documents, in order; with two workers or more, made in other processes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import TypeVar

from index import entities
from index.archive import StoredArticle
from index.document import Document, compose

CHUNK = 100
"""Articles handed to a worker process at a time."""

Item = TypeVar("Item")


def documents(articles: Iterable[StoredArticle], workers: int) -> Iterator[Document]:
    """The documents of *articles*, in their order."""
    chunks = in_chunks(articles, CHUNK)
    if workers < 2:
        for chunk in chunks:
            yield from _composed(chunk)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting: deque[Future[list[Document]]] = deque()
        for chunk in chunks:
            waiting.append(pool.submit(_composed, chunk))
            if len(waiting) > 2 * workers:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def in_chunks(items: Iterable[Item], size: int) -> Iterator[tuple[Item, ...]]:
    """*items* in tuples of *size*, the last one shorter."""
    remaining = iter(items)
    while chunk := tuple(islice(remaining, size)):
        yield chunk


def _composed(articles: Sequence[StoredArticle]) -> list[Document]:
    return [compose(a.number, a.version, a.key, a.article, entities.find(a.article)) for a in articles]
