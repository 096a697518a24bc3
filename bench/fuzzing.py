"""``python -m bench.fuzzing``: bytes nobody wrote, against every reader, by atheris (``pip install atheris``).

Each input is a good record and behind it what the fuzzer makes of a seed. It must end and raise nothing; the record
before must be there; the same bytes must give the same items again. What fails is kept in the folder of findings.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

SECONDS = 900
SLOW = 20
"""Seconds after which one input is a hang."""
LONGEST = 20_000
RSS = b"<rss><channel><item><title>A</title></item>"
FEED_END = b"</channel></rss>"
NITF = b"<nitf><body><body.head><hedline><hl1>B</hl1></hedline></body.head><body.content><p>x</p></body.content>"
HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>x</p>\r\n\r\n"
SEEDS: dict[str, tuple[bytes, bytes]] = {
    "jsonl": (b'{"judul": "A"}\n', b'{"judul": "B", "isi": "x", "n": [1, {"a": null}]}\n{"title": "C"}\n'),
    "json": (b'[{"judul": "A"},\n', b'{"judul": "B", "t": ["x", {"a": "b"}]},\n{"judul": "C"}]'),
    "csv": (b"judul,isi,tanggal\nA,x,y\n", b'"B","x\ny",z\nC,"a ""b""",d\n'),
    "feed": (RSS, b"<item><title>B &amp; c</title><description><![CDATA[<p>x</p>]]></description></item>" + FEED_END),
    "wxr": (RSS, b"<item><title>B</title><wp:post_type>post</wp:post_type></item>" + FEED_END),
    "newsml": (b"<newsMessage>", b'<newsItem guid="g"><contentMeta><headline>B</headline></contentMeta></newsItem>'),
    "nitf": (b"", NITF + b"</body></nitf>"),
    "alto": (b"", b'<alto><TextBlock><TextLine><String CONTENT="x" WC="0.5"/></TextLine></TextBlock></alto>'),
    "warc": (b"", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 50\r\n\r\n" + HTTP),
    "html": (
        b"",
        b'<html><title>T</title><script type="application/ld+json">{"@type": "NewsArticle"}</script><p>x</p>',
    ),
    "text": (b"", b"Judul: A\nTanggal: 1/2/2020\n\nisi"),
    "hocr": (b"", b"<div class='ocr_page'><p class='ocr_par'><span class='ocr_line'>a-</span></p></div>"),
    "pdf": (b"%PDF-1.4\n", b"1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF"),
    "any": (b"", b"PK\x03\x04"),
}
"""Target -> the good record that comes before, and a seed of what comes after. ``any`` tells the format itself."""
KEPT = frozenset({"jsonl", "json", "csv", "feed", "wxr"})
"""Targets whose first record must be there whatever follows."""


# ruff: noqa: PLC0415  what is fuzzed is imported under the fuzzer's eyes


def target(name: str) -> Callable[[bytes], None]:
    """The check of one input."""
    from index.sources import holders
    from index.sources.columns import Columns
    from index.sources.formats import READERS
    from index.sources.members import Member
    from index.sources.record import Record
    from index.sources.sitemaps import Sitemap

    in_process()
    before = SEEDS[name][0]
    how = holders.How("auto", Columns(), "", Sitemap())

    def items(data: bytes) -> list[object]:
        member = Member("a", io.BytesIO(data))
        found = holders.member_items(member, "a", how) if name == "any" else READERS[name](member, Columns(), "")
        return list(found)

    def check(data: bytes) -> None:
        found = items(before + data)
        assert found == items(before + data), "the same bytes gave other items"
        first = next((item for item in found if isinstance(item, Record)), None)
        assert name not in KEPT or (first and first.article.title == "A"), "the record before was lost"

    return check


def in_process() -> None:
    """Have the child's work done here, where the fuzzer sees which lines it reaches."""
    from index.errors import RecordRejected
    from index.sources import pages
    from index.sources.extracting import child, worker

    def extracted(task: str, data: bytes, **options: object) -> dict[str, object]:
        answer = child.answered(task, data, options)
        if "rejected" in answer:
            raise RecordRejected(str(answer["rejected"]))
        found = answer["found"]
        assert isinstance(found, dict)
        return found

    for module in (worker, pages):
        setattr(module, "extracted", extracted)  # noqa: B010


def fuzz(name: str, seconds: int, findings: Path) -> None:
    """Fuzz one target; libFuzzer ends the process."""
    import atheris

    with atheris.instrument_imports(include=["index.sources", "tarfile", "zipfile", "csv"]):
        check = target(name)
    seeds = Path(tempfile.mkdtemp(prefix="seeds-"))
    (seeds / "seed").write_bytes(SEEDS[name][1])
    limits = [f"-max_total_time={seconds}", f"-timeout={SLOW}", f"-max_len={LONGEST}", "-rss_limit_mb=4096"]
    atheris.Setup([sys.argv[0], str(seeds), f"-artifact_prefix={findings}/{name}-", *limits], check)
    atheris.Fuzz()


def run(names: list[str], seconds: int, findings: Path) -> int:
    """Each target in a process of its own; a line for each."""
    findings.mkdir(parents=True, exist_ok=True)
    failed = 0
    for name in names:
        began = time.monotonic()
        command = [sys.executable, "-m", "bench.fuzzing", name, "--here", "--seconds", str(seconds)]
        ended = subprocess.run(
            [*command, "--findings", str(findings)], capture_output=True, text=True, errors="replace", check=False
        )
        runs = [line for line in ended.stderr.splitlines() if line.startswith("Done ")]
        failed += ended.returncode != 0
        state = runs[-1] if not ended.returncode and runs else "FAILED\n" + ended.stderr[-3_000:]
        print(f"{name:8} {time.monotonic() - began:6.0f} s  {state}", flush=True)
    return int(failed > 0)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m bench.fuzzing", description=__doc__)
    parser.add_argument("targets", nargs="*", help=f"of {', '.join(SEEDS)}; all where none is named")
    parser.add_argument("--seconds", type=int, default=SECONDS, help="for each target [900]")
    parser.add_argument("--findings", type=Path, default=Path("fuzzing"), help="folder for inputs that failed")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.here:
        fuzz(arguments.targets[0], arguments.seconds, arguments.findings)
    sys.exit(run(arguments.targets or list(SEEDS), arguments.seconds, arguments.findings))


if __name__ == "__main__":
    main()
