"""Pages, web archives, PDF, scans and plain text: every nasty one with what is kept of it, and why not."""

from __future__ import annotations

import gzip
import io
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from index.errors import RecordRejected
from index.sources.extracting import extracted, text_of
from index.sources.extracting.worker import Worker
from tests.archives import ROOT
from tests.sources.outcomes import check, outcome

STORY = "".join(
    f"<p>Air di {place} naik sampai selutut, dan warga mengungsi ke balai desa sejak Kamis malam.</p>"
    for place in ("Demak", "Kudus", "Pati", "Jepara", "Rembang")
)
LD = '<script type="application/ld+json">%s</script>'
ARTICLE = """{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Banjir Surut",
 "datePublished": "2022-09-15T07:00:00+07:00", "author": [{"name": "Dian"}, {"name": "Rini"}],
 "articleSection": "Daerah",
 "publisher": {"name": "Warta Pesisir"}, "url": "https://warta.example/7"}"""


def html(head: str = "", body: str = STORY) -> bytes:
    page = f"<!doctype html><html><head><title>Judul</title>{head}</head><body><article>{body}</article></body></html>"
    return page.encode()


def warc(*records: tuple[str, bytes, str]) -> bytes:
    """Records of kind, block, and what the head says of its length (nothing: the truth)."""
    data = b""
    for kind, block, length in records:
        head = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://x.id/a\r\nWARC-Date: 2022-09-15T00:00:00Z\r\n"
        )
        head += f"Content-Type: application/http\r\nContent-Length: {length or len(block)}\r\n\r\n"
        data += head.encode() + block + b"\r\n\r\n"
    return data


