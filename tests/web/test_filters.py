"""How values are written in Indonesian."""

from __future__ import annotations

import datetime as dt
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.web.filters import angka, pukul, saat, sorot, tanggal, tanggal_pendek

DAY = dt.date(2022, 9, 15)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (tanggal(DAY), "Kamis, 15 September 2022"),
        (tanggal(dt.date(2016, 10, 3)), "Senin, 3 Oktober 2016"),
        (tanggal(None), "tanpa tanggal"),
        (tanggal_pendek(DAY), "15 Sep 2022"),
        (saat(dt.datetime(2026, 11, 25, 1, 10, tzinfo=dt.UTC)), "25 Nov 2026 08.10 WIB"),
        (saat(dt.datetime(2026, 12, 31, 17, 5, tzinfo=dt.UTC)), "1 Jan 2027 00.05 WIB"),
        (angka(0), "0"),
        (angka(1234), "1.234"),
        (angka(1234567), "1.234.567"),
        (pukul("2022-09-15"), ""),
        (pukul("2022-09-15T10:30:00+07:00"), "pukul 10.30 WIB"),
        (pukul("2022-09-15T10:30:00+08:00"), "pukul 10.30 WITA"),
        (pukul("2022-09-15T10:30:00+09:00"), "pukul 10.30 WIT"),
        (pukul("2022-09-15T10:30:00"), "pukul 10.30"),
        (pukul("2022-09-15T23:05:00+02:00"), "pukul 23.05 +02:00"),
        (pukul(""), ""),
    ],
)
def test_a_value_is_written_as_indonesian_readers_write_it(written: str, expected: str) -> None:
    assert written == expected


@given(st.lists(st.tuples(st.text(), st.booleans())).map(tuple))
def test_a_marked_snippet_is_its_text_with_nothing_but_marks_between(snippet: tuple[tuple[str, bool], ...]) -> None:
    html = str(sorot(snippet))
    bare = html.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare
    assert unescape(bare) == unescape("".join(text for text, _ in snippet).replace("&", "&amp;"))
    assert html.count("<mark>") == html.count("</mark>") == sum(matched for _, matched in snippet)
