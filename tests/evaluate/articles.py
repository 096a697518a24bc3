"""Small archives in memory, for tests of single queries."""

from __future__ import annotations

from collections.abc import Sequence

from index.article import Article, Entities, Published
from index.columns import ColumnsBuilder, empty, row_of
from index.document import compose
from search.evaluate.evaluator import Evaluator
from tests.evaluate.scanned import Scanned


def evaluator_of(bodies: Sequence[str]) -> Evaluator:
    """An evaluator over articles without titles."""
    builder = ColumnsBuilder(empty())
    documents = []
    for number, body in enumerate(bodies):
        article = Article(f"k{number:03d}", "", body, Published("", None), "kabar.example", "", "", "")
        documents.append(compose(number, number, article.id, article, Entities()))
        builder.append(row_of(documents[-1]))
    return Evaluator(Scanned(documents, builder.build()))