def answer(page: bytes, status: str = "200 OK", kind: str = "text/html", *more: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", *more, "", ""]
    return "\r\n".join(lines).encode() + page


OK = ("response", answer(html()), "")
HUGE = ("response", answer(html()), "999999")
SHORT = ("response", answer(html()), "100")
CHUNKED = answer(b"5\r\n<html\r\nzzz\r\n", "200 OK", "text/html", "Transfer-Encoding: chunked")
OCR = """<html><head><title>hal. 1</title><meta name='ocr-system' content='x'></head>
<body><div class='ocr_page'><p class='ocr_par'>
<span class='ocr_line'><span class='ocrx_word' title='x_wconf 90'>Harga</span> ca-</span>
<span class='ocr_line'><span class='ocrx_word' title='x_wconf 70'>bai</span> turun.</span></p></div></body></html>"""

CASES = [
    ("page", html(), ["Judul"], []),
    ("page that tells of itself", html(LD % ARTICLE), ["Banjir Surut"], []),
    ("JSON-LD that is broken", html(LD % "{rusak"), ["Judul"], []),
    ("JSON-LD in a graph", html(LD % f'{{"@graph": [{{"@type": "WebPage"}}, {ARTICLE}]}}'), ["Banjir Surut"], []),
    ("JSON-LD of 90,000 brackets", html(LD % ("[" * 90_000)), ["Judul"], []),
    ("page without a story", html("", "<p>Masuk</p>"), [], []),
    ("page of scripts", html("", "<script>alert(1)</script>" * 50), [], []),
    ("1,000 deep", html("", "<div>" * 1_000 + STORY), [], ["nested too deeply"]),
    ("200,000 comments", html("", STORY + "<!--" * 200_000), ["Judul"], []),
    ("200,000 tags never closed", html("", STORY + "<a " * 200_000), ["Judul"], []),
    ("zero bytes", html().replace(b"naik", b"na\0ik"), ["Judul"], []),
    ("Windows-1252", html('<meta charset="cp1252">', "Kafé" + STORY).decode().encode("cp1252"), ["Judul"], []),
    ("encoding that does not exist", html('<meta charset="x-lain">'), ["Judul"], []),
    ("cut off", html()[:-60], ["Judul"], []),
    ("page of 51 MB", html("", STORY + " " * 51_000_000), [], ["longer than 50,000,000 bytes"]),
    ("WARC", warc(OK, OK), ["Judul", "Judul"], []),
    ("WARC, gzipped", gzip.compress(warc(OK)) + gzip.compress(warc(OK)), ["Judul", "Judul"], []),
    ("WARC of other kinds", warc(("warcinfo", b"a: b\r\n", ""), ("request", b"GET /", ""), OK), ["Judul"], []),
    ("WARC, not found", warc(("response", answer(html(), "404 Not Found"), ""), OK), ["Judul"], []),
    ("WARC, picture", warc(("response", answer(b"\xff\xd8", "200 OK", "image/jpeg"), ""), OK), ["Judul"], []),
    ("WARC, length too long", warc(HUGE, OK), ["Judul"], ["shorter than its head tells"]),
    ("WARC, length too short", warc(SHORT, OK), ["Judul"], ["does not end where its head tells"]),
    ("WARC without a length", warc(OK, OK).replace(b"t-Length", b"t-Lenght", 1), ["Judul"], ["tells no length"]),
    ("WARC, garbage between", warc(OK) + b"sampah\n" + warc(OK), ["Judul"] * 2, ["no record of a web archive"]),
    ("WARC, cut off", warc(OK, OK)[:-400], ["Judul"], ["shorter than its head tells"]),
    ("WARC, chunks broken", warc(("response", CHUNKED, ""), OK), ["Judul"], []),
    ("WARC, no answer in it", warc(("response", b"", ""), OK), ["Judul"], []),
    ("PDF that is none", b"%PDF-1.7\nsampah", [], ["it cannot be read"]),
    ("hOCR", OCR.encode(), ["hal. 1"], []),
    ("hOCR without text", b"<html><body><div class='ocr_page'></div></body></html>", [], ["no text in the hOCR"]),
    ("text", b"Harga cabai turun\n\nDi Brebes.", ["Harga cabai turun"], []),
    ("text with names", b"Judul: Harga: turun\nTanggal: 15/9/2022\n\nDi Brebes.", ["Harga: turun"], []),
    ("text in Windows-1252", b"Kaf\xe9 Senja\n\nDi Solo ada kafe baru.", ["Kafé Senja"], []),
    ("text of one line", b"Hanya satu baris.", [""], []),
    ("bytes of no text", bytes(range(256)) * 4, [], ["cannot tell its format"]),
]  # fmt: skip


@pytest.mark.parametrize(("data", "titles", "reasons"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_every_nasty_document_gives_what_can_be_read(
    tmp_path: Path, data: bytes, titles: list[str], reasons: list[str]
) -> None:
    check(outcome(tmp_path, data), titles, reasons)


def test_what_a_page_says_of_itself_comes_first(tmp_path: Path) -> None:
    (article,) = outcome(tmp_path, html(LD % ARTICLE)).articles
    assert (article.date, article.author, article.section) == ("2022-09-15T07:00:00+07:00", "Dian, Rini", "Daerah")
    assert (article.source, article.url) == ("Warta Pesisir", "https://warta.example/7")
    assert len(article.body.split("\n")) == 5


def test_lines_before_the_headline_and_in_boxes_after_the_story_are_no_part_of_it(tmp_path: Path) -> None:
    teaser = "<div><h3>Headline</h3><p>Jalan rusak di Brebes belum diperbaiki sampai hari ini, kata warga.</p></div>"
    box = '<div class="kgModal"><p>Lengkapi data dirimu sekarang juga untuk ikut serta dalam program kami.</p></div>'
    (article,) = outcome(tmp_path, html("", f"{teaser}<h1>Judul</h1>{STORY}{box}")).articles
    assert len(article.body.split("\n")) == 5
    assert article.body.startswith("Air di Demak")
    assert article.body.endswith("sejak Kamis malam.")


def test_a_story_inside_of_what_is_called_a_box_is_kept(tmp_path: Path) -> None:
    (article,) = outcome(tmp_path, html("", f'<div class="footer">{STORY}</div>')).articles
    assert len(article.body.split("\n")) == 5


def test_a_page_without_article_is_counted(tmp_path: Path) -> None:
    assert outcome(tmp_path, html("", "<p>Masuk</p>")).skipped == {"no article in it, only a page": 1}


def test_a_page_of_a_web_archive_has_the_address_it_was_fetched_from(tmp_path: Path) -> None:
    record = outcome(tmp_path, warc(("request", b"", ""), OK)).records[0]
    assert (record.article.url, dict(record.article.extra)["warc_date"]) == ("https://x.id/a", '"2022-09-15T00:00:00Z"')
    assert record.provenance.line == 2


def pdf(text: str, **told: str) -> bytes:
    """A PDF of one page, written by hand."""
    stream = f"BT /F1 12 Tf 50 700 Td ({text}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    data = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, part) for n, part in enumerate(objects, 1))
    places = [data.index(b"%d 0 obj" % n) for n in range(1, 6)]
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    raw = data + table + b"trailer << /Root 1 0 R /Size 6 >>\nstartxref\n%d\n%%%%EOF\n" % len(data)
    writer = PdfWriter(clone_from=io.BytesIO(raw))
    writer.add_metadata({f"/{name}": value for name, value in told.items()})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_with_text_is_an_article(tmp_path: Path) -> None:
    (article,) = outcome(tmp_path, pdf("Harga cabai turun.", Title="Cabai", Author="Dian")).articles
    assert (article.title, article.author, article.body) == ("Cabai", "Dian", "Harga cabai turun.")


def test_a_pdf_without_text_says_what_to_do(tmp_path: Path) -> None:
    check(outcome(tmp_path, pdf("")), [], ["a scan needs OCR by another program first"])


def test_lines_of_a_scan_are_joined_and_broken_words_put_together(tmp_path: Path) -> None:
    (article,) = outcome(tmp_path, OCR.encode()).articles
    assert (article.body, article.extra) == ("Harga cabai turun.", (("ocr_confidence", "80"),))


def test_a_document_that_takes_too_long_is_rejected_and_the_next_is_read() -> None:
    worker = Worker(seconds=0.0)
    worker.ask("fragment", b"<p>a</p>", {})
    with pytest.raises(RecordRejected, match="took more than"):
        worker.ask("fragment", b"<p>a</p>" * 100_000, {})
    try:
        assert worker.ask("fragment", b"<p>a</p>", {}) == {"text": "a"}
    finally:
        worker.close()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_to_the_child_process_costs_no_record(number: signal.Signals) -> None:
    worker = Worker()
    worker.ask("fragment", b"<p>a</p>", {})
    assert worker.process is not None
    worker.process.send_signal(number)
    try:
        assert worker.ask("fragment", b"<p>b</p>", {}) == {"text": "b"}
    finally:
        worker.close()


def test_a_document_is_tried_again_where_the_child_died_of_those_before_it() -> None:
    worker = Worker()
    worker.ask("fragment", b"<p>a</p>", {})
    assert worker.process is not None
    worker.process.kill()
    try:
        assert worker.ask("fragment", b"<p>b</p>", {}) == {"text": "b"}
    finally:
        worker.close()


def test_the_child_process_can_write_no_file(tmp_path: Path) -> None:
    code = (
        f"from index.sources.extracting.child import bound; bound(); open({str(tmp_path / 'x')!r}, 'wb', 0).write(b'a')"
    )
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "File too large" in ended.stderr
    assert (tmp_path / "x").stat().st_size == 0


def test_an_unknown_task_is_refused() -> None:
    with pytest.raises(RecordRejected, match="no task is called 'lain'"):
        extracted("lain", b"")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("a < b & c", "a < b & c"),
        ("5 &lt; 7 &amp;amp; 8", "5 < 7 &amp; 8"),
        ("<p>a</p>\n<p>b</p>", "a\nb"),
        ("<ul><li>a<li>b</ul>c", "a\nb\nc"),
        ("a<br>b <b>c</b>d", "a\nb cd"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("<style>p {}</style>a<script>b</script>", "a"),
        ("<p>a\n b</p>", "a b"),
    ],
)
def test_markup_becomes_lines_of_text(markup: str, text: str) -> None:
    assert text_of(markup) == text


@given(st.binary(max_size=300))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_after_a_record_cost_at_most_themselves(tmp_path: Path, data: bytes) -> None:
    assert outcome(tmp_path, warc(OK) + data, "warc").titles[:1] == ["Judul"]
