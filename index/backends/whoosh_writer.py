"""Documents -> one segment of arrays, in Whoosh's table of contents. Rows are Whoosh's document numbers.

Updates append a row and mark the old one dead. Small segments are merged with their neighbours as they come, which
keeps every row's number; what is dead goes when everything is built afresh (index/pipeline).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from itertools import accumulate
from pathlib import Path
from types import TracebackType

import numpy as np
from whoosh.filedb.filestore import FileStorage

from index.backends.whoosh_schema import STEM, SURFACE, field_name, whoosh_schema
from index.codec.gathering import Ids
from index.codec.segment import Segment, SegmentWriter, merge, merge_files
from index.codec.tiers import to_merge
from index.codec.whoosh_codec import INDEX, ArraySegment, commit, committed
from index.document import TITLE_WEIGHT, Document, body_start
from index.manifest import CheckedFile, FileSeal

EXTRAS = {
    field_name(text, form): TITLE_WEIGHT - 1 if text == "text" else 0
    for text in ("title", "text")
    for form in (SURFACE, STEM)
}
"""What a word of the title counts more than one, in each field."""

Field = tuple[Sequence[str], Ids, int]


class WhooshWriter:
    """Appends documents to the index in one directory; leaving the context commits, an error cancels."""

    def __init__(self, directory: Path, base: Mapping[str, FileSeal] | None = None) -> None:
        """On top of the files of a *base* that lie there; what is merged of them is checked against their seals."""
        self._seals = base or {}
        self._directory = directory
        self._segments = [] if base is None else list(committed(FileStorage(str(directory)), whoosh_schema()))
        self._new = ArraySegment(INDEX, tuple(EXTRAS), 0)
        self._writer = SegmentWriter(directory / self._new.file_name(), EXTRAS)
        self._dead: list[int] = []

    @property
    def segments(self) -> int:
        """How many there are, once committed."""
        return len(self._segments)

    def add(self, document: Document) -> None:
        """Append one document."""
        self._writer.add(fields_of(document))
        self._new.rows += 1

    def take(self, run: Path, rows: int) -> None:
        """Append the documents of a run that ``write_run`` or ``merge_runs`` has made; its file is used up."""
        self._writer.take(run, rows)
        self._new.rows += rows

    def delete(self, row: int) -> None:
        """Mark a row written earlier as deleted, for Whoosh's own readers; ours look at the columns."""
        self._dead.append(row)

    def __enter__(self) -> WhooshWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is not None or self._new.rows:
            self._writer.__exit__(kind, error, at)
        if kind is None:
            self._commit()

    def _commit(self) -> None:
        if self._new.rows:
            self._segments.append(self._new)
        self._bury()
        if count := to_merge([segment.rows for segment in self._segments]):
            self._segments[-count:] = [self._merged(self._segments[-count:])]
        commit(self._directory, whoosh_schema(), self._segments)

    def _bury(self) -> None:
        dead = np.array(sorted(self._dead), np.int64)
        first = 0
        for segment in self._segments:
            here = dead[(dead >= first) & (dead < first + segment.rows)] - first
            segment.without(np.array(sorted(segment.deleted_docs() | set(here.tolist())), np.int64))
            first += segment.rows

    def _merged(self, segments: Sequence[ArraySegment]) -> ArraySegment:
        whole = ArraySegment(INDEX, tuple(EXTRAS), sum(segment.rows for segment in segments))
        starts = accumulate((segment.rows for segment in segments), initial=0)
        dead = [start + row for start, segment in zip(starts, segments, strict=False) for row in segment.deleted_docs()]
        whole.without(np.array(dead, np.int64))
        with ExitStack() as stack:
            opened = []
            for segment in segments:
                file = CheckedFile(self._directory / segment.file_name(), self._seals.get(segment.file_name()))
                stack.callback(file.close)
                opened.append(Segment(file, segment.fields))
            merge(self._directory / whole.file_name(), opened)
        return whole


def write_run(path: Path, documents: Iterable[Document]) -> None:
    """A segment of *documents* for ``WhooshWriter.take``, which may run in another process."""
    with SegmentWriter(path, EXTRAS) as writer:
        for document in documents:
            writer.add(fields_of(document))


def merge_runs(path: Path, runs: Sequence[Path]) -> None:
    """One run of several that follow each other; their files are used up."""
    merge_files(path, runs, tuple(EXTRAS))
    for run in runs:
        run.unlink()


def fields_of(document: Document) -> dict[str, Field]:
    """What goes into each field; positions of the body begin behind those of the title."""
    title, body = document.title, document.body
    size = len(title.surfaces)
    surfaces = np.arange(size + len(body.surfaces), dtype=np.uint32)
    surfaces[size:] += np.uint32(body_start(size) - size)
    titles, stems = surfaces[:size], surfaces
    if len(title.stems) > size or len(body.stems) > len(body.surfaces):  # else there is one at each position
        titles = np.array(title.stem_positions, np.uint32)
        stems = np.concatenate([titles, np.array(body.stem_positions, np.uint32) + np.uint32(body_start(size))])
    return {
        "title_surface": (title.surfaces, surfaces[:size], 0),
        "title_stem": (title.stems, titles, 0),
        "text_surface": (title.surfaces + body.surfaces, surfaces, size),
        "text_stem": (title.stems + body.stems, stems, len(title.stems)),
    }
