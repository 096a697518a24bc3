# ruff: noqa: D102 -- methods of Whoosh's protocols; its documentation says what each gives
"""How Whoosh 2.7.4 sees these segments: a codec that reads and never writes, and the table of contents it opens.

Whoosh's own Searcher works on them, one posting after the other, and so can judge ours. Every way in which it would
write a segment of its own beside them, or rewrite them, raises.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import numpy.typing as npt
from whoosh.codec import base
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Format
from whoosh.index import TOC
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo

from index.codec.container import PlainFile
from index.codec.postings import FieldPostings
from index.codec.segment import Segment

INDEX = "MAIN"
"""The name of the index in its directory, which files begin with; Whoosh's default."""
EXTENSION = ".arrays"


class NotWritable(TypeError):
    """Whoosh was asked to write; only ``SegmentWriter`` and ``commit`` do."""

    def __init__(self) -> None:
        super().__init__("segments of arrays are written by index.codec alone; Whoosh would lose their postings")


class ArraySegment(base.Segment):  # type: ignore[misc]
    """A segment as Whoosh's table of contents keeps it; pickled there, so it holds plain values only."""

    def __init__(self, indexname: str, fields: Sequence[str], rows: int) -> None:
        super().__init__(indexname)
        self.fields = tuple(fields)
        self.rows = rows
        self.deleted = b""

    def codec(self) -> ArrayCodec:
        return ArrayCodec()

    def file_name(self) -> str:
        """The one file that holds it."""
        return str(self.make_filename(EXTENSION))

    def doc_count_all(self) -> int:
        return self.rows

    def deleted_count(self) -> int:
        return len(self.deleted_docs())

    def deleted_docs(self) -> set[int]:
        """Unpacked each time: only Whoosh's own readers ask."""
        bits = np.unpackbits(np.frombuffer(self.deleted, np.uint8), count=self.rows) if self.deleted else ()
        return set(np.flatnonzero(bits).tolist())

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self.deleted_docs()

    def delete_document(self, docnum: int, delete: bool = True) -> NoReturn:
        raise NotWritable

    def set_doc_count(self, doccount: int) -> NoReturn:
        raise NotWritable

    def without(self, dead: npt.NDArray[np.integer]) -> None:
        """Say which rows are dead, all of them, before the segment is committed."""
        bits = np.zeros(self.rows, np.bool_)
        bits[dead] = True
        self.deleted = np.packbits(bits).tobytes() if len(dead) else b""


def commit(directory: Path, schema: Schema, segments: Sequence[ArraySegment]) -> None:
    """Make *segments* the index in *directory*; what else lay there of it is removed."""
    storage = FileStorage(str(directory))
    generation = TOC._latest_generation(storage, INDEX) + 1
    TOC(schema, list(segments), generation).write(storage, INDEX)
    kept = {segment.file_name() for segment in segments} | {TOC._filename(INDEX, generation)}
    for path in directory.iterdir():
        if path.name.startswith((f"{INDEX}_", f"_{INDEX}_")) and path.name not in kept:
            path.unlink()


def committed(storage: FileStorage, schema: Schema) -> tuple[ArraySegment, ...]:
    """The segments of the index in *storage*, in the order of their rows; ValueError for others than ours."""
    segments = tuple(TOC.read(storage, INDEX, schema=schema).segments)
    if not all(isinstance(segment, ArraySegment) for segment in segments):
        raise ValueError(f"{storage}: not written by index.codec")
    return segments


class ArrayCodec(base.Codec):  # type: ignore[misc]
    """Reads."""

    def terms_reader(self, storage: FileStorage, segment: ArraySegment) -> ArrayTermsReader:
        return ArrayTermsReader(storage, segment)

    def per_document_reader(self, storage: FileStorage, segment: ArraySegment) -> ArrayDocuments:
        return ArrayDocuments(storage, segment)

    def per_document_writer(self, storage: FileStorage, segment: ArraySegment) -> NoReturn:
        raise NotWritable

    def field_writer(self, storage: FileStorage, segment: ArraySegment) -> NoReturn:
        raise NotWritable

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> NoReturn:
        raise NotWritable

    def new_segment(self, storage: FileStorage, indexname: str) -> NoReturn:
        raise NotWritable


class _Opened:
    """One segment's file, open for one of Whoosh's readers."""

    def __init__(self, storage: FileStorage, segment: ArraySegment) -> None:
        self._file = PlainFile(Path(storage.folder) / segment.file_name())
        self._segment = segment
        self._arrays = Segment(self._file, segment.fields)

    def close(self) -> None:
        self._file.close()


