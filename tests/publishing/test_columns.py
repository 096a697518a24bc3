"""Flat strings behave like the tuples they stand for; columns come back as they were written, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index import columns
from index.columns import Columns, ColumnsBuilder
from index.columns.texts import NO_DICTIONARY, Places, taken, texts_of
from index.generation import open_current
from index.manifest import FileDamaged
from tests.publishing.small import flip, lengthen, row, truncate, zero
from tests.publishing.small import put as publish_rows

texts = st.lists(st.text(max_size=6), max_size=12)


@given(texts)
@example(["\ud800", "é", "", "z" * 300])
def test_texts_are_the_strings_they_were_made_of(given_texts: list[str]) -> None:
    found = texts_of(given_texts)
    assert list(found) == given_texts
    assert [found[place] for place in range(len(found))] == given_texts
    assert found[1:3] == tuple(given_texts[1:3])


@given(texts, st.data())
def test_texts_that_are_taken_come_in_the_order_of_their_places(given_texts: list[str], data: st.DataObject) -> None:
    place = st.integers(0, max(len(given_texts) - 1, 0))
    places = data.draw(st.lists(place, max_size=20) if given_texts else st.just([]))
    found = taken(texts_of(given_texts), np.array(places, np.int64))
    assert list(found) == [given_texts[at] for at in places]


@given(texts, texts, st.text(max_size=6))
@example(["b", "a"], ["a", "b"], "a")
def test_a_dictionary_grown_in_two_steps_finds_what_a_linear_search_finds(
    first: list[str], second: list[str], other: str
) -> None:
    both = first + second
    grown = NO_DICTIONARY.extended(first).extended(second)
    for text in {*both, other}:
        assert grown.places(text) == [place for place, there in enumerate(both) if there == text]


@given(texts, texts)
def test_ranks_are_the_places_in_the_order_of_the_strings(first: list[str], second: list[str]) -> None:
    both = first + second
    grown = NO_DICTIONARY.extended(first).extended(second)
    in_order = sorted(range(len(both)), key=both.__getitem__)
    assert grown.order.tolist() == in_order
    assert [grown.ranks[place] for place in in_order] == list(range(len(both)))


@given(st.lists(st.text(max_size=4), unique=True, max_size=8), st.text(max_size=4))
def test_places_are_a_mapping_from_string_to_place(unique: list[str], other: str) -> None:
    places = Places(NO_DICTIONARY.extended(unique))
    assert dict(places) == {text: place for place, text in enumerate(unique)}
    assert (other in places) == (other in unique)


def test_the_columns_of_an_empty_generation_come_back(tmp_path: Path) -> None:
    columns.write(columns.empty(), tmp_path)
    assert columns.equal(columns.read(tmp_path), columns.empty())


def three_columns(directory: Path) -> Columns:
    opened = open_current(directory)
    return columns.read(opened.path, opened.manifest)


def test_columns_come_back_as_they_were_written(three: Path, tmp_path: Path) -> None:
    written = three_columns(three)
    columns.write(written, tmp_path)
    assert columns.equal(columns.read(tmp_path), written)


@pytest.mark.parametrize(("largest", "width"), [(2**31 - 1, 4), (2**31, 8), (-(2**31), 4), (-(2**31) - 1, 8)])
def test_numbers_take_four_bytes_only_where_all_of_them_fit(
    three: Path, tmp_path: Path, largest: int, width: int
) -> None:
    written = replace(three_columns(three), version=np.array([1, largest, 3], np.int64))
    columns.write(written, tmp_path)
    found = columns.read(tmp_path).version
    assert found.tolist() == [1, largest, 3]
    assert found.itemsize == width


def test_columns_that_differ_in_one_value_are_not_equal(three: Path) -> None:
    written = three_columns(three)
    assert not columns.equal(ColumnsBuilder(written).build(dead=[1]), written)


def test_columns_cannot_be_changed(three: Path) -> None:
    with pytest.raises(ValueError, match="read-only"):
        three_columns(three).alive[0] = np.False_


def test_an_article_is_found_in_its_last_row(three: Path) -> None:
    publish_rows(three, row("a", "Naskah kedua."))
    found = three_columns(three)
    assert found.row_of("a") == 3
    assert found.row_of("belum ada") is None


@pytest.mark.parametrize("damage", [flip, truncate, zero, lengthen, Path.unlink])
def test_damaged_columns_are_not_read(three: Path, damage: Callable[[Path], None]) -> None:
    opened = open_current(three)
    damage(opened.path / columns.COLUMNS)
    with pytest.raises(FileDamaged, match=r"columns\.bin.*run: python -m index rebuild"):
        columns.read(opened.path, opened.manifest)
