"""Folders, zip, tar and gzip: every member told by its content, nothing written, nothing followed, bombs refused."""

from __future__ import annotations

import gzip
import io
import os
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.archives import add
from tests.sources.outcomes import Outcome, check, of_path, outcome

A = b'{"judul": "A"}\n'
CSV = b"judul,isi\nB,x\n"
RSS = b"<rss><channel><item><title>C</title></item></channel></rss>"
PARAGRAPHS = "".join(
    f"<p>Air di {place} naik sampai selutut, dan warga mengungsi ke balai desa sejak Kamis malam.</p>"
    for place in ("Demak", "Kudus", "Pati", "Jepara", "Rembang")
)
PAGE = f"""<html><head><title>Judul</title><link rel="canonical" href="https://x.id/2022/banjir"></head><body><article>
<h1>Banjir</h1>{PARAGRAPHS}</article></body></html>"""
SITEMAP = b"""<urlset xmlns:news="n"><url><loc>https://x.id/2022/banjir</loc><lastmod>2023-01-01</lastmod>
<news:news><news:title>Banjir di Demak</news:title><news:publication_date>2022-09-15</news:publication_date></news:news>
</url></urlset>"""


def zipped(*members: tuple[str, bytes], compress: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", compress) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return data.getvalue()


def tarred(*members: tuple[str, bytes], mode: str = "w") -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return data.getvalue()


def linked(kind: bytes, target: str) -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        info = tarfile.TarInfo("tautan")
        info.type, info.linkname = kind, target
        archive.addfile(info)
        info = tarfile.TarInfo("a.jsonl")
        info.size = len(A)
        archive.addfile(info, io.BytesIO(A))
    return data.getvalue()


def encrypted() -> bytes:
    data = bytearray(zipped(("a.jsonl", A)))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def flipped() -> bytes:
    data = bytearray(zipped(("a.jsonl", b"[[[" * 4_000), ("b.csv", CSV), compress=zipfile.ZIP_STORED))
    data[200] ^= 0xFF
    return bytes(data)


ROWS = b"judul,isi\n" + b"B,x\n" * 900


def nested(depth: int) -> bytes:
    return zipped(("a", nested(depth - 1))) if depth else A


THREE = (("a.txt", A), ("lain/b", CSV), ("c.html", RSS))
TITLES = ["A", "B", "C"]
TRUNCATED = tarred(("a", A), ("b", os.urandom(90_000)), mode="w:gz")[:-40_000]
BOMB = gzip.compress(A + b" " * (64 << 20))
CASES = [
    ("zip", zipped(*THREE), TITLES, []),
    ("tar", tarred(*THREE), TITLES, []),
    ("tar, gzipped", tarred(*THREE, mode="w:gz"), TITLES, []),
    ("gzip in zip", zipped(("a.gz", gzip.compress(A)), ("b", CSV)), ["A", "B"], []),
    ("zip in zip", zipped(("a.zip", zipped(("b", CSV))), ("a", A)), ["B", "A"], []),
    ("tar in zip", zipped(("a.tar", tarred(("b", CSV)))), ["B"], []),
    ("zip in gzip", gzip.compress(zipped(("b", CSV))), ["B"], []),
    ("five deep", nested(5), [], ["nested more than 3 deep"]),
    ("names that lead out", zipped(("../../luar", A), ("/etc/luar", CSV), ("..\\luar", RSS)), TITLES, []),
    ("tar names that lead out", tarred(("../../luar", A), ("/etc/luar", CSV)), ["A", "B"], []),
    ("name of control characters", zipped(("a\x1b[31m\n", A)), ["A"], []),
    ("very long name", zipped(("a" * 60_000, A)), ["A"], []),
    ("name twice", zipped(("a", A)) and tarred(("a", A), ("a", CSV)), ["A", "B"], []),
    ("symbolic link in tar", linked(tarfile.SYMTYPE, "/etc/passwd"), ["A"], []),
    ("hard link in tar", linked(tarfile.LNKTYPE, "/etc/passwd"), ["A"], []),
    ("device in tar", linked(tarfile.CHRTYPE, ""), ["A"], []),
    ("pipe in tar", linked(tarfile.FIFOTYPE, ""), ["A"], []),
    ("pictures and scripts", zipped(("g", b"\xff\xd8\xff\xe0"), ("s.css", b"p {}"), ("a", A)), ["A"], []),
    ("what systems leave", zipped((".DS_Store", b"\0\0"), ("__MACOSX/._a", b"x"), ("a", A)), ["A"], []),
    ("unknown member", zipped(("x", b"\x07\x07\xfe\x99" * 9), ("a", A)), ["A"], ["cannot tell its format"]),
    ("packed by bzip2 inside", zipped(("x.bz2", b"BZh91AY&SY"), ("a", A)), ["A"], ["bunzip2"]),
    ("bad record in a member", zipped(("a", A + b"{rusak\n"), ("b", CSV)), ["A", "B"], ["not JSON"]),
    ("password", encrypted(), [], ["asks for a password"]),
    ("bytes changed", flipped(), ["B"], ["Bad CRC-32"]),
    ("cut off zip", zipped(*THREE)[:-30], [], ["the zip archive cannot be read"]),
    ("cut tar", tarred(("a", A), ("b", ROWS))[:2_746], ["A"] + ["B"] * 300, ["unexpected end"] * 2),
    ("cut off tar, gzipped", TRUNCATED, ["A"], ["cannot", "cannot", "truncated"]),
    ("bomb in zip", zipped(("a", A + b" " * (64 << 20)), ("b", CSV)), ["A"], ["refused as a bomb"] * 2),
    ("bomb in gzip in zip", zipped(("a.gz", BOMB), ("b", CSV)), ["A", "B"], ["refused as a gzip bomb"]),
    ("Office document", zipped(("[Content_Types].xml", b"<Types/>"), ("w.xml", b"<w/>")), [], ["Office document"]),
    ("no member", zipped(), [], []),
    ("empty member", zipped(("a", b"")), [], []),
]  # fmt: skip


@pytest.mark.parametrize(("data", "titles", "reasons"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_every_nasty_archive_gives_what_can_be_read(
    tmp_path: Path, data: bytes, titles: list[str], reasons: list[str]
) -> None:
    check(outcome(tmp_path, data), titles, reasons)


def test_a_record_and_a_reject_name_their_member(tmp_path: Path) -> None:
    found = outcome(tmp_path, zipped(("dalam/a.jsonl", A + b"{rusak\n")))
    assert found.records[0].provenance.file == f"{tmp_path / 'berkas'}!dalam/a.jsonl"
    assert [(reject.member, reject.line) for reject in found.rejects] == [("dalam/a.jsonl", 2)]


def test_nothing_is_written_outside_of_the_archive(tmp_path: Path) -> None:
    source = tmp_path / "masuk" / "dalam"
    source.mkdir(parents=True)
    members = (("../../luar", A), ("/tmp/luar-kliping", CSV), ("..\\luar", PAGE.encode()))
    (source / "a.zip").write_bytes(zipped(*members))
    (source / "a.tar").write_bytes(tarred(*members))
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    add(tmp_path / "arsip", source)
    after = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file() and (tmp_path / "arsip") not in p.parents}
    assert after == before
    assert not Path("/tmp/luar-kliping").exists()


def folder(path: Path, **files: bytes) -> Path:
    place = path / "folder"
    for name, data in files.items():
        file = place / name.replace("__", "/").replace("_", ".")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return place


def test_a_folder_is_read_file_by_file_and_links_are_not_followed(tmp_path: Path) -> None:
    place = folder(tmp_path, a_jsonl=A, dalam__b_csv=CSV, c_gz=gzip.compress(RSS))
    (place / "d").symlink_to("/etc/passwd")
    (place / "e").symlink_to(place)
    found = of_path(place)
    check(found, ["A", "C", "B"], [])
    assert found.skipped == {"symbolic link in a folder": 2}


def test_a_folder_and_its_zip_hold_the_same(tmp_path: Path) -> None:
    names = ["a_jsonl", "b_csv"]
    found = of_path(folder(tmp_path, **dict(zip(names, (A, CSV), strict=True))))
    assert found.titles == outcome(tmp_path, zipped(("a.jsonl", A), ("b.csv", CSV))).titles


@pytest.mark.parametrize("make", [zipped, tarred])
def test_a_sitemap_tells_what_its_pages_do_not(tmp_path: Path, make: object) -> None:
    members = (("sitemap.xml", SITEMAP), ("x.id/2022/banjir.html", PAGE.encode()))
    found: Outcome = outcome(tmp_path, make(*members))  # type: ignore[operator]
    assert [(article.title, article.date) for article in found.articles] == [("Judul", "2022-09-15")]
    assert dict(found.articles[0].extra)["sitemap.lastmod"] == '"2023-01-01"'
    assert found.rejects == ()


def test_a_run_over_a_folder_says_what_it_passed_over(tmp_path: Path) -> None:
    account = add(tmp_path / "arsip", folder(tmp_path, a_jsonl=A, gambar_png=b"\x89PNG\r\n", s_css=b"p {}"))
    assert (account["read"], account["stored"], account["skipped"]) == (1, 1, 2)
