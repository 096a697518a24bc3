"""Whoosh 2.7.4's segments read as arrays. The one module that names private attributes of Whoosh.

Whoosh's matchers yield one posting per call; here all postings of a term are read and decoded at once, without a file
cursor, so that one open generation serves every thread. Block format: whoosh/codec/whoosh3.py, W3PostingsWriter.
Nothing is unpickled before its checksum was compared: small files at opening, postings when they are first wanted.
"""

from __future__ import annotations

import io
import pickle
import struct
import threading
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile, StructFile
from whoosh.reading import SegmentReader, TermNotFound

from index.backends.whoosh_schema import field_name, whoosh_schema
from index.columns import Columns
from index.manifest import CheckedFile, FileDamaged, FileSeal, Manifest, read_checked
from search.evaluate.arrays import NO_POSTINGS, ArrayPostings, merged, vocabulary_of
from search.evaluate.postings import Occurrences, TermPostings, Vocabulary

_INT = struct.Struct("!i")

UNDECODABLE = (zlib.error, pickle.UnpicklingError, struct.error, ValueError, TypeError, LookupError, EOFError)
"""What decoding raises on bytes that are not as they were written; whatever else it raises is a fault of ours."""

Block = tuple[npt.NDArray[np.int64], npt.NDArray[np.float64], tuple[bytes, ...]]


class WhooshPostings:
    """The postings of one generation directory, every segment after the other; safe to use from several threads."""

    def __init__(self, directory: Path, columns: Columns, manifest: Manifest | None = None) -> None:
        """Without a *manifest*, only for files that the caller has just written, nothing is checked."""
        storage = _CheckedStorage(directory, manifest)
        index = storage.open_index(schema=whoosh_schema())
        reader = index.reader()
        self.columns = columns
        leaves = reader.leaf_readers() if reader.doc_count_all() else []
        self._segments: list[_Segment] = []
        self._vocabularies: dict[str, tuple[Vocabulary, ...]] = {}
        self._lock = threading.Lock()
        try:
            for leaf, first in leaves:
                self._segments.append(_Segment(storage, leaf, first))
        except BaseException:
            self.close()
            raise

    def term(self, field: str, form: str, term: str) -> TermPostings:
        """The postings of *term* in all segments."""
        blocks = [b for segment in self._segments for b in segment.blocks(field_name(field, form), term.encode())]
        if not blocks:
            return NO_POSTINGS
        rows = np.concatenate([rows for rows, _, _ in blocks]).astype(np.int32)
        weights = np.concatenate([weights for _, weights, _ in blocks]).astype(np.uint32)
        return ArrayPostings(rows, weights, lambda: _located(blocks))

    def together(self, field: str, form: str, terms: tuple[str, ...]) -> TermPostings:
        """The postings of several terms as if they were one."""
        return merged([self.term(field, form, term) for term in terms])

    def vocabularies(self, field: str, form: str) -> tuple[Vocabulary, ...]:
        """The terms of each segment, read whole when they are first asked for."""
        name = field_name(field, form)
        with self._lock:
            if name not in self._vocabularies:
                self._vocabularies[name] = tuple(vocabulary_of(segment.terms(name)) for segment in self._segments)
            return self._vocabularies[name]

    def close(self) -> None:
        """Let go of the files."""
        for segment in self._segments:
            segment.close()


def _located(blocks: Sequence[Block]) -> Occurrences:
    encoded = [value for _, _, values in blocks for value in values]
    counts = np.array([len(value) // 4 for value in encoded], np.uint32)
    return Occurrences(counts, np.frombuffer(b"".join(encoded), np.uint32))


class _Segment:
    """One segment: Whoosh's term dictionary behind a lock, and its postings."""

    def __init__(self, storage: _CheckedStorage, reader: SegmentReader, first: int) -> None:
        self._reader = reader
        self._terms = reader._terms
        self._first = first
        self._lock = threading.Lock()  # the dictionary may seek and read one shared file
        name = reader.segment().make_filename(".pst")
        self._postings = storage.open_checked(name)
        self._place = Path(storage.folder) / name

    def blocks(self, name: str, term: bytes) -> Iterator[Block]:
        """Rows, weights and encoded positions of *term*, one block after the other."""
        try:
            with self._lock:
                start, (length,) = self._terms.term_info(name, term).extent()  # Whoosh forgets to unpack the length
        except TermNotFound:
            return
        try:
            yield from self._decoded(self._postings.read(start, start + length), length)
        except UNDECODABLE as error:  # its checksum was right once: it was damaged since
            raise FileDamaged(self._place, f"postings of {name}:{term!r} cannot be decoded ({error})") from error

    def _decoded(self, contents: bytes, length: int) -> Iterator[Block]:
        if not contents.startswith(WHOOSH3_HEADER_MAGIC):
            raise ValueError("they do not begin where they should")
        at = len(WHOOSH3_HEADER_MAGIC)
        while at < length:
            (size,) = _INT.unpack_from(contents, at)
            at += _INT.size
            yield self._block(contents[at : at + abs(size)])
            at += abs(size)

    def _block(self, contents: bytes) -> Block:
        block = io.BytesIO(contents)
        count, _, _, compression, *_ = pickle.load(block)  # noqa: S301 (our own file, checked against the manifest)
        body = block.read()
        ids, weights, values = pickle.loads(zlib.decompress(body) if compression else body)  # noqa: S301
        rows = np.cumsum(np.array(ids, np.int64)) + self._first
        return rows, np.broadcast_to(np.asarray(1.0 if weights is None else weights, np.float64), count), values

    def terms(self, name: str) -> Iterator[tuple[bytes, int]]:
        """The terms of one field in order, each with its number of postings."""
        with self._lock:
            for (found, term), info in self._terms.items():
                if found == name:
                    yield term, info.doc_frequency()

    def close(self) -> None:
        self._postings.close()
        self._reader.close()


class _CheckedStorage(FileStorage):  # type: ignore[misc]
    """One generation's files. Whoosh is handed checked copies in memory of all it reads by itself: its table of
    contents, which is a pickle, and the dictionaries of terms, which end in one.
    """

    def __init__(self, directory: Path, manifest: Manifest | None) -> None:
        super().__init__(str(directory), readonly=True)
        self._directory = directory
        self._seals = manifest.files if manifest else None

    def list(self) -> Sequence[str]:
        """The names in the manifest: what else lies in the directory is none of ours."""
        return tuple(self._seals) if self._seals is not None else tuple(super().list())

    def open_file(self, name: str, **_: object) -> StructFile:
        """For Whoosh. It opens the postings as well and never reads them: that is done here, by ``open_checked``."""
        if name.endswith(".pst"):
            return BufferFile(b"", name=name)
        return BufferFile(read_checked(self._directory / name, self._seal(name)), name=name)

    def open_checked(self, name: str) -> CheckedFile:
        """A file that is checked block by block."""
        return CheckedFile(self._directory / name, self._seal(name))

    def _seal(self, name: str) -> FileSeal | None:
        if self._seals is None:
            return None
        if name not in self._seals:
            raise FileDamaged(self._directory / name, "not a file of this generation")
        return self._seals[name]
