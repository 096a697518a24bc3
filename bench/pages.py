"""Pages a second: the site as it is served, asked by several clients while articles are being added.

``python -m bench.pages ARCHIVE [--articles FILE] [--seconds 60]``: works on a copy, since it adds to it. The queries
are those that archivists ask, written down here; which page of them, order and filters are drawn by chance.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

QUERIES = """
banjir jakarta|harga beras|jokowi|prabowo gibran|ibu kota nusantara|"kereta cepat"|korupsi e-ktp
vaksin covid-19|gempa palu|minyak goreng langka|harga bbm naik|sidang mahkamah konstitusi|timnas indonesia
sepak bola liga 1|rupiah dolar|upah minimum|kebakaran hutan riau|mudik lebaran|pilkada surabaya|demo mahasiswa
ruu cipta kerja|pajak kendaraan|bank indonesia suku bunga|judul:gempa|judul:banjir|orang:"Joko Widodo" subsidi
orang:susi|tempat:Bandung wisata|tempat:Papua|organisasi:KPK tersangka|"hak jawab"|"bantuan langsung tunai"
polisi ATAU polri narkoba|(beras ATAU gabah) DAN impor|merapi -gunung|tsunami BUKAN latihan|vaksin*|peny*an
bnajir~|presiden DEKAT/5 menteri|"rumah sakit" DEKAT/10 kebakaran|pemilu tanggal:2019
ekonomi tanggal:2020..2021|film|presiden|indonesia|pemerintah|anak|kota|sekolah|rumah|mobil listrik|saham
wisata bali|haji|sawit|nelayan|guru honorer|pembangunan jalan tol trans sumatera
penyelidikan kecelakaan pesawat|kasus pembunuhan berencana|pertumbuhan ekonomi kuartal
""".replace("\n", "|")
SORTS = ("relevance", "relevance", "relevance", "newest", "oldest")
CLIENTS = 4
WARM = 5.0
ADDED = 50
"""Articles added at a time, one lot after another."""


@dataclass(slots=True)
class Tally:
    """What one client has seen."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    size: int = 0


def addresses(chance: random.Random) -> Iterator[str]:
    """Pages as readers open them: most the first of a search, some further on or narrowed."""
    queries = [query for query in QUERIES.split("|") if query]
    while True:
        args = {"q": chance.choice(queries), "sort": chance.choice(SORTS)}
        if chance.random() < 0.2:
            args["page"] = str(chance.randint(2, 8))
        if chance.random() < 0.25:
            args["from"] = str(chance.randint(2012, 2022))
        yield f"/?{urlencode(args)}"


def ask(port: int, seed: int, until: float, tally: Tally) -> None:
    """One client, a page after another over one connection."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    for address in addresses(random.Random(seed)):
        if time.monotonic() > until:
            return
        began = time.perf_counter()
        try:
            connection.request("GET", address)
            answer = connection.getresponse()
            body = answer.read()
        except (HTTPException, OSError) as error:
            tally.errors.append(f"{address}: {error!r}")
            connection.close()
            continue
        tally.seconds.append(time.perf_counter() - began)
        tally.size += len(body)
        if answer.status != 200 or b"</html>" not in body:
            tally.errors.append(f"{address}: {answer.status}")


def add(archive: Path, articles: Path, stop: threading.Event) -> int:
    """Add articles, a few at a time, until told to stop; how many publications that were."""
    rows = [json.loads(line) for line in articles.read_text(encoding="utf-8").splitlines()][:5_000]
    lots = 0
    with tempfile.TemporaryDirectory() as folder:
        while not stop.is_set():
            lot = [row | {"id": f"pages-{lots}-{n}"} for n, row in enumerate(rows[:ADDED])]
            rows = rows[ADDED:] + rows[:ADDED]
            file = Path(folder) / f"{lots}.jsonl"
            file.write_text("".join(json.dumps(row) + "\n" for row in lot), encoding="utf-8")
            command = [sys.executable, "-m", "index", "add", str(file), "--archive", str(archive), "--workers", "1"]
            subprocess.run(command, check=True, capture_output=True)
            lots += 1
            stop.wait(2)
    return lots


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def served(archive: Path, workers: int) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """The site on a port of its own."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-m", "search", "serve", "--port", str(port), "--workers", str(workers)]
    with subprocess.Popen([*command, "--archive", str(archive)], stderr=subprocess.DEVNULL) as server:
        try:
            while not _answers(port):
                time.sleep(0.1)
            yield port, server
        finally:
            server.terminate()
            server.wait(20)


def memory(server: subprocess.Popen[bytes]) -> list[tuple[int, int]]:
    """Of each worker the megabytes that are its own, and all that it has mapped and touched."""
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children")
    found = []
    for pid in children.read_text().split() if children.exists() else []:
        fields = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:])
        number = {name: int(value.split()[0]) for name, value in fields.items()}
        found.append(((number["Private_Dirty"] + number["Private_Clean"]) >> 10, number["Rss"] >> 10))
    return found


def clients(port: int, seconds: float) -> list[Tally]:
    """All clients at once."""
    tallies = [Tally() for _ in range(CLIENTS)]
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=ask, args=(port, n, until, tally)) for n, tally in enumerate(tallies)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tallies


def report(tallies: list[Tally], seconds: float) -> dict[str, object]:
    """The figures."""
    times = sorted(second for tally in tallies for second in tally.seconds)
    errors = [error for tally in tallies for error in tally.errors]
    at = {share: times[min(len(times) * share // 100, len(times) - 1)] * 1000 for share in (50, 95, 99)}
    size = sum(tally.size for tally in tallies) // max(len(times), 1)
    told = {f"p{share}_ms": round(milliseconds, 1) for share, milliseconds in at.items()}
    pages = {"pages": len(times), "per_second": round(len(times) / seconds, 1)}
    return pages | told | {"bytes": size, "errors": errors[:5]}


def main() -> int:
    """Measure, and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("archive", type=Path)
    parser.add_argument("--articles", type=Path, help="JSONL that articles are added from meanwhile; none without it")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(shutil.copytree(options.archive, Path(folder) / "archive"))
        with served(archive, options.workers) as (port, server):
            clients(port, WARM)
            stop, lots = threading.Event(), [0]
            adding = threading.Thread(target=lambda: lots.append(add(archive, options.articles, stop)))
            if options.articles:
                adding.start()
            found = report(clients(port, options.seconds), options.seconds)
            stop.set()
            if options.articles:
                adding.join()
            shown = found | {"publications": lots[-1], "memory_mb": memory(server), "workers": options.workers}
    sys.stdout.write(f"{json.dumps(shown)}\n")
    return 1 if found["errors"] else 0


if __name__ == "__main__":
    sys.exit(main())
