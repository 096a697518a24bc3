"""PDF with text: one article a file. A scan holds pictures of text, and needs OCR by another program first."""

from __future__ import annotations

from collections.abc import Iterator

from index.sources.columns import Columns
from index.sources.pages import found_item
from index.sources.record import Input, Item, whole

NAME = "pdf/1"


def read(opened: Input, columns: Columns, source: str) -> Iterator[Item]:
    """The article of one document."""
    place, problem = whole(opened)
    yield problem or found_item("pdf", place, opened, (columns, source, NAME))
