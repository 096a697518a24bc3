"""Whoosh's own Searcher on our segments: it reads them, and cannot harm them."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import whoosh.codec.base
import whoosh.index
from whoosh import query as wq
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.writing import SegmentWriter

from index.backends.whoosh_schema import Prepared
from index.codec.whoosh_codec import INDEX, ArrayCodec, ArraySegment, NotWritable, commit, committed
from tests.codec.documents import EXTRAS, Document, write

SCHEMA = Schema(text=Prepared(), other=Prepared())
DOCUMENTS: list[Document] = [
    (["gempa", "guncang", "lombok"], 1),
    (["banjir", "bandang", "lombok"], 0),
    ([], 0),
    (["gempa", "susulan", "gempa"], 0),
]


@pytest.fixture
def index(tmp_path: Path) -> FileIndex:
    segments = []
    for documents in (DOCUMENTS[:1], DOCUMENTS[1:]):
        segment = ArraySegment(INDEX, tuple(EXTRAS), len(documents))
        write(tmp_path / segment.file_name(), documents)
        segments.append(segment)
    segments[1].without(np.array([0]))
    commit(tmp_path, SCHEMA, segments)
    return FileStorage(str(tmp_path)).open_index(schema=SCHEMA)


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        (wq.Term("text", "gempa"), [0, 3]),
        (wq.Term("text", "lombok"), [0]),  # row 1 is dead
        (wq.Term("text", "tidak"), []),
        (wq.Phrase("text", ["gempa", "guncang"]), [0]),
        (wq.Phrase("text", ["guncang", "gempa"]), []),
        (wq.Prefix("text", "g"), [0, 3]),
        (wq.Wildcard("text", "su?ul*"), [3]),
        (wq.FuzzyTerm("text", "gemba"), [0, 3]),
        (wq.Every(), [0, 2, 3]),
        (wq.And([wq.Term("text", "gempa"), wq.Not(wq.Term("text", "susulan"))]), [0]),
    ],
)
def test_whoosh_finds_what_is_there(index: FileIndex, query: wq.Query, rows: list[int]) -> None:
    with index.searcher() as searcher:
        assert sorted(searcher.docs_for_query(query)) == rows


def test_whoosh_ranks_by_our_weights_and_lengths(index: FileIndex) -> None:
    with index.searcher() as searcher:
        assert [hit.docnum for hit in searcher.search(wq.Term("text", "gempa"))] == [0, 3]
        assert searcher.reader().doc_field_length(0, "text") == 5
        assert searcher.reader().field_length("text") == 5 + 3 + 3
        assert searcher.reader().doc_frequency("text", "gempa") == 2


def test_whoosh_lists_all_terms(index: FileIndex) -> None:
    with index.reader() as reader:
        expected = sorted({term for terms, _ in DOCUMENTS for term in terms})
        assert [text.decode() for text in reader.lexicon("text")] == expected


@pytest.mark.filterwarnings("ignore:Exception ignored in:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(
    "rewrite",
    [
        lambda writer: writer.commit(optimize=True),
        lambda writer: writer.delete_by_term("text", "gempa"),
        lambda writer: writer.delete_document(0),
    ],
)
def test_every_way_in_which_whoosh_would_rewrite_them_raises(
    index: FileIndex, rewrite: Callable[[SegmentWriter], object], tmp_path: Path
) -> None:
    before = {path.name: path.read_bytes() for path in tmp_path.glob("*.arrays")}
    writer = index.writer()
    try:
        with pytest.raises(NotWritable):
            rewrite(writer)
    finally:
        writer.cancel()
    gc.collect()  # Whoosh leaves its reader open
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.arrays")} == before


@pytest.mark.parametrize("part", ["new_segment", "field_writer", "per_document_writer", "postings_writer"])
def test_the_codec_writes_nothing(part: str) -> None:
    arguments = (None,) if part == "postings_writer" else (None, None)
    with pytest.raises(NotWritable):
        getattr(ArrayCodec(), part)(*arguments)


def test_committing_removes_what_is_no_longer_of_the_index(index: FileIndex, tmp_path: Path) -> None:
    first, _ = committed(FileStorage(str(tmp_path)), SCHEMA)
    commit(tmp_path, SCHEMA, [first])
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([first.file_name(), "_MAIN_1.toc"])


def test_an_index_that_whoosh_wrote_is_refused(tmp_path: Path) -> None:
    whoosh_index = FileStorage(str(tmp_path)).create_index(SCHEMA)
    with whoosh_index.writer() as writer:
        writer.add_document(text=[(b"gempa", 1, 1.0, b"\0\0\0\0")])
    with pytest.raises(ValueError, match="not written by"):
        committed(FileStorage(str(tmp_path)), SCHEMA)


def test_the_private_parts_of_whoosh_that_are_used_are_there() -> None:
    assert whoosh.index.TOC._filename("MAIN", 7) == "_MAIN_7.toc"
    assert callable(whoosh.index.TOC._latest_generation)
    segment = whoosh.codec.base.Segment("MAIN")
    assert segment.make_filename(".x") == f"MAIN_{segment.segid}.x"
    assert segment.is_compound() is False
