"""Documents as a dict has them, and segments written from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from hypothesis import strategies as st

from index.codec.container import PlainFile
from index.codec.segment import Segment, SegmentWriter

EXTRAS = {"text": 2, "other": 0}
Document = tuple[Sequence[str], int]
"""The terms of ``text``, one at each position, and how many of the first are heavy; ``other`` has them reversed."""

WORDS = st.one_of(
    st.sampled_from(["a", "ab", "abc", "b", "ba", "é", "éa", "\U0001f600", "z"]), st.text("abc", min_size=1, max_size=8)
)
DOCUMENTS = st.lists(st.tuples(st.lists(WORDS, max_size=12), st.integers(0, 4)), max_size=30)


def write(path: Path, documents: Sequence[Document], run: int = 10**9) -> Path:
    """A segment of *documents*."""
    with SegmentWriter(path, EXTRAS, run) as writer:
        for terms, heavy in documents:
            at = np.arange(len(terms), dtype=np.uint32)
            writer.add({"text": (terms, at, min(heavy, len(terms))), "other": (terms[::-1], at, 0)})
    return path


@contextmanager
def reading(path: Path) -> Iterator[Segment]:
    """The segment at *path*."""
    file = PlainFile(path)
    try:
        yield Segment(file, tuple(EXTRAS))
    finally:
        file.close()


def positions(documents: Sequence[Document], field: str = "text") -> Mapping[str, Mapping[int, list[int]]]:
    """Term -> row -> positions, by looking."""
    found: dict[str, dict[int, list[int]]] = {}
    for row, (terms, _) in enumerate(documents):
        for position, term in enumerate(terms if field == "text" else terms[::-1]):
            found.setdefault(term, {}).setdefault(row, []).append(position)
    return found


def weight(documents: Sequence[Document], row: int, term: str) -> int:
    """What a posting of ``text`` weighs: heavy occurrences three times as much."""
    terms, heavy = documents[row]
    return sum(1 + 2 * (position < heavy) for position, found in enumerate(terms) if found == term)
