"""The stories that a page points to ("Baca juga"), found in the archive by their headlines."""

from __future__ import annotations

from index.article import Article
from index.pointers import folded, pointers
from search.backends import Searcher
from search.query.tree import Phrase
from search.request import Filters, Window
from search.results import NameRef

TRIED = 8
"""Articles that have the words of a headline in their own, the newest, looked at for one that is the same."""


def pointed(article: Article, key: str, searcher: Searcher) -> tuple[NameRef, ...]:
    """What the newsroom pointed to from *article*; with its identifier where readers may find it here."""
    return tuple(NameRef(_key_of(title, key, searcher), title) for title in pointers(article.removed))


def _key_of(title: str, key: str, searcher: Searcher) -> str:
    """The article with that headline, another than *key*; ``""`` where there is none."""
    found = searcher.run(Phrase(title, "title"), Filters(), "newest", Window(0, TRIED), 0).found
    stored = searcher.articles([one.version for one in found])
    same = (
        one.key
        for one in found
        if one.key != key and one.version in stored and folded(stored[one.version].article.title) == folded(title)
    )
    return next(same, "")
