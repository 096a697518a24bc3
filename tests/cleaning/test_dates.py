"""Dates as newsrooms print them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.article import Published, RawArticle
from index.cleaning import clean
from index.dates import date_of_url, doubt_of, read_published

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
        ("2023-03-06 06:08:05+00", D(2023, 3, 6), T(13, 8, 5), "+07:00"),
        ("2023-03-06T20:08:05.123Z", D(2023, 3, 7), T(3, 8, 5), "+07:00"),
        ("Mon, 01 Sep 2025 18:30:00 GMT", D(2025, 9, 2), T(1, 30), "+07:00"),
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
    ("printed", "doubt"),
    [
        ("", ""),
        ("31/02/2019", "impossible"),
        ("31 Februari 2019", "impossible"),
        ("2019-13-01", "impossible"),
        ("9/23/2019", "impossible"),
        ("0000-00-00 00:00:00", "impossible"),
        ("2021-13", "unreadable"),
        ("kemarin", "unreadable"),
        ("2 hari lalu", "unreadable"),
        ("1234", "unreadable"),
        ("12345678901234567890", "unreadable"),
        ("tanggal tidak diketahui", "unreadable"),
        ("x" * 5000 + " 1 Mei 2009", "unreadable"),
    ],
)
def test_what_is_no_day_is_kept_as_printed_with_the_reason(printed: str, doubt: str) -> None:
    assert read_published(printed) == Published(printed, doubt=doubt)


@pytest.mark.parametrize(
    ("printed", "known", "first", "last"),
    [
        ("2021-03", "2021-03", D(2021, 3, 1), D(2021, 3, 31)),
        ("2/2020", "2020-02", D(2020, 2, 1), D(2020, 2, 29)),
        ("Maret 2021", "2021-03", D(2021, 3, 1), D(2021, 3, 31)),
        ("Des. 1998", "1998-12", D(1998, 12, 1), D(1998, 12, 31)),
        ("2021", "2021", D(2021, 1, 1), D(2021, 12, 31)),
    ],
)
def test_a_month_or_a_year_is_known_as_that_and_no_day_is_made_up(
    printed: str, known: str, first: dt.date, last: dt.date
) -> None:
    read = read_published(printed)
    assert (read.day, read.known, read.span) == (None, known, (first, last))


@pytest.mark.parametrize(
    ("printed", "doubt"),
    [
        ("2022-09-17", ""),
        ("2022-09-18", "future"),
        ("2022-10", "future"),
        ("2022", ""),
        ("1899-12-31", "early"),
        ("31/02/2030", "impossible"),
        ("", ""),
    ],
)
def test_a_date_to_come_or_before_the_papers_is_in_doubt(printed: str, doubt: str) -> None:
    assert doubt_of(read_published(printed), D(2022, 9, 15)) == doubt


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://warta.example/read/2019/09/13/600/banjir", "2019-09-13"),
        ("https://warta.example/2019/09/13", "2019-09-13"),
        ("https://warta.example/2021/03/14-tahun-kemudian.html", "2021-03"),
        ("https://warta.example/20251027092131-106-12/banjir", "2025-10-27"),
        ("https://warta.example/read/20181213/215/banjir", "2018-12-13"),
        ("https://warta.example/berita-2019-09-13.html", "2019-09-13"),
        ("https://warta.example/2019/02/31/banjir", "2019-02"),
        ("https://warta.example/2019/13/banjir", ""),
        ("https://warta.example/berita/20190913", "2019-09-13"),
        ("https://warta.example/d-4700123/banjir-2019", ""),
        ("", ""),
    ],
)
def test_the_date_in_an_address_is_read(url: str, found: str) -> None:
    read = date_of_url(url)
    assert (read.known or str(read.day) if read else "") == found


def cleaned(url: str = "", date: str = "", body: str = "Isi.") -> Published:
    return clean(RawArticle("1", "", body, date, "", url, "", ""), D(2022, 9, 15)).published


def test_a_missing_date_comes_from_the_address_and_says_so() -> None:
    found = cleaned(url="https://warta.example/2021/03/04/banjir")
    assert (found.day, found.taken_from, found.doubt, found.printed) == (D(2021, 3, 4), "url", "", "")


def test_an_impossible_date_gives_way_to_the_address_and_stays_in_doubt() -> None:
    found = cleaned(url="https://warta.example/2021/03/banjir", date="31/02/2021")
    assert (found.known, found.taken_from, found.doubt, found.printed) == ("2021-03", "url", "impossible", "31/02/2021")


def test_a_missing_date_comes_from_a_dateline_that_has_its_year() -> None:
    found = cleaned(body="Jakarta, 4/3/2021 (ANTARA) - Banjir surut.")
    assert (found.day, found.taken_from) == (D(2021, 3, 4), "dateline")


def test_the_records_own_date_stands_whatever_its_address_says() -> None:
    found = cleaned(url="https://warta.example/2021/03/04/banjir", date="2020")
    assert (found.day, found.known, found.taken_from) == (None, "2020", "")


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
