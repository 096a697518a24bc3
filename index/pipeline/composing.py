"""Article -> document: analysed, its entities found.

Whatever a stage raises on an article, there is a document of it: without what the stage would have given, and with word
of that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import TypeVar

from index import entities
from index.analysis import Analyser
from index.archive import StoredArticle
from index.article import Entities
from index.document import Document, compose
from index.pipeline.failures import Failure

MACHINE = (MemoryError, OSError, ImportError)
"""Errors that say nothing of an article: the next one would fail as well."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Composed:
    """A document, and what is missing from it."""

    document: Document
    failures: tuple[Failure, ...] = ()


def in_chunks(items: Iterable[Item], size: int) -> Iterator[tuple[Item, ...]]:
    """*items* in tuples of *size*, the last one shorter."""
    remaining = iter(items)
    while chunk := tuple(islice(remaining, size)):
        yield chunk


def composed(stored: StoredArticle, analyser: Analyser) -> Composed:
    """The document of one article."""
    try:
        return Composed(_document(stored, entities.find(stored.article), analyser))
    except MACHINE:
        raise
    except Exception:  # which stage it was is found out, and told, below
        return _without_what_fails(stored, analyser)


def _document(stored: StoredArticle, found: Entities, analyser: Analyser) -> Document:
    return compose(stored.number, stored.version, stored.key, stored.article, found, analyser=analyser)


def _without_what_fails(stored: StoredArticle, analyser: Analyser) -> Composed:
    """Each stage tried by itself; what is left of the article is put together."""
    failures: list[Failure] = []

    def tried(stage: str, work: Callable[[], Item], otherwise: Item) -> Item:
        try:
            return work()
        except MACHINE:
            raise
        except Exception as error:  # input is hostile; nothing is swallowed, see Failure
            failures.append(Failure(stored.number, stored.key, stage, f"{type(error).__name__}: {error}"[:200]))
            return otherwise

    article, nobody = stored.article, Entities()
    title = article.title if tried("title", partial(analyser.terms, article.title), None) else ""
    body = article.body if tried("body", partial(analyser.terms, article.body), None) else ""
    readable = replace(stored, article=replace(article, title=title, body=body))
    found = tried("entities", partial(entities.find, article), nobody)
    bare = _document(readable, nobody, analyser)
    return Composed(tried("entities", partial(_document, readable, found, analyser), bare), tuple(failures))
