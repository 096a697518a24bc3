"""Facet counts against counting one by one, whichever way they were counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.columns import ValueColumn
from index.columns.rows import COMMONEST
from index.columns.texts import NO_DICTIONARY, texts_of
from search.evaluate.counting import Counted, Wish, by_bits, counts, facet
from search.results import FacetValue

Values = Sequence[Sequence[int]]


def column_of(values: Values, size: int) -> ValueColumn:
    """Value *n* has the identifier ``n`` in letters and a name; *size* is the number of values."""
    ids = [identifier(n) for n in range(size)]
    starts = np.cumsum([0, *map(len, values)])
    ordinals = np.array([n for row in values for n in row], np.int32)
    return ValueColumn(starts, ordinals, NO_DICTIONARY.extended(ids), texts_of(id_.title() for id_ in ids))


def counted_rows(rows: Sequence[int], size: int) -> Counted:
    return Counted(np.array(rows, np.int32), size)


def identifier(n: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in f"{n * 7 % 1000:03d}")


def brute_force(values: Values, rows: Sequence[int], wish: Wish) -> list[tuple[str, int, bool]]:
    counted = Counter(n for row in rows for n in values[row])
    order = sorted(counted, key=lambda n: (-counted[n], identifier(n)))
    chosen = [n for n in range(1000) if identifier(n) in wish.chosen]
    others = [n for n in order if n not in chosen][wish.after : wish.after + wish.size]
    first = sorted(chosen, key=lambda n: (-counted[n], identifier(n)))
    return [(identifier(n), counted[n], n in chosen) for n in [*first, *others]]


def plain(found: Sequence[FacetValue]) -> list[tuple[str, int, bool]]:
    return [(value.id, value.count, value.selected) for value in found]


SIZE = COMMONEST + 40
values = st.lists(st.lists(st.integers(0, SIZE - 1), max_size=4, unique=True), min_size=1, max_size=60)


@given(values=values, data=st.data())
def test_a_facet_is_what_counting_one_by_one_gives(values: Values, data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.sampled_from(range(len(values))), unique=True).map(sorted))
    chosen = data.draw(st.frozensets(st.integers(0, SIZE - 1).map(identifier), max_size=2))
    wish = Wish(data.draw(st.integers(0, 12)), chosen, data.draw(st.integers(0, 5)))
    found = facet(column_of(values, SIZE), counted_rows(rows, len(values)), wish)
    assert plain(found) == brute_force(values, rows, wish)


@given(values=values, data=st.data())
def test_bits_count_the_same_or_leave_it(values: Values, data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.sampled_from(range(len(values))), unique=True).map(sorted))
    column = column_of(values, SIZE)
    most = data.draw(st.integers(1, 8))
    if (found := by_bits(column, counted_rows(rows, len(values)), most)) is not None:
        counted = Counter(n for row in rows for n in values[row])
        best = sorted(counted, key=lambda n: (-counted[n], identifier(n)))[:most]
        assert {*best} <= {*found.ordinals.tolist()}
        assert all(counted[o] == n for o, n in zip(found.ordinals.tolist(), found.counts.tolist(), strict=True))


@pytest.mark.parametrize("share", [0.01, 0.3, 0.49, 0.5, 0.51, 0.9, 1.0])
def test_every_share_of_the_articles_is_counted_alike(share: float) -> None:
    chance = np.random.default_rng(5)
    values = [sorted({*chance.zipf(1.3, 3).clip(1, 500).tolist()}) for _ in range(2_000)]
    rows = np.sort(chance.choice(2_000, int(2_000 * share), replace=False)).astype(np.int32)
    column = column_of(values, 501)
    counted = Counter(n for row in rows.tolist() for n in values[row])
    found = counts(column, Counted(rows, 2_000))
    assert dict(zip(found.ordinals.tolist(), found.counts.tolist(), strict=True)) == counted
    assert plain(facet(column, Counted(rows, 2_000), Wish(10))) == brute_force(values, rows.tolist(), Wish(10))


def test_values_can_be_sought_within_a_facet() -> None:
    column = column_of([[1, 2], [2, 3], [3]], 4)
    among = np.array([True, True, False, True])
    found = facet(column, counted_rows(range(3), 3), Wish(10, among=among))
    assert plain(found) == [(identifier(3), 2, False), (identifier(1), 1, False)]


def test_more_values_than_16_bits_can_number_are_told_apart() -> None:
    size = 2**16 + 2
    starts = np.arange(size + 1)
    ids = [f"n{n:06d}" for n in range(size)]
    column = ValueColumn(starts, np.arange(size, dtype=np.int32), NO_DICTIONARY.extended(ids), texts_of(ids))
    rows = np.array([0, 2**16 - 1, 2**16, 2**16 + 1], np.int32)
    assert [value.id for value in facet(column, Counted(rows, size), Wish(9))] == [ids[row] for row in rows]
