"""A form of a word is found among the postings of its stem as it is by itself."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.codec.postings import SegmentTerm
from index.codec.segment import Segment
from index.codec.sharing import shared, shared_of_all
from tests.codec.documents import reading, write

ROWS = 6_000


def pair(path: Path, lacking: int) -> Path:
    """A stem in two of three rows, and a form of it in all but so many of these; terms of other lengths before them."""
    chance = np.random.default_rng(lacking)
    stem = np.flatnonzero(chance.random(ROWS) < 2 / 3)
    without = set(chance.choice(stem, min(lacking, len(stem) - 1), replace=False).tolist())
    documents: list[tuple[list[str], int]] = [([f"a{row % 50}"], 0) for row in range(ROWS)]
    for row in stem.tolist():
        documents[row][0].extend(["stem"] if row in without else ["form", "stem"])
    return write(path, documents)


def terms(segment: Segment, *names: str) -> list[SegmentTerm]:
    found = [segment.fields["text"].term(name) for name in names]
    return [term for term in found if term is not None]


@pytest.mark.parametrize("lacking", [0, 1, 2, 3, 4, 5, 400, ROWS])
@pytest.mark.parametrize("asked", [1, 30, 1_500, ROWS])
def test_a_form_is_found_in_its_stem_as_by_itself(lacking: int, asked: int, tmp_path: Path) -> None:
    with reading(pair(tmp_path / "s", lacking)) as segment, reading(tmp_path / "s") as other:
        form, stem = terms(segment, "form", "stem")
        (alone,) = terms(other, "form")
        chance = np.random.default_rng(asked)
        places = np.sort(chance.choice(stem.documents, min(asked, stem.documents), replace=False))
        mask, found = shared(form, stem, stem.rows()[places], places)
        expected, at = alone.among(stem.rows()[places])
        assert mask.tolist() == expected.tolist()
        assert found.tolist() == at.tolist()


@pytest.mark.parametrize("lacking", [0, 1, 2, 3, 4, 5, 400, ROWS])
def test_all_rows_of_a_form_are_found_in_its_stem_or_left_to_be_read(lacking: int, tmp_path: Path) -> None:
    with reading(pair(tmp_path / "s", lacking)) as segment, reading(tmp_path / "s") as other:
        form, stem = terms(segment, "form", "stem")
        (alone,) = terms(other, "form")
        mask = shared_of_all(form, stem)
        assert (mask is None) == (lacking > 4)
        if mask is not None:
            assert stem.rows()[mask].tolist() == alone.rows().tolist()


def test_a_term_that_is_no_form_of_the_other_is_asked_by_itself(tmp_path: Path) -> None:
    held = [["a"] if row % 2 else ["b"] for row in range(ROWS)]
    with reading(write(tmp_path / "s", [(terms_, 0) for terms_ in held])) as segment:
        one, other = terms(segment, "a", "b")
        assert shared_of_all(one, other) is None
        mask, found = shared(one, other, other.rows(), np.arange(other.documents))
        assert not mask.any()
        assert not len(found)
