"""Postings in the order of their terms -> the sections of one field of a segment.

For each posting: the row, how often the term occurs (the count), what the frequency is more than that (the extra), and
the positions. All are flat sequences over the postings of all terms; a term is a range of them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from index.codec.batch import TermBatch, starts_of
from index.codec.container import ContainerWriter
from index.codec.packing import BLOCK, MOST, Ints, Words
from index.codec.streams import StreamWriter
from index.codec.vocabulary import END

STREAMS = ("gaps", "counts", "extras", "positions", "lengths")
"""The packed sequences of a field."""


class FieldWriter:
    """Appends batches to one field of a segment."""

    def __init__(self, container: ContainerWriter, field: str) -> None:
        self._container = container
        self._field = field
        self._streams = {name: StreamWriter(container, f"{field}.{name}") for name in STREAMS}
        self._postings = 0
        self._occurrences = 0
        self._letters = 0
        for name in ("terms.starts", "postings", "occurrences"):
            container.append(f"{field}.{name}", np.zeros(1, np.uint32))
        container.append(f"{field}.terms", np.zeros(0, np.uint8))
        container.append(f"{field}.skips", np.zeros(0, np.uint32))

    def append(self, batch: TermBatch) -> None:
        """Write some terms."""
        if not len(batch.terms):
            return
        postings = batch.postings
        first = starts_of(postings.documents)
        self._write_terms(batch.terms)
        self._write_rows(postings.rows, first)
        self._streams["counts"].append((postings.counts - 1).astype(np.uint32))
        self._streams["extras"].append(postings.extras.astype(np.uint32))
        self._streams["positions"].append(postings.steps)
        ends = first + postings.documents
        self._append_ends("postings", self._postings + ends)
        self._append_ends("occurrences", self._occurrences + np.cumsum(postings.counts)[ends - 1])
        self._postings += len(postings.rows)
        self._occurrences += len(postings.steps)

    def append_lengths(self, lengths: Words) -> None:
        """The sums of weights of the next rows."""
        self._streams["lengths"].append(lengths)

    def close(self) -> None:
        """Write what is left of the last blocks."""
        for stream in self._streams.values():
            stream.close()

    def _write_terms(self, terms: Sequence[bytes]) -> None:
        ends = self._letters + np.cumsum([len(term) + len(END) for term in terms])
        self._append_ends("terms.starts", ends)
        self._append("terms", np.frombuffer(END.join([*terms, b""]), np.uint8))
        self._letters = int(ends[-1])

    def _write_rows(self, rows: Ints, first: Ints) -> None:
        """Each row less the one before and one; a term's first as if row -1 went before it."""
        before = np.empty_like(rows)
        before[1:] = rows[:-1]
        before[first] = -1
        self._streams["gaps"].append((rows - before - 1).astype(np.uint32))
        blocks = np.arange(-self._postings % BLOCK, len(rows), BLOCK)
        self._append("skips", (before[blocks] + 1).astype(np.uint32))

    def _append_ends(self, name: str, ends: Ints) -> None:
        if ends[-1] > MOST:
            raise OverflowError(f"{self._field}.{name}: more than {MOST:,} in one segment; build more, smaller ones")
        self._append(name, ends.astype(np.uint32))

    def _append(self, name: str, array: npt.NDArray[np.generic]) -> None:
        self._container.append(f"{self._field}.{name}", array)
