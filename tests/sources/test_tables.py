"""CSV and TSV: every nasty table with what is kept of it and what is rejected, and why."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sources.outcomes import check, outcome

HEAD = b"judul,isi,tanggal\n"
GOOD = b"Harga cabai turun,Di Brebes.,2022-09-15\n"
CABAI = "Harga cabai turun"

CASES = [
    ("good", HEAD + GOOD, [CABAI], []),
    ("no line end at the end", HEAD + GOOD.rstrip(), [CABAI], []),
    ("empty lines", b"\n\n" + HEAD + b"\n" + GOOD + b"\n,,\n", [CABAI], []),
    ("carriage returns", (HEAD + GOOD).replace(b"\n", b"\r\n"), [CABAI], []),
    ("only carriage returns", (HEAD + GOOD + GOOD).replace(b"\n", b"\r"), [CABAI, CABAI], []),
    ("semicolons", (HEAD + GOOD).replace(b",", b";"), [CABAI], []),
    ("tabs", (HEAD + GOOD).replace(b",", b"\t"), [CABAI], []),
    ("bars", (HEAD + GOOD).replace(b",", b"|"), [CABAI], []),
    ("the line for Excel", b"sep=;\n" + (HEAD + GOOD).replace(b",", b";"), [CABAI], []),
    ("mark of UTF-8", codecs.BOM_UTF8 + HEAD + GOOD, [CABAI], []),
    ("UTF-16 with a mark", codecs.BOM_UTF16_LE + (HEAD + GOOD).decode().encode("utf-16-le"), [CABAI], []),
    ("UTF-16 without a mark", (HEAD + GOOD).decode().encode("utf-16-le"), [CABAI], []),
    ("UTF-16, big end first", (HEAD + GOOD).decode().encode("utf-16-be"), [CABAI], []),
    ("Windows-1252", HEAD + "Kafé “Senja”,x,y\n".encode("windows-1252"), ["Kafé “Senja”"], []),
    ("one row not in UTF-8", HEAD + b"Kaf\xe9,x,y\n" + "Kafé,x,y\n".encode(), ["Kafé", "Kafé"], []),
    ("zero byte", HEAD + b"Ca\0bai,x,y\n", ["Ca\ufffdbai"], []),
    ("capital headers with spaces", b"JUDUL , Isi Berita,Tgl\n" + GOOD, [CABAI], []),
    ("quoted line end", HEAD + b'"Harga\ncabai","baris satu\nbaris dua",x\n', ["Harga\ncabai"], []),
    ("doubled quotes", HEAD + b'"Kata ""murah""",x,y\n', ['Kata "murah"'], []),
    ("short row", HEAD + b"Pendek,x\n" + GOOD, [CABAI], ["2 cells in a table of 3 columns"]),
    ("long row", HEAD + b"Panjang,x,y,z\n" + GOOD, [CABAI], ["4 cells in a table of 3 columns"]),
    ("text behind a quote", HEAD + b'"a"b,x,y\n' + GOOD, [CABAI], ["not a row"]),
    ("quote never closed", HEAD + b'"Rusak,x,y\n' + GOOD + GOOD, [CABAI, CABAI], ["a quotation mark is not closed"]),
    ("quote closed rows later", HEAD + b'"Rusak,x,y\n' + GOOD + b'B,"x",y\n', [CABAI, "B"], ["read on at line 3"]),
    ("quote open at the end", HEAD + GOOD + b'"Rusak,x,y', [CABAI], ["a quotation mark is not closed"]),
    ("two broken", HEAD + b'"A,x,y\n' + GOOD + b'"B,x,y\n' + GOOD, [CABAI] * 2, ["read on at line 3", "not closed"]),
    ("nothing in title and body", HEAD + b",,2022-09-15\n" + GOOD, [CABAI], ["neither a title nor a body"]),
    ("no column known", b"id;naskah;hari\n1;Teks;Senin\n2;Teks;Selasa\n", [], ["no column is known to hold the title"]),
    ("column twice", b"judul,isi,isi\nA,B,C\n", ["A"], []),
    ("column without a name", b"judul,,tanggal\nA,B,C\n", ["A"], []),
    ("a thousand columns and more", b"judul," + b"x," * 1_200 + b"\n", [], ["a table of 1,202 columns"]),
    ("cell of 11 MB", HEAD + b'"' + b"a" * 11_000_000 + b'",x,y\n' + GOOD, [CABAI], ["a quotation mark is not closed"]),
    ("2,000 lines in quotes", HEAD + b'"' + b"a\n" * 2_000 + GOOD, [CABAI], ["a row of more than 1,000 lines"]),
    ("quotes that mean nothing, with tabs", b'judul\tisi\n"Kata\tmurah\n', ['"Kata'], []),
    ("header only", HEAD, [], []),
]  # fmt: skip


@pytest.mark.parametrize(("data", "titles", "reasons"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_every_nasty_table_gives_what_can_be_read(
    tmp_path: Path, data: bytes, titles: list[str], reasons: list[str]
) -> None:
    check(outcome(tmp_path, data), titles, reasons)


def test_an_unclosed_quote_does_not_swallow_the_file(tmp_path: Path) -> None:
    rows = b"".join(b"Berita %d,isi,2022-09-15\n" % n for n in range(5_000))
    found = outcome(tmp_path, HEAD + b'"Rusak,x,y\n' + rows)
    assert found.titles == [f"Berita {n}" for n in range(5_000)]
    assert [(reject.line, reject.offset) for reject in found.rejects] == [(2, len(HEAD))]


def test_a_named_column_is_taken_and_the_others_are_kept(tmp_path: Path) -> None:
    data = b"id;naskah;hari\n1;Teks panjang;Senin\n2;Teks lain;Selasa\n"
    found = outcome(tmp_path, data, body="naskah")
    assert [article.body for article in found.articles] == ["Teks panjang", "Teks lain"]
    assert [article.extra for article in found.articles] == [(("hari", '"Senin"'),), (("hari", '"Selasa"'),)]


def test_a_row_says_where_it_stands_and_what_it_was(tmp_path: Path) -> None:
    row = b'"Harga\ncabai",x,y'
    record = outcome(tmp_path, HEAD + GOOD + row + b"\n" + GOOD).records[1]
    place = record.provenance
    assert (place.line, place.offset, place.reader) == (3, len(HEAD + GOOD), "csv/1")
    assert place.sha256 == hashlib.sha256(row).hexdigest()


def test_a_guessed_encoding_is_told_with_the_record(tmp_path: Path) -> None:
    found = outcome(tmp_path, HEAD + b"Kaf\xe9,x,y\n" + "Kafé,x,y\n".encode())
    told = [dict(article.extra).get("encoding_guessed") for article in found.articles]
    assert told == ['"windows-1252"', None]


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=20)


@given(st.lists(st.tuples(cells, cells, cells), max_size=8))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_csv_writes_is_read_as_it_was(tmp_path: Path, rows: list[tuple[str, str, str]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["title", "body", "date"])
    writer.writerows(("T" + title, *others) for title, *others in rows)
    found = outcome(tmp_path, text.getvalue().encode(), "csv")
    expected = [("T" + title, body, date) for title, body, date in rows]
    assert [(a.title, a.body, a.date) for a in found.articles] == expected
    assert found.rejects == ()


@given(st.lists(st.binary(max_size=40), max_size=8))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_without_raising(tmp_path: Path, parts: list[bytes]) -> None:
    found = outcome(tmp_path, HEAD + b'",\n'.join(parts) + b"\n" + GOOD, "csv")
    assert found.records or found.rejects
