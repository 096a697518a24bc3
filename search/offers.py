"""What is offered beside an answer: completions of what is being typed, and articles about the same."""

from __future__ import annotations

from search.backends import Searcher
from search.query.tree import Query
from search.request import Filters, Window
from search.results import Similar
from search.service import hits_of
from search.snippets import wanted
from search.suggest import Completion, complete, key_terms, similar_to


def completions(text: str, searcher: Searcher, size: int = 3) -> tuple[Completion, ...]:
    """At most *size* persons, places, organisations, words and titles for *text*."""

    def titles(query: Query, most: int) -> list[tuple[str, str]]:
        found = searcher.run(query, Filters(), "newest", Window(0, most), 0).found
        return [(hit.id, hit.title) for hit in hits_of(found, searcher, wanted(()))]

    return complete(text, searcher, titles, size)


def similar(key: str, searcher: Searcher, size: int = 5) -> Similar | None:
    """The *size* articles that have the most in common with article *key*; None when there is no such article."""
    found = searcher.find(key)
    stored = searcher.articles([found.version]).get(found.version) if found else None
    if found is None or stored is None or stored.key != key:
        return None
    terms = key_terms(stored.article, searcher.total, searcher.frequency)
    if not terms:
        return Similar((), ())
    results = searcher.run(similar_to(terms), Filters(), "relevance", Window(0, size + 1), 0)
    others = [other for other in results.found if other.key != key][:size]
    return Similar(terms, hits_of(others, searcher, wanted(())))
