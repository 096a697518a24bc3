"""What each word of an archive's articles stands in, found without an index: what searches are held against."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from index.analysis import Analyser
from index.article import Article
from search.backends import Searcher
from search.query.tree import Query
from search.request import Filters, SearchRequest
from search.service import understand

GOLDEN = Path(__file__).parents[1] / "golden"
_WORD = re.compile("[a-z]+")

Keys = set[str]


class Written:
    """Word, in lower case -> the articles it stands in; of a word with a hyphen, its parts."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._keys: dict[str, Keys] = defaultdict(set)
        for article in articles:
            for word in {*_WORD.findall(f"{article.title}\n{article.body}".lower())}:
                self._keys[word].add(article.id)

    def standing(self, word: str) -> Keys:
        """Articles with this very word."""
        return self._keys.get(word, set())

    def families(self, analyser: Analyser) -> dict[str, list[str]]:
        """The words that share a stem."""
        words: dict[str, list[str]] = defaultdict(list)
        for word in self._keys:
            for stem in analyser.terms(word).stems:
                words[stem].append(word)
        return words


def keys(query: str, searcher: Searcher) -> Keys:
    """All articles found, without variants."""
    understood: Query = understand(SearchRequest(query=query, variants=False), searcher).query
    return {found.key for found in searcher.each(understood, Filters(), "newest").found}


def lookalikes() -> Iterator[tuple[str, str]]:
    """Pairs of plain words of traps.tsv: the first must not find the second."""
    for line in (GOLDEN / "traps.tsv").read_text("utf-8").splitlines():
        one, _, other = line.partition("\t")
        if one.isalpha() and other.isalpha():
            yield one, other


def inflections() -> Iterator[tuple[str, str]]:
    """Each form of quoted.tsv with the next one of its line."""
    for line in (GOLDEN / "quoted.tsv").read_text("utf-8").splitlines():
        forms = [] if line.startswith("#") else line.split()
        yield from zip(forms, forms[1:] + forms[:1], strict=True)
