"""Terms and numbers are found whichever way they are asked for, one or many at a time."""

from __future__ import annotations

from contextlib import closing
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.codec.container import Container, ContainerWriter, PlainFile
from index.codec.postings import found_in
from index.codec.streams import Stream, StreamWriter
from tests.codec.documents import positions, reading, weight, write

SIZES = [1, 31, 32, 33, 64, 65, 500]


@pytest.mark.parametrize("size", SIZES)
def test_every_term_is_found_at_its_place_and_no_other_is(size: int, tmp_path: Path) -> None:
    held = sorted(f"kata{number * 7919 % 10_000:04d}" for number in range(size))
    with reading(write(tmp_path / "s", [(held, 0)])) as segment:
        terms = segment.fields["text"].terms
        assert [terms.place(term) for term in held] == list(range(size))
        assert [terms.first_from(term.encode()) for term in held] == list(range(size))
        assert [terms.first_from(term.encode() + b"!") for term in held] == list(range(1, size + 1))
        absent = ["", "a", "kata", "z", "é", *(term + "x" for term in held), *(term[:-1] for term in held)]
        assert [terms.place(term) for term in absent] == [None] * len(absent)
        assert terms.places([*absent, *held[::-3]]).tolist() == sorted(range(size)[::-3])


@pytest.fixture(scope="module")
def numbers(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[int]]:
    path = tmp_path_factory.mktemp("s") / "numbers"
    chance = np.random.default_rng(3)
    held = (chance.integers(0, 2**32, 30_000) >> np.repeat(chance.integers(0, 33, 300), 100)).astype(np.uint32)
    with ContainerWriter(path) as container:
        writer = StreamWriter(container, "n")
        writer.append(held)
        writer.close()
    return path, held.tolist()


@given(bounds=st.lists(st.integers(0, 30_000), min_size=2, max_size=40, unique=True).map(sorted), every=st.booleans())
def test_many_ranges_of_numbers_are_those_of_each_alone(
    numbers: tuple[Path, list[int]], bounds: list[int], every: bool
) -> None:
    path, held = numbers
    pairs = list(pairwise(bounds))[:: 1 if every else 2]
    with closing(PlainFile(path)) as file:
        stream = Stream(Container(file), "n")
        found = stream.slices(*np.array(pairs, np.int64).T)
        assert found.tolist() == [number for first, last in pairs for number in held[first:last]]
        for first, last in [*pairs, *((first, first + 1) for first, _ in pairs)]:
            assert stream.slice(first, last).tolist() == held[first:last]


@pytest.mark.parametrize("held", [0, 1, 40, 2_000, 9_999])
@pytest.mark.parametrize("asked", [0, 1, 40, 2_000, 9_999])
def test_rows_are_found_among_others_however_many_there_are(held: int, asked: int) -> None:
    chance = np.random.default_rng(held + asked)
    mine, rows = (np.sort(chance.choice(10_000, size, replace=False)).astype(np.int32) for size in (held, asked))
    is_in, places = found_in(mine, rows, 10_000)
    assert is_in.tolist() == np.isin(rows, mine).tolist()
    assert mine[places].tolist() == rows[is_in].tolist()


def test_scattered_terms_are_read_as_each_alone(tmp_path: Path) -> None:
    documents = [([f"k{row % 7}", "umum", f"k{row % 7}", f"jarang{row}"], row % 3) for row in range(400)]
    expected = positions(documents)
    with reading(write(tmp_path / "s", documents)) as segment:
        field = segment.fields["text"]
        places = field.terms.places(["k3", "k4", "k6", "jarang0", "jarang399", "umum", "tiada"])
        terms = [field.terms[place] for place in places.tolist()]
        rows, weights = field.weights(places)
        batch = field.batch_of(places)
        pairs = [(term, row) for term in terms for row in sorted(expected[term])]
        assert rows.tolist() == batch.rows.tolist() == [row for _, row in pairs]
        assert weights.tolist() == [weight(documents, row, term) for term, row in pairs]
        assert batch.positions.tolist() == [at for term, row in pairs for at in expected[term][row]]
        assert batch.documents.tolist() == [len(expected[term]) for term in terms]
