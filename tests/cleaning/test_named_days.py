"""Days that a text names, with the year its article gives them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Published
from index.dates import named_days

D = dt.date
SEPTEMBER = Published("", D(2022, 9, 16))


@pytest.mark.parametrize(
    ("text", "published", "day", "has_year", "fits"),
    [
        ("ujar Budi, Kamis (15/9).", SEPTEMBER, D(2022, 9, 15), False, True),
        ("ujar Budi, Kamis (15/9/2022).", SEPTEMBER, D(2022, 9, 15), True, True),
        ("ujar Budi, Kamis malam (15/9).", SEPTEMBER, D(2022, 9, 15), False, True),
        ("ujar Budi, Rabu (15/9).", SEPTEMBER, D(2022, 9, 15), False, False),
        ("sejak Kamis (4/2)", SEPTEMBER, D(2022, 2, 4), False, False),
        ("ujar Budi, Minggu (15/9).", SEPTEMBER, D(2022, 9, 15), False, False),
        ("sejak 31 Desember.", SEPTEMBER, D(2021, 12, 31), False, None),
        ("pada 30 Desember lalu", Published("", D(2023, 1, 2)), D(2022, 12, 30), False, None),
        ("mulai 3 Januari nanti", Published("", D(2022, 12, 28)), D(2023, 1, 3), False, None),
        ("Jumat, 5 Agustus 2011", SEPTEMBER, D(2011, 8, 5), True, True),
        ("ujar Budi, Selasa (14/9).", Published("", known="2021-09"), D(2021, 9, 14), False, True),
        ("pada 5 Agt. 1998", Published(""), D(1998, 8, 5), True, None),
        ("(1/2/09)", Published(""), D(2009, 2, 1), True, None),
    ],
)
def test_a_day_is_told_with_its_year(
    text: str, published: Published, day: dt.date, has_year: bool, fits: bool | None
) -> None:
    (found,) = named_days(text, published)
    assert (found.day, found.has_year, found.is_weekday_right) == (day, has_year, fits)


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Kamis (15/9)", Published("")),
        ("Kamis (15/9)", Published("", known="2022")),
        ("Sabtu (30/2)", SEPTEMBER),
        ("Pasal 5 ayat (1)", SEPTEMBER),
        ("skor (2-1), 15/9 bagian", SEPTEMBER),
        ("pada Maret 2021", SEPTEMBER),
    ],
)
def test_what_cannot_be_told_is_left_out(text: str, published: Published) -> None:
    assert named_days(text, published) == ()


@given(st.text(max_size=60) | st.text(alphabet="()0123456789/ SeninMar", max_size=60), st.none() | st.dates())
def test_no_text_raises_and_offsets_cut_out_what_was_read(text: str, day: dt.date | None) -> None:
    for found in named_days(text, Published("", day)):
        assert 0 <= found.start < found.end <= len(text)
        assert str(found.day.day) in text[found.start : found.end]
