"""Dates as newsrooms print them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.article import Published
from index.dates import read_published

D = dt.date
T = dt.time


@pytest.mark.parametrize(
    ("printed", "day", "time", "zone"),
    [
        ("2019-09-13", D(2019, 9, 13), None, ""),
        ("2019-09-13 00:00:00", D(2019, 9, 13), None, ""),
        ("2019-09-13T00:00:00+07:00", D(2019, 9, 13), T(0), "+07:00"),
        ("2022-03-27T14:26", D(2022, 3, 27), T(14, 26), ""),
        ("2025-11-12T10:26:05+0700", D(2025, 11, 12), T(10, 26, 5), "+07:00"),
        ("2023-03-06 06:08:05+00", D(2023, 3, 6), T(6, 8, 5), "+00:00"),
        ("2023-03-06T06:08:05.123Z", D(2023, 3, 6), T(6, 8, 5), "+00:00"),
        ("Kamis (15/9/2022)", D(2022, 9, 15), None, ""),
        ("15 September 2022 10:30 WIB", D(2022, 9, 15), T(10, 30), "WIB"),
        ("Senin, 3 Okt 2016", D(2016, 10, 3), None, ""),
        ("Kamis, 27 Oktober 2016 pukul 08.35 WIB", D(2016, 10, 27), T(8, 35), "WIB"),
        ("27/10/2016, 08:35 WIB", D(2016, 10, 27), T(8, 35), "WIB"),
        ("Jum'at, 5 Agt 2011 | 09.05 WITA", D(2011, 8, 5), T(9, 5), "WITA"),
        ("Jumat 5 Agust. 2011 Jam 21.15 WIT", D(2011, 8, 5), T(21, 15), "WIT"),
        ("Harian Contoh - Diperbarui 10/05/2024, 07:28 WIB", D(2024, 5, 10), T(7, 28), "WIB"),
        ("08:35 WIB, 1 Mei 2009", D(2009, 5, 1), T(8, 35), "WIB"),
        ("Selasa, 29 Januari 2019 / 14:15 WIB", D(2019, 1, 29), T(14, 15), "WIB"),
        ("23-Sep-19", D(2019, 9, 23), None, ""),
        ("1 Des 98", D(1998, 12, 1), None, ""),
        ("13+December+2018", D(2018, 12, 13), None, ""),
        ("Juli 09, 2019", D(2019, 7, 9), None, ""),
        ("Oct 1, 2019 10:30 PM", D(2019, 10, 1), T(22, 30), ""),
        ("2-4-2022", D(2022, 4, 2), None, ""),
        ("01.02.2003", D(2003, 2, 1), None, ""),
        ("Terbit 2019-09-13 pukul 07.00", D(2019, 9, 13), T(7, 0), ""),
        ("3 Maret 2020 08:00 GMT+7", D(2020, 3, 3), T(8, 0), "+07:00"),
        ("3 Maret 2020 25:99 WIB", D(2020, 3, 3), None, ""),
    ],
)
def test_what_newsrooms_print_is_read(printed: str, day: dt.date, time: dt.time | None, zone: str) -> None:
    assert read_published(printed) == Published(printed, day, time, zone)


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "31/02/2019",
        "31 Februari 2019",
        "2019-13-01",
        "9/23/2019",
        "0000-00-00 00:00:00",
        "2021-03",
        "kemarin",
        "2 hari lalu",
        "2019",
        "12345678901234567890",
        "tanggal tidak diketahui",
        "x" * 5000 + " 1 Mei 2009",
    ],
)
def test_what_is_no_day_is_kept_as_printed_without_one(printed: str) -> None:
    assert read_published(printed) == Published(printed)


def test_a_rarer_form_is_left_to_the_library() -> None:
    assert read_published("2009 Mei 1").day == D(2009, 5, 1)


@given(st.dates(), st.times().map(lambda time: time.replace(microsecond=0)))
def test_an_iso_date_comes_back_as_it_was(day: dt.date, time: dt.time) -> None:
    read = read_published(f"{day.isoformat()}T{time.isoformat()}+08:00")
    assert (read.day, read.time, read.zone) == (day, time, "+08:00")


@given(st.text(max_size=40) | st.text(alphabet="0123456789/-.: TZWIBmeiJan+", max_size=40))
@example("0/0/0000")
@example("99999-99-99")
@example("٣ Mei ٢٠٢٠")
@example("1 ſep 2020")
def test_reading_a_date_never_raises(printed: str) -> None:
    assert read_published(printed).printed == printed
