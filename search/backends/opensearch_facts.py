"""What the compiler must know of a generation on OpenSearch, asked once and kept."""

from __future__ import annotations

from collections.abc import Sequence

from index.backends.opensearch_client import Engine
from search.backends.opensearch_compiler import Terms
from search.backends.opensearch_names import NameTable
from search.backends.opensearch_words import WordTable
from search.evaluate.names import Named
from search.evaluate.remembering import Remembered
from search.query.tree import Fuzzy, Prefix, Wildcard

REMEMBERED = 100_000
"""Terms whose number of articles is kept."""
AT_ONCE = 1_000
"""Numbers that one answer gives."""


class GenerationFacts:
    """See opensearch_compiler.Facts. Safe to use from several threads."""

    def __init__(self, engine: Engine, index: str, total: int, words: dict[str, WordTable], names: NameTable) -> None:
        self.total = total
        self._engine = engine
        self._index = index
        self._words = words
        self._names = names
        self._known: Remembered[Terms, int] = Remembered(REMEMBERED)

    def frequencies(self, asked: Sequence[Terms]) -> Sequence[int]:
        """Of living articles."""
        known = {terms: self._known.look(terms) for terms in asked}
        missing = [terms for terms, count in known.items() if count is None]
        for first in range(0, len(missing), AT_ONCE):
            some = missing[first : first + AT_ONCE]
            filters = [{"terms": {place: [*terms]}} for place, terms in some]
            body = {"size": 0, "aggs": {"each": {"filters": {"filters": filters}}}}
            buckets = self._engine.search(self._index, body)["aggregations"]["each"]["buckets"]
            for terms, bucket in zip(some, buckets, strict=True):
                known[terms] = int(bucket["doc_count"])
                self._known.keep(terms, int(bucket["doc_count"]), len(terms[1]))
        return [known[terms] or 0 for terms in asked]

    def forms(self, node: Prefix | Wildcard | Fuzzy, text: str, most: int) -> tuple[tuple[str, ...], int]:
        """Of the whole vocabulary."""
        return self._words["title" if node.field == "title" else "text"].forms(node, text, most)

    def records(self, node: Named) -> Sequence[str]:
        """By any of their names."""
        return self._names.of(node.field).meant(node)
