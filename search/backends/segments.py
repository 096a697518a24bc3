"""The postings of one generation: those of its segments, one behind the other, as one (see search.evaluate.postings).

Nothing is unpickled before its checksum was compared: Whoosh's table of contents at opening, as a whole; the segments
block by block, each time one is wanted. Opening costs the same however large they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile, StructFile

from index.backends.whoosh_schema import field_name, whoosh_schema
from index.codec.postings import SegmentTerm
from index.codec.segment import Segment
from index.codec.sharing import shared, shared_of_all
from index.codec.vocabulary import Terms
from index.codec.whoosh_codec import ArraySegment, committed
from index.columns import Columns
from index.manifest import CheckedFile, FileDamaged, FileSeal, Manifest, read_checked
from search.backends.together import Together
from search.evaluate.deadline import check
from search.evaluate.postings import Counts, Mask, Occurrences, Places, Rows, TermPostings

NO_ROWS = np.zeros(0, np.int32)


class SegmentPostings:
    """See search.evaluate.postings.Postings; safe to use from several threads."""

    def __init__(self, directory: Path, columns: Columns, manifest: Manifest | None = None) -> None:
        """Without a *manifest*, only for files that the caller has just written, nothing is checked."""
        self.columns = columns
        self._files = ExitStack()
        try:
            storage = _CheckedStorage(directory, manifest)
            self._segments = [self._opened(storage, segment) for segment in committed(storage, whoosh_schema())]
        except BaseException:
            self.close()
            raise
        self._first_rows = list(accumulate((segment.rows for segment in self._segments), initial=0))

    def term(self, field: str, form: str, term: str) -> TermPostings:
        """The postings of *term* in all segments."""
        name = field_name(field, form)
        found = [
            (first, postings)
            for first, segment in zip(self._first_rows, self._segments, strict=False)
            if (postings := segment.fields[name].term(term))
        ]
        return JoinedTerm(tuple(first for first, _ in found), tuple(postings for _, postings in found))

    def together(self, field: str, form: str, terms: tuple[str, ...]) -> TermPostings:
        """The postings of all *terms* in all segments."""
        name = field_name(field, form)
        parts = [(first, s.fields[name]) for first, s in zip(self._first_rows, self._segments, strict=False)]
        return Together(parts, terms, len(self.columns))

    def vocabularies(self, field: str, form: str) -> tuple[Terms, ...]:
        """The terms of each segment."""
        return tuple(segment.fields[field_name(field, form)].terms for segment in self._segments)

    def close(self) -> None:
        """Let go of the files."""
        self._files.close()

    def _opened(self, storage: _CheckedStorage, segment: ArraySegment) -> Segment:
        file = storage.open_checked(segment.file_name())
        self._files.callback(file.close)
        return Segment(file, segment.fields)


@dataclass(frozen=True, slots=True)
class JoinedTerm:
    """One term, as several segments have it; see search.evaluate.postings.TermPostings."""

    first_rows: tuple[int, ...]
    parts: Sequence[SegmentTerm]

    @property
    def documents(self) -> int:
        """In all segments."""
        return sum(part.documents for part in self.parts)

    @property
    def occurring(self) -> int:
        """In all segments."""
        return sum(part.occurring for part in self.parts)

    def rows(self) -> Rows:
        """Of the generation."""
        check()
        if not self.parts:
            return NO_ROWS
        rows = [
            part.rows() + np.int32(first) if first else part.rows()
            for part, first in zip(self.parts, self.first_rows, strict=True)
        ]
        return rows[0] if len(rows) == 1 else np.concatenate(rows)

    def holds(self, rows: Rows) -> Mask:
        """Asked of each segment for its own rows."""
        check()
        is_in = np.zeros(len(rows), np.bool_)
        for part, first in zip(self.parts, self.first_rows, strict=True):
            low, high = np.searchsorted(rows, (first, first + part.field.rows)).tolist()
            if low < high:
                is_in[low:high] = part.holds(rows[low:high] - np.int32(first))
        return is_in

    def among(self, rows: Rows) -> tuple[Mask, Places]:
        """Asked of each segment for its own rows."""
        check()
        is_in, places, before = np.zeros(len(rows), np.bool_), [], 0
        for part, first in zip(self.parts, self.first_rows, strict=True):
            low, high = np.searchsorted(rows, (first, first + part.field.rows)).tolist()
            if low < high:
                is_in[low:high], found = part.among(rows[low:high] - np.int32(first))
                places.append(found + before)
            before += part.documents
        return is_in, np.concatenate(places) if places else np.zeros(0, np.int64)

    def shared(self, term: TermPostings, rows: Rows, places: Places) -> tuple[Mask, Places]:
        """Asked of the segments that both stand in."""
        check()
        if not isinstance(term, JoinedTerm):
            return self.among(rows)
        own = dict(zip(self.first_rows, self.parts, strict=True))
        before = dict(zip(own, accumulate((part.documents for part in self.parts), initial=0), strict=False))
        masks, found, done = [], [], 0
        for first, (whole, some) in zip(term.first_rows, term._divided(places), strict=True):
            is_in, at = np.zeros(len(some), np.bool_), np.zeros(0, np.int64)
            if first in own and len(some):
                is_in, at = shared(own[first], whole, rows[done : done + len(some)] - np.int32(first), some)
            masks.append(is_in)
            found.append(at + before.get(first, 0))
            done += len(some)
        return np.concatenate([np.zeros(0, np.bool_), *masks]), np.concatenate([np.zeros(0, np.int64), *found])

    def shared_of_all(self, term: TermPostings) -> Mask | None:
        """Where there is one segment; of several, most are small."""
        if not isinstance(term, JoinedTerm) or len(self.parts) != 1 or term.first_rows != self.first_rows:
            return None
        return shared_of_all(self.parts[0], term.parts[0])

    def weights(self, places: Places | None = None) -> Counts:
        """Joined."""
        if not self.parts:
            return np.zeros(0, np.uint32)
        if len(self.parts) == 1:
            return self.parts[0].weights(places)
        return np.concatenate([part.weights(some) for part, some in self._pieces(places)])

    def occurrences(self, places: Places | None = None) -> Occurrences:
        """Joined."""
        check()
        found = [part.occurrences(some) for part, some in self._pieces(places)]
        if not found:
            return Occurrences(np.zeros(0, np.uint32), np.zeros(0, np.uint32))
        counts, positions = (np.concatenate(arrays).astype(np.uint32) for arrays in zip(*found, strict=True))
        return Occurrences(counts, positions)

    def _pieces(self, places: Places | None) -> Sequence[tuple[SegmentTerm, Places | None]]:
        return [(part, None) for part in self.parts] if places is None else self._divided(places)

    def _divided(self, places: Places) -> list[tuple[SegmentTerm, Places]]:
        """Each segment's postings with those of *places* that are its own."""
        bounds = list(accumulate((part.documents for part in self.parts), initial=0))
        cuts = np.searchsorted(places, bounds).tolist()
        return [
            (part, places[low:high] - before)
            for part, before, low, high in zip(self.parts, bounds, cuts, cuts[1:], strict=False)
        ]


class _CheckedStorage(FileStorage):  # type: ignore[misc]
    """One generation's files. Whoosh is handed a checked copy in memory of its table of contents, which is a pickle."""

    def __init__(self, directory: Path, manifest: Manifest | None) -> None:
        super().__init__(str(directory), readonly=True)
        self._directory = directory
        self._seals = manifest.files if manifest else None

    def list(self) -> Sequence[str]:
        """The names in the manifest: what else lies in the directory is none of ours."""
        return tuple(self._seals) if self._seals is not None else tuple(super().list())

    def open_file(self, name: str, **_: object) -> StructFile:
        """For Whoosh."""
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
