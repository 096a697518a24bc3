"""JSON files: articles, lists of them, ninjs, WordPress's own; every broken one with what is kept of it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sources.outcomes import check, outcome

A, B = b'{"judul": "A", "isi": "x"}', b'{"judul": "B", "isi": "y"}'
NINJS = {"uri": "urn:x:1", "type": "text", "headline": "Banjir", "body_text": "Air naik."}
RENDERED = {"title": {"rendered": "A &amp; B"}, "content": {"rendered": "<p>Satu</p><p>Dua</p>"}}
POST = {"id": 7, "link": "https://x.id/7"} | RENDERED
LATER = {"embargoed": "2999-01-01T00:00:00Z"}
LONG = b'{"judul": "' + b"x" * 11_000_000 + b'"}'

CASES = [
    ("list", b"[" + A + b", " + B + b"]", ["A", "B"], []),
    ("list on lines", b"[\n" + A + b",\n" + B + b"\n]\n", ["A", "B"], []),
    ("one article", b'{\n"judul": "A",\n"isi": "x"\n}', ["A"], []),
    ("object with a list", b'{"total": 2, "articles": [' + A + b"," + B + b"]}", ["A", "B"], []),
    ("list deep inside", b'{"data": {"hits": {"rows": [' + A + b"]}}}", ["A"], []),
    ("another list before", b'{"tags": [{"id": 1}, {"id": 2}], "rows": [' + A + b"]}", ["A"], []),
    ("lists inside of articles", b'[{"judul": "A", "tags": [{"title": "t"}]}]', ["A"], []),
    ("mark of UTF-8", b"\xef\xbb\xbf[" + A + b"]", ["A"], []),
    ("articles without a list", b'{\n"judul": "A"\n}\n{\n"judul": "B"\n}\n', ["A", "B"], []),
    ("empty list", b"[]", [], ["no object {...}"]),
    ("list of words", b'["a", "b"]', [], ["no object {...}"]),
    ("no article in it", b'{"V1": {"authors": ["N"], "body": {"summary": []}}}', [], ["no object {...}"]),
    ("list of other things", b'[{"id": 1}, {"id": 2}]', [], ["no list of articles in it"]),
    ("cut off", b"[" + A + b", " + B[:-9], ["A"], ["not JSON: a quotation mark is not closed"]),
    ("cut off within a string", b"[" + A + b', {"judul": "B', ["A"], ["not JSON"]),
    ("NaN", b"[" + A + b', {"judul": NaN}, ' + B + b"]", ["A", "B"], ["NaN is not JSON"]),
    ("key twice", b"[" + A + b', {"judul": "x", "judul": "y"},\n' + B + b"]", ["A", "B"], ["stands twice"]),
    ("number too large", b"[" + A + b', {"judul": "x", "n": 1e999},' + B + b"]", ["A", "B"], ["out of range"]),
    ("comma missing inside", b"[" + A + b',\n{"judul": "x" "isi": "y"},\n' + B + b"]", ["A", "B"], ["not JSON"]),
    ("quote not closed", b"[" + A + b',\n{"judul": "x, "isi": "y"},\n' + B + b"]", ["A", "B"], ["not JSON"]),
    ("brackets do not match", b"[" + A + b',\n{"judul": ["x"}},\n' + B + b"]", ["A", "B"], ["do not match"]),
    ("not UTF-8", b"[" + A + b',{"judul": "caf\xe9"},' + B + b"]", ["A", "B"], ["not utf-8"]),
    ("title is a list", b"[" + A + b',{"judul": ["x"]},' + B + b"]", ["A", "B"], ["'judul' is a list"]),
    ("nothing in it", b"[" + A + b",{}," + B + b"]", ["A", "B"], ["neither a title nor a body"]),
    ("depth", b"[" * 2_000 + A + b"]" * 2_000, [], ["nested too deeply"]),
    ("depth inside", b'[{"judul": "A", "x": ' + b"[" * 99_000 + b"]" * 99_000 + b"}," + B + b"]", ["B"], ["nested"]),
    ("record of 11 MB", b"[" + A + b"," + LONG + b",\n" + B + b"]", ["A", "B"], ["longer than"]),
    ("a million quotes escaped", b'["' + rb"\"" * 1_000_000 + b"\n" + A + b"]", ["A"], []),
    ("a million empty lines", b'[{"judul": "x' + b"\n" * 1_000_000 + A + b"]", ["A"], ["a quotation mark"]),
    ("lone surrogate", rb'[{"judul": "A \ud83d"}]', ["A \ufffd"], []),
    ("ninjs", json.dumps([NINJS]).encode(), ["Banjir"], []),
    ("ninjs withheld", json.dumps([NINJS, NINJS | {"pubstatus": "canceled"}]).encode(), ["Banjir"], ["withheld"]),
    ("ninjs under embargo", json.dumps([NINJS, NINJS | LATER]).encode(), ["Banjir"], ["under embargo until 2999"]),
    ("WordPress's own", json.dumps([POST]).encode(), ["A & B"], []),
    ("a draft of WordPress", json.dumps([POST, POST | {"status": "draft"}]).encode(), ["A & B"], ["status is 'draft'"]),
]  # fmt: skip


@pytest.mark.parametrize(("data", "titles", "reasons"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_every_nasty_file_gives_what_can_be_read(
    tmp_path: Path, data: bytes, titles: list[str], reasons: list[str]
) -> None:
    check(outcome(tmp_path, data, "json"), titles, reasons)


@pytest.mark.parametrize("data", [case[1] for case in CASES[:7]], ids=[case[0] for case in CASES[:7]])
def test_json_is_told_by_its_content(tmp_path: Path, data: bytes) -> None:
    assert {record.provenance.reader for record in outcome(tmp_path, data).records} == {"json/1"}


def test_a_record_says_where_it_stands_and_what_it_was(tmp_path: Path) -> None:
    place = outcome(tmp_path, b"[" + A + b",\n  " + B + b"]").records[1].provenance
    assert (place.line, place.offset) == (2, len(A) + 5)
    assert place.sha256 == hashlib.sha256(B).hexdigest()


def test_a_list_longer_than_what_is_read_at_once_is_read_whole(tmp_path: Path) -> None:
    rows = [{"judul": f"Berita {n}", "isi": "Teks berita. " * 100} for n in range(9_000)]
    found = outcome(tmp_path, json.dumps({"meta": {"n": 1}, "rows": rows}).encode())
    assert found.titles == [row["judul"] for row in rows]
    assert found.rejects == ()


def test_paragraphs_of_markup_become_lines(tmp_path: Path) -> None:
    (article,) = outcome(tmp_path, json.dumps([POST]).encode()).articles
    assert article.body == "Satu\nDua"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(st.dictionaries(st.text(max_size=5), json_values, max_size=4), min_size=1, max_size=6))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_object_of_a_list_is_a_record_or_a_reject(tmp_path: Path, rows: list[dict[str, object]]) -> None:
    rows = [{"title": "T"}, *rows]
    found = outcome(tmp_path, json.dumps(rows, ensure_ascii=False).encode("utf-8", "replace"), "json")
    assert len(found.records) + len(found.rejects) == len(rows)


@given(st.binary(max_size=200))
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_without_raising(tmp_path: Path, data: bytes) -> None:
    found = outcome(tmp_path, b'[{"title": "T"},\n' + data + b'\n,{"title": "U"}]', "json")
    assert found.records or found.rejects
