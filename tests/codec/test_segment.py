"""A segment gives back the postings that were written, whichever way it is asked."""

from __future__ import annotations

from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.codec.container import ContainerWriter
from index.codec.segment import Segment, merge
from index.codec.writing import FieldWriter
from tests.codec.documents import DOCUMENTS, EXTRAS, Document, positions, reading, weight, write


def assert_holds(segment: Segment, documents: list[Document]) -> None:
    assert segment.rows == len(documents)
    for name in EXTRAS:
        field, expected = segment.fields[name], positions(documents, name)
        assert list(field.terms) == sorted(expected)
        for term, by_row in expected.items():
            found = field.term(term)
            assert found is not None
            assert found.documents == len(by_row)
            assert found.rows().tolist() == sorted(by_row)
            counts, standing = found.occurrences()
            assert counts.tolist() == [len(by_row[row]) for row in sorted(by_row)]
            assert standing.tolist() == [p for row in sorted(by_row) for p in by_row[row]]
    for term, by_row in positions(documents).items():
        found = segment.fields["text"].term(term)
        assert found is not None
        assert found.weights().tolist() == [weight(documents, row, term) for row in sorted(by_row)]


@given(documents=DOCUMENTS)
def test_all_that_was_written_is_read(documents: list[Document], tmp_path_factory: pytest.TempPathFactory) -> None:
    with reading(write(tmp_path_factory.mktemp("s") / "one", documents)) as segment:
        assert_holds(segment, documents)


@given(documents=DOCUMENTS, run=st.integers(1, 40))
def test_runs_make_the_same_file_as_memory(
    documents: list[Document], run: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("s")
    whole, by_runs = write(folder / "whole", documents), write(folder / "runs", documents, run)
    assert whole.read_bytes() == by_runs.read_bytes()
    assert sorted(path.name for path in folder.iterdir()) == ["runs", "whole"]


@given(documents=DOCUMENTS)
def test_a_run_ends_where_keys_have_no_more_bits(
    documents: list[Document], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("s")
    whole = write(folder / "whole", documents)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("index.codec.gathering.BITS", 12)
        assert write(folder / "narrow", documents).read_bytes() == whole.read_bytes()


def test_a_document_that_no_key_can_hold_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.codec.gathering.BITS", 6)
    with pytest.raises(OverflowError, match="15 positions"):
        write(tmp_path / "s", [([f"t{n}" for n in range(16)], 0)])


@given(documents=DOCUMENTS, cuts=st.lists(st.integers(0, 30), max_size=3))
def test_merged_segments_are_the_segment_of_all_documents(
    documents: list[Document], cuts: list[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("s")
    bounds = [0, *sorted(min(cut, len(documents)) for cut in cuts), len(documents)]
    parts = [write(folder / str(n), documents[a:b]) for n, (a, b) in enumerate(pairwise(bounds))]
    with ExitStack() as stack:
        merge(folder / "merged", [stack.enter_context(reading(part)) for part in parts])
    assert (folder / "merged").read_bytes() == write(folder / "whole", documents).read_bytes()


def test_rows_are_found_in_long_postings_block_by_block(tmp_path: Path) -> None:
    chance = Random(7)
    documents = [(["umum"] * (chance.random() < 0.7) + ["jarang"] * (chance.random() < 0.01), 0) for _ in range(20_000)]
    expected = positions(documents)
    with reading(write(tmp_path / "s", documents)) as segment:
        for term, by_row in expected.items():
            found = segment.fields["text"].term(term)
            assert found is not None
            for size in (1, 2, 9, 400, 9_000):
                rows = np.array(sorted(chance.sample(range(len(documents)), size)), np.int32)
                is_in, places = found.among(rows)
                assert is_in.tolist() == [row in by_row for row in rows.tolist()]
                assert found.rows()[places].tolist() == rows[is_in].tolist()
                assert found.weights(places).tolist() == [1] * len(places)
                assert found.occurrences(places)[1].tolist() == [by_row[row][0] for row in rows[is_in].tolist()]


@given(documents=DOCUMENTS, first=st.integers(0, 20), count=st.integers(0, 20))
def test_neighbouring_terms_are_read_as_each_alone(
    documents: list[Document], first: int, count: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with reading(write(tmp_path_factory.mktemp("s") / "one", documents)) as segment:
        field = segment.fields["text"]
        terms = list(field.terms)[first : first + count]
        batch = field.batch(min(first, len(field.terms)), min(first, len(field.terms)) + len(terms))
        alone = [found for term in terms if (found := field.term(term))]
        assert batch.rows.tolist() == [row for found in alone for row in found.rows().tolist()]
        assert batch.positions.tolist() == [p for found in alone for p in found.occurrences()[1].tolist()]
        assert batch.documents.tolist() == [found.documents for found in alone]


@pytest.mark.parametrize("size", [2**8 - 1, 2**8, 2**8 + 1, 2**16 - 1, 2**16, 2**16 + 1])
def test_nothing_saturates_at_a_power_of_two(size: int, tmp_path: Path) -> None:
    often = (["sering"] * size + ["akhir"], 0)
    others = [([f"t{number}"], 0) for number in range(size)]
    with reading(write(tmp_path / "s", [*others, often])) as segment:
        field = segment.fields["text"]
        assert len(field.terms) == size + 2
        sering, akhir = field.term("sering"), field.term("akhir")
        assert sering is not None
        assert akhir is not None
        assert sering.weights().tolist() == [size]
        assert sering.rows().tolist() == [size]
        assert akhir.occurrences()[1].tolist() == [size]
        assert field.lengths()[-1] == size + 1


@pytest.mark.parametrize("term", ["dua\nbaris", "nol\0"])
def test_a_term_that_would_split_the_vocabulary_is_refused(term: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="line feed"):
        write(tmp_path / "s", [([term], 0)])
    assert not list(tmp_path.iterdir())


def test_more_than_a_segment_can_count_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.codec.writing.MOST", 5)
    with pytest.raises(OverflowError, match="smaller ones"):
        write(tmp_path / "s", [(["a", "b", "c", "d", "e", "f"], 0)])


def test_a_field_without_terms_is_empty_not_missing(tmp_path: Path) -> None:
    with ContainerWriter(tmp_path / "s") as container:
        container.append("rows", np.array([2], np.int64))
        for name in EXTRAS:
            field = FieldWriter(container, name)
            field.append_lengths(np.zeros(2, np.uint32))
            field.close()
    with reading(tmp_path / "s") as segment:
        assert segment.fields["text"].term("apa") is None
        assert list(segment.fields["text"].terms) == []
