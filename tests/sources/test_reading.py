"""What can be read at all, what is said when it cannot, and what a progress bar is told."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from index.sources import Record, Reject, SourceUnusable, read

LINE = b'{"title": "Harga cabai turun"}\n'


def test_a_missing_file_is_named_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(SourceUnusable, match=r"cannot read .*tiada.jsonl: No such file .*give a readable file"):
        read(tmp_path / "tiada.jsonl")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    pipe = tmp_path / "pipa.jsonl"
    os.mkfifo(pipe)
    with pytest.raises(SourceUnusable, match="not a regular file"):
        read(pipe)


def test_an_endless_device_is_refused() -> None:
    with pytest.raises(SourceUnusable, match="not a regular file"):
        read("/dev/zero")


def test_an_unknown_format_is_named_with_those_that_are_known(tmp_path: Path) -> None:
    with pytest.raises(SourceUnusable, match=r"unknown format 'xls' .*: expected auto, jsonl or json"):
        read(tmp_path / "a.jsonl", format="xls")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x07\x07\x00\x99\xfe" * 20, "cannot tell its format; it begins with"),
        (b"<contentMeta/>", "cannot tell its format"),
        (b"\x89PNG\r\n\x1a\n", "it is a picture, and holds no article"),
        (b"BZh91AY&SY", "it is packed by bzip2: unpack it first"),
        (b"\xfd7zXZ\0", "packed by xz"),
        (b"\x28\xb5\x2f\xfd\0", "packed by zstd"),
        (b"7z\xbc\xaf\x27\x1c", "7z archive"),
        (b"Rar!\x1a\x07", "RAR archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Office document: save it as CSV"),
        (b"{\\rtf1 Judul}", "it is RTF"),
        (b"SQLite format 3\0", "export its table as CSV"),
        (b"OggS\0\2", "it is a sound"),
    ],
)
def test_content_that_is_not_read_is_named_with_the_way_out(tmp_path: Path, data: bytes, words: str) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(data)
    with pytest.raises(SourceUnusable, match=r"cannot read .*a\.jsonl: ") as told:
        read(file)
    assert words in str(told.value)


def test_a_bad_first_line_does_not_hide_the_format(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"bukan json\n" + LINE)
    assert [type(item) for item in read(file)] == [Reject, Record]


def test_an_empty_file_holds_no_records(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.touch()
    assert list(read(file)) == []


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"titel": "headline"}, "unknown field 'titel' in 'titel=headline': expected id, title"),
        ({"title": "teks", "body": "teks"}, "one column for two fields: title=teks, body=teks"),
    ],
)
def test_a_wrong_map_is_refused_before_reading(tmp_path: Path, columns: dict[str, str], message: str) -> None:
    with pytest.raises(SourceUnusable, match=message):
        read(tmp_path / "a.jsonl", columns=columns)


def test_progress_counts_bytes_of_the_file_on_the_disk(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl.gz"
    file.write_bytes(gzip.compress(b"".join(b'{"title": "%d"}\n' % n for n in range(50_000))))
    with read(file) as reading:
        next(reading)
        after_one = reading.consumed
        for _ in reading:
            pass
        assert 0 < after_one < reading.total == file.stat().st_size
        assert reading.consumed == reading.total


def test_a_file_that_grows_while_it_is_read_is_reported(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(LINE * 2)
    with read(file) as reading:
        next(reading)
        with file.open("ab") as writer:
            writer.write(LINE)
        reasons = [item.reason for item in reading if isinstance(item, Reject)]
    assert reasons == ["the file was changed while it was read: add it again"]
