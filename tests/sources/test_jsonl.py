"""Every nasty file has its expected verdict: what is kept, what is rejected, and why."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.article import RawArticle
from index.sources import Record, Reject, read
from index.sources.lines import MAX_LINE
from index.sources.opened import MAX_RATIO

GOOD = b'{"title": "Harga cabai turun"}'
DIGITS = b"9" * 5000


def outcome(path: Path, data: bytes) -> tuple[list[RawArticle], list[Reject]]:
    file = path / "artikel.jsonl"
    file.write_bytes(data)
    items = list(read(file))
    records = [item.article for item in items if isinstance(item, Record)]
    return records, [item for item in items if isinstance(item, Reject)]


def only(path: Path, data: bytes) -> RawArticle:
    records, rejects = outcome(path, data)
    assert rejects == []
    assert len(records) == 1
    return records[0]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"title": NaN}', "NaN is not JSON"),
        (b'{"title": "a", "n": [-Infinity]}', "-Infinity is not JSON"),
        (b'{"title": "a", "n": 1e999}', "the number 1e999 is out of range"),
        (b'{"title": "a", "title": "b"}', "the key 'title' stands twice"),
        (b'{"title": "a", "x": {"k": 1, "k": 2}}', "the key 'k' stands twice"),
        (b'{"title": "a\0b"}', "not JSON"),
        (b'{"title": "caf\xe9"}', "not utf-8: invalid continuation byte at byte 14 of the line"),
        (b'{"title": ' + b"[" * 100_000, "nested too deeply"),
        (b'{"title": "a", "n": ' + DIGITS + b"}", "not JSON: Exceeds the limit"),
        (b'{"title": "a"', "not JSON"),
        (b'{"title": "a"} {"title": "b"}', "not JSON: Extra data"),
        (b'["judul", "isi"]', "expected an object {...}, not a list"),
        (b'"teks"', "expected an object {...}, not text"),
        (b"12", "expected an object {...}, not a number"),
        (b"null", "expected an object {...}, not null"),
        (b"{}", "neither a title nor a body"),
        (b'{"title": " ", "body": null, "url": "http://contoh.id/1"}', "neither a title nor a body"),
        (b'{"title": ["a"]}', "'title' is a list, expected text"),
        (b'{"judul": {"id": "a"}}', "'judul' is an object, expected text"),
        (b'{"title": true}', "'title' is true or false, expected text"),
        (b'{"title": "a", "id": false}', "'id' is true or false, expected text"),
        (b'{"title": "' + b"a" * (MAX_LINE + 1) + b'"}', "longer than 10,000,000 bytes"),
    ],
)
def test_a_bad_line_is_rejected_and_its_neighbours_are_kept(tmp_path: Path, line: bytes, reason: str) -> None:
    records, rejects = outcome(tmp_path, GOOD + b"\n" + line + b"\n" + GOOD + b"\n")
    assert [record.title for record in records] == ["Harga cabai turun"] * 2
    assert [(reject.line, reject.offset) for reject in rejects] == [(2, len(GOOD) + 1)]
    assert reason in rejects[0].reason
    assert rejects[0].excerpt == line[:800].decode("utf-8", "replace")[:200]


def test_a_record_after_an_overlong_line_keeps_its_true_offset(tmp_path: Path) -> None:
    file = tmp_path / "panjang.jsonl"
    head = b'{"title": "' + b"a" * (MAX_LINE + 123_456) + b'"}\n'
    file.write_bytes(head + GOOD)
    last = list(read(file))[-1]
    assert isinstance(last, Record)
    assert (last.provenance.line, last.provenance.offset) == (2, len(head))


@pytest.mark.parametrize("depth", [900, 5_000])
def test_nesting_in_an_unknown_field_never_stops_the_run(tmp_path: Path, depth: int) -> None:
    line = b'{"title": "a", "x": ' + b"[" * depth + b"]" * depth + b"}"
    records, rejects = outcome(tmp_path, line + b"\n" + GOOD)
    assert len(records) + len(rejects) == 2
    assert records[-1].title == "Harga cabai turun"


def test_empty_lines_are_neither_records_nor_rejects(tmp_path: Path) -> None:
    records, rejects = outcome(tmp_path, b"\n  \r\n" + GOOD + b"\r\n\n")
    assert (len(records), rejects) == (1, [])


def test_the_manifest_of_an_export_is_no_record(tmp_path: Path) -> None:
    records, rejects = outcome(tmp_path, GOOD + b'\n{"manifest": {"query": "cabai", "count": 1}}\n')
    assert (len(records), rejects) == (1, [])


def test_an_article_may_have_a_field_called_manifest(tmp_path: Path) -> None:
    article = only(tmp_path, b'{"title": "a", "manifest": {"n": 1}}')
    assert article.extra == (("manifest", '{"n":1}'),)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (r"Pasar \ud83d\ude00 pagi", "Pasar \U0001f600 pagi"),
        (r"Pasar \ud83d pagi", "Pasar \ufffd pagi"),
        (r"Pasar\u0000pagi", "Pasar\ufffdpagi"),
    ],
)
def test_only_what_cannot_be_stored_is_replaced(tmp_path: Path, text: str, title: str) -> None:
    assert only(tmp_path, f'{{"title": "{text}"}}'.encode()).title == title


def test_a_number_is_a_fine_id(tmp_path: Path) -> None:
    assert only(tmp_path, b'{"id": 1207, "title": "a"}').id == "1207"


def test_indonesian_headers_are_understood(tmp_path: Path) -> None:
    line = {
        "judul": "j",
        "isi": "i",
        "tanggal": "2020-01-02",
        "sumber": "s",
        "tautan": "t",
        "rubrik": "r",
        "penulis": "p",
    }
    article = only(tmp_path, json.dumps(line).encode())
    assert article == RawArticle("", "j", "i", "2020-01-02", "s", "t", "r", "p")


def test_unknown_fields_are_kept_as_compact_json_in_their_order(tmp_path: Path) -> None:
    article = only(tmp_path, '{"z": [1, "é"], "title": "a", "date_raw": "Senin", "b": null}'.encode())
    assert article.extra == (("z", '[1,"é"]'), ("date_raw", '"Senin"'), ("b", "null"))


def test_of_two_headers_for_one_field_the_first_is_taken_and_the_other_kept(tmp_path: Path) -> None:
    article = only(tmp_path, b'{"judul": "pertama", "title": "kedua"}')
    assert (article.title, article.extra) == ("pertama", (("title", '"kedua"'),))


def test_a_named_column_is_taken_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(b'{"headline": "benar", "title": "lain"}')
    (record,) = read(file, columns={"title": "headline"})
    assert isinstance(record, Record)
    assert (record.article.title, record.article.extra) == ("benar", (("title", '"lain"'),))


def test_a_given_source_fills_only_what_is_missing(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(GOOD + b'\n{"title": "b", "source": "harian.id"}')
    sources = [item.article.source for item in read(file, source="koran.id") if isinstance(item, Record)]
    assert sources == ["koran.id", "harian.id"]


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_tells_the_encoding_and_offsets_stay_true(tmp_path: Path, mark: bytes, encoding: str) -> None:
    # U+0A0A and U+0D0A hold the byte of a line feed without being one.
    lines = ['{"title": "Kafé ਊ ഊ di Solo"}', '{"title": "Pasar Ĕ Gede"}']
    data = mark + "\n".join(lines).encode(encoding)
    file = tmp_path / "a.jsonl"
    file.write_bytes(data)
    records = [item for item in read(file) if isinstance(item, Record)]
    assert [record.article.title for record in records] == ["Kafé ਊ ഊ di Solo", "Pasar Ĕ Gede"]
    for record, line in zip(records, lines, strict=True):
        raw = line.encode(encoding)
        at = record.provenance.offset
        assert data[at : at + len(raw)] == raw
        assert record.provenance.sha256 == hashlib.sha256(raw).hexdigest()


def test_a_broken_utf_16_line_is_rejected_alone(tmp_path: Path) -> None:
    good = GOOD.decode().encode("utf-16-le")
    data = codecs.BOM_UTF16_LE + good + b"\n\0" + b"\x00\xd8{\0" + b"\n\0" + good
    records, rejects = outcome(tmp_path, data)
    assert (len(records), [reject.line for reject in rejects]) == (2, [2])


def test_gzip_is_known_by_its_bytes_whatever_the_name(tmp_path: Path) -> None:
    assert only(tmp_path, gzip.compress(GOOD)).title == "Harga cabai turun"


def test_gzip_members_are_read_one_after_the_other(tmp_path: Path) -> None:
    data = gzip.compress(GOOD + b"\n") + gzip.compress(GOOD) + b"\0" * 512
    records, rejects = outcome(tmp_path, data)
    assert (len(records), rejects) == (2, [])


def articles(count: int) -> bytes:
    rows = (
        f'{{"title": "Berita {n}", "body": "{hashlib.sha256(bytes([n % 256])).hexdigest()}{n}"}}' for n in range(count)
    )
    return "\n".join(rows).encode()


@pytest.mark.parametrize("cut", [20, 400, 3000])
def test_a_truncated_gzip_keeps_its_complete_records_and_rejects_the_tail(tmp_path: Path, cut: int) -> None:
    records, rejects = outcome(tmp_path, gzip.compress(articles(2000))[:-cut])
    assert 0 < len(records) < 2001
    assert [record.title for record in records] == [f"Berita {n}" for n in range(len(records))]
    assert ["truncated" in reject.reason for reject in rejects] == [True]


def test_damaged_gzip_is_rejected_and_never_raises(tmp_path: Path) -> None:
    data = bytearray(gzip.compress(articles(2000)))
    data[len(data) // 2] ^= 0xFF
    _, rejects = outcome(tmp_path, bytes(data))
    assert rejects


def test_a_gzip_bomb_is_refused_early(tmp_path: Path) -> None:
    bomb = gzip.compress(GOOD + b"\n" + b" " * (64 << 20))
    records, rejects = outcome(tmp_path, bomb)
    assert len(records) == 1
    assert any(f"more than {MAX_RATIO} times" in reject.reason for reject in rejects)


def test_every_record_says_where_it_was_found(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(b"\n" + GOOD + b"\n")
    (record,) = read(file)
    assert isinstance(record, Record)
    place = record.provenance
    assert (place.file, place.line, place.offset, place.reader) == (str(file), 2, 1, "jsonl/1")
    assert place.sha256 == hashlib.sha256(GOOD).hexdigest()


@given(st.lists(st.binary(max_size=60), max_size=6))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_without_raising_and_no_line_vanishes(tmp_path: Path, parts: list[bytes]) -> None:
    file = tmp_path / "acak.jsonl"
    file.write_bytes(GOOD + b"\n" + b"\n".join(parts))
    counted = [GOOD, *b"\n".join(parts).split(b"\n")]
    expected = sum(bool(line.strip(b" \t\r\n\0")) for line in counted)
    assert len(list(read(file, format="jsonl"))) == expected
