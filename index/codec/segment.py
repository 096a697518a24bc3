"""One segment: the postings of some fields of neighbouring rows, written by ``SegmentWriter``, read by ``Segment``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from itertools import accumulate
from pathlib import Path
from types import TracebackType

import numpy as np

from index.codec.container import Container, ContainerWriter, PlainFile, Source
from index.codec.gathering import Gathered, Ids
from index.codec.merging import Part, merged
from index.codec.postings import FieldPostings
from index.codec.writing import FieldWriter

RUN = 12_000_000
"""Occurrences gathered in memory, at about 40 bytes each while they are sorted, before they are written as a run."""


class Segment:
    """A segment open for reading; safe to use from several threads."""

    def __init__(self, source: Source, fields: Sequence[str]) -> None:
        """NotASegment when *source* is none, or of another format."""
        container = Container(source)
        (self.rows,) = container.array("rows").tolist()
        self.fields: Mapping[str, FieldPostings] = {name: FieldPostings(container, name, self.rows) for name in fields}


class SegmentWriter:
    """Writes one segment; leaving the context finishes the file, an error leaves none."""

    def __init__(self, path: Path, extras: Mapping[str, int], run: int = RUN) -> None:
        """*extras* names the fields, and how much more than one a heavy occurrence weighs in each."""
        self._path = path
        self._extras = dict(extras)
        self._most = run
        self._runs: list[Path] = []
        self._gathered = self._empty()
        self._first_row = self._rows = 0

    def add(self, fields: Mapping[str, tuple[Sequence[str], Ids, int]]) -> None:
        """The next row: for each field its terms, their positions, and how many of the first are heavy."""
        if not all(self._gathered[name].fits(self._row, *rest[:2]) for name, rest in fields.items()):
            self._write_run()
        for name, (terms, positions, heavy) in fields.items():
            self._gathered[name].add(self._row, terms, positions, heavy)
        self._rows += 1
        if sum(gathered.occurrences for gathered in self._gathered.values()) >= self._most:
            self._write_run()

    def take(self, run: Path, rows: int) -> None:
        """The next *rows* are those of a segment that another writer has finished; its file is used up."""
        if self._rows > self._first_row:
            self._write_run()
        self._runs.append(run)
        self._rows += rows
        self._first_row = self._rows

    def __enter__(self) -> SegmentWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            if kind is None:
                self._finish()
        finally:
            for run in self._runs:
                run.unlink(missing_ok=True)

    def _finish(self) -> None:
        if not self._runs:
            self._write_gathered(self._path)
            return
        if self._rows > self._first_row:
            self._write_run()
        merge_files(self._path, self._runs, tuple(self._extras))

    @property
    def _row(self) -> int:
        """The next row, counted from the first of the run."""
        return self._rows - self._first_row

    def _empty(self) -> dict[str, Gathered]:
        return {name: Gathered(extra) for name, extra in self._extras.items()}

    def _write_run(self) -> None:
        run = self._path.with_name(f"{self._path.name}.run{len(self._runs)}")
        self._runs.append(run)
        self._write_gathered(run)
        self._gathered = self._empty()
        self._first_row = self._rows

    def _write_gathered(self, path: Path) -> None:
        rows = self._rows - self._first_row
        with ContainerWriter(path) as container:
            container.append("rows", np.array([rows], np.int64))
            for name, gathered in self._gathered.items():
                field = FieldWriter(container, name)
                for batch in gathered.batches():
                    field.append(batch)
                field.append_lengths(gathered.weights(rows))
                field.close()


def merge_files(path: Path, parts: Sequence[Path], fields: Sequence[str]) -> None:
    """``merge`` of segments that were just written, by whoever wrote them."""
    with ExitStack() as stack:
        opened = [stack.enter_context(closing(PlainFile(part))) for part in parts]
        merge(path, [Segment(file, fields) for file in opened])


def merge(path: Path, segments: Sequence[Segment]) -> None:
    """Write *segments* as one, in their order; a row's number is what it was plus the rows before its segment."""
    ends = list(accumulate(segment.rows for segment in segments))
    with ContainerWriter(path) as container:
        container.append("rows", np.array(ends[-1:], np.int64))
        for name in segments[0].fields:
            field = FieldWriter(container, name)
            parts = [Part(s.fields[name], end - s.rows) for s, end in zip(segments, ends, strict=True)]
            for batch in merged([part for part in parts if len(part.postings.terms)]):
                field.append(batch)
            for segment in segments:
                field.append_lengths(segment.fields[name].lengths())
            field.close()
