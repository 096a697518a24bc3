"""Whoosh 2.7.4's segments read as arrays. The one module that names private attributes of Whoosh.

Whoosh's matchers yield one posting per call; here whole blocks are decoded at once, from a memory map, without a file
cursor, so that one open generation serves every thread. Block format: whoosh/codec/whoosh3.py, W3PostingsWriter.
"""

from __future__ import annotations

import io
import mmap
import pickle
import struct
import threading
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC
from whoosh.filedb.filestore import FileStorage
from whoosh.reading import SegmentReader, TermNotFound

from index.backends.whoosh_schema import field_name, whoosh_schema
from index.columns import Columns
from search.evaluate.postings import TermPositions, TermPostings

_INT = struct.Struct("!i")

Block = tuple[npt.NDArray[np.int64], npt.NDArray[np.float64], tuple[bytes, ...]]


class WhooshPostings:
    """The postings of one generation directory, every segment after the other; safe to use from several threads."""

    def __init__(self, directory: Path, columns: Columns) -> None:
        index = FileStorage(str(directory)).open_index(schema=whoosh_schema())
        reader = index.reader()
        self.columns = columns
        leaves = reader.leaf_readers() if index.doc_count_all() else []
        self._segments = [_Segment(directory, leaf, first) for leaf, first in leaves]

    def term(self, field: str, form: str, term: str) -> TermPostings:
        """The postings of *term* in all segments."""
        blocks = list(self._blocks(field_name(field, form), term))
        if not blocks:
            return TermPostings(np.zeros(0, np.int64), np.zeros(0))
        return TermPostings(np.concatenate([b[0] for b in blocks]), np.concatenate([b[1] for b in blocks]))

    def positions(self, field: str, form: str, term: str) -> TermPositions:
        """The occurrences of *term* in all segments."""
        rows, values = [], []
        for ids, _, encoded in self._blocks(field_name(field, form), term):
            rows.append(np.repeat(ids, [len(value) // 4 for value in encoded]))
            values.append(np.frombuffer(b"".join(encoded), np.uint32))
        if not rows:
            return TermPositions(np.zeros(0, np.int64), np.zeros(0, np.int64))
        return TermPositions(np.concatenate(rows), np.concatenate(values).astype(np.int64))

    def prefixed(self, field: str, form: str, prefix: str) -> tuple[str, ...]:
        """The terms that begin with *prefix*, in order."""
        name = field_name(field, form)
        return tuple(sorted({term for segment in self._segments for term in segment.prefixed(name, prefix)}))

    def close(self) -> None:
        """Let go of the files."""
        for segment in self._segments:
            segment.close()

    def _blocks(self, name: str, term: str) -> Iterator[Block]:
        for segment in self._segments:
            yield from segment.blocks(name, term.encode())


class _Segment:
    """One segment: Whoosh's term dictionary behind a lock, its postings file as a memory map."""

    def __init__(self, directory: Path, reader: SegmentReader, first: int) -> None:
        self._reader = reader
        self._terms = reader._terms
        self._first = first
        self._lock = threading.Lock()  # the dictionary seeks and reads one shared file
        with (directory / reader.segment().make_filename(".pst")).open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def blocks(self, name: str, term: bytes) -> Iterator[Block]:
        """Rows, weights and encoded positions of *term*, one block after the other."""
        try:
            with self._lock:
                start, (length,) = self._terms.term_info(name, term).extent()  # Whoosh forgets to unpack the length
        except TermNotFound:
            return
        if self._map[start : start + 4] != WHOOSH3_HEADER_MAGIC:
            raise ValueError(f"postings of {name}:{term!r} do not begin at {start}")
        at, end = start + 4, start + length
        while at < end:
            (size,) = _INT.unpack_from(self._map, at)
            yield self._block(at + _INT.size, abs(size))
            at += _INT.size + abs(size)

    def _block(self, at: int, size: int) -> Block:
        block = io.BytesIO(self._map[at : at + size])
        count, _, _, compression, *_ = pickle.load(block)  # noqa: S301 (our own file, checked against the manifest)
        body = block.read()
        ids, weights, values = pickle.loads(zlib.decompress(body) if compression else body)  # noqa: S301
        rows = np.cumsum(np.array(ids, np.int64)) + self._first
        return rows, np.broadcast_to(np.asarray(1.0 if weights is None else weights, np.float64), count), values

    def prefixed(self, name: str, prefix: str) -> Iterator[str]:
        """The terms of one field that begin with *prefix*."""
        with self._lock:
            for found, term in self._terms.terms_from(name, prefix.encode()):
                if found != name or not term.startswith(prefix.encode()):
                    return
                yield term.decode()

    def close(self) -> None:
        self._map.close()
        self._reader.close()