class ArrayTermsReader(_Opened, base.TermsReader):  # type: ignore[misc]
    """The terms of all fields."""

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        name, text = term
        return name in self._arrays.fields and self._field(name).terms.place(text.decode()) is not None

    def indexed_field_names(self) -> tuple[str, ...]:
        return tuple(self._arrays.fields)

    def terms(self) -> NoReturn:
        """Only Whoosh's own merging asks for the terms of all fields at once, to write them into another format."""
        raise NotWritable

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """As Whoosh has it: all terms from *prefix* on, of this field and those behind it."""
        for name in sorted(name for name in self._arrays.fields if name >= fieldname):
            terms = self._field(name).terms
            for place in range(terms.first_from(prefix) if name == fieldname else 0, len(terms)):
                yield name, terms.encoded(place)

    def items(self) -> NoReturn:
        raise NotWritable

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        for term in self.terms_from(fieldname, prefix):
            yield term, self.term_info(*term)

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        found = self._field(fieldname).term(text.decode())
        if found is None:
            raise KeyError((fieldname, text))
        rows, weights = found.rows(), found.weights()
        lengths = self._field(fieldname).lengths()[rows]
        return TermInfo(
            weight=float(weights.sum()),
            df=found.documents,
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=float(weights.max()),
            minid=int(rows[0]),
            maxid=int(rows[-1]),
        )

    def matcher(self, fieldname: str, text: bytes, format_: Format, scorer: Any = None) -> ListMatcher:
        """All postings, decoded. Without scores of blocks to skip by: a judge looks at every hit."""
        found = self._field(fieldname).term(text.decode())
        if found is None:
            raise KeyError((fieldname, text))
        counts, positions = found.occurrences()
        values = [at.astype(np.uint32).tobytes() for at in np.split(positions, np.cumsum(counts)[:-1])]
        return ListMatcher(
            found.rows().tolist(),
            weights=found.weights().astype(float).tolist(),
            values=values,
            format=format_,
            scorer=scorer,
            term=(fieldname, text),
        )

    def cursor(self, fieldname: str, fieldobj: Any) -> ArrayCursor:
        return ArrayCursor(self._field(fieldname), fieldobj)

    def _field(self, name: str) -> FieldPostings:
        return self._arrays.fields[name]


class ArrayCursor(base.FieldCursor):  # type: ignore[misc]
    """Goes through the terms of one field."""

    def __init__(self, field: FieldPostings, fieldobj: Any) -> None:
        self._terms = field.terms
        self._fieldobj = fieldobj
        self._place = 0

    def first(self) -> str | None:
        self._place = 0
        return self.text()

    def find(self, string: str | bytes) -> str | None:
        wanted = string if isinstance(string, bytes) else self._fieldobj.to_bytes(string)
        self._place = self._terms.first_from(wanted)
        return self.text()

    def next(self) -> str | None:
        self._place += 1
        return self.text()

    def text(self) -> str | None:
        return self._terms[self._place] if self.is_valid() else None

    def is_valid(self) -> bool:
        """Whether it stands on a term."""
        return self._place < len(self._terms)


class ArrayDocuments(_Opened, base.PerDocumentReader):  # type: ignore[misc]
    """What Whoosh wants to know of documents: how many, which are dead, how long."""

    def doc_count_all(self) -> int:
        return int(self._segment.doc_count_all())

    def doc_count(self) -> int:
        return int(self._segment.doc_count())

    def has_deletions(self) -> bool:
        return bool(self._dead)

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self._dead

    def deleted_docs(self) -> set[int]:
        return self._dead

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        return int(self._lengths(fieldname)[docnum]) or default

    def field_length(self, fieldname: str) -> int:
        return int(self._lengths(fieldname).sum())

    def min_field_length(self, fieldname: str) -> int:
        return int(self._lengths(fieldname).min(initial=0))

    def max_field_length(self, fieldname: str) -> int:
        return int(self._lengths(fieldname).max(initial=0))

    def stored_fields(self, docnum: int) -> dict[str, object]:
        """None: texts are in the system of record."""
        return {}

    @cached_property
    def _dead(self) -> set[int]:
        return self._segment.deleted_docs()

    def _lengths(self, name: str) -> npt.NDArray[np.uint32]:
        return self._arrays.fields[name].lengths()
