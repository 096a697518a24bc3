"""Indexing: how long ``index add`` takes and how much memory, beside plain Whoosh with a PySastrawi filter, in one run.

usage: python -m bench.indexing CORPUS.jsonl[.gz] [--plain 2000] [--workers N]

Both read the same file. Plain Whoosh is what its manual shows: StandardAnalyzer | StemFilter, title and body, keyword
fields for what Kliping offers as facets; no persons, no places, no cleaning, no archive. It is given the first --plain
articles only, and Kliping is also given those alone, so that the ratio compares like with like.
"""

from __future__ import annotations

import argparse
import gzip
import json
import platform
import resource
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import Any

PLAIN_PROGRAM = """
import gzip, json, sys, time
from whoosh.analysis import StandardAnalyzer, StemFilter
from whoosh.fields import ID, KEYWORD, TEXT, Schema
from whoosh.index import create_in
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory
began = time.perf_counter()
stemmer = StemmerFactory().create_stemmer()
analyser = StandardAnalyzer(stoplist=None, minsize=1) | StemFilter(stemfn=stemmer.stem, cachesize=-1)
schema = Schema(id=ID(unique=True, stored=True), title=TEXT(analyser, stored=True), body=TEXT(analyser, stored=True),
                source=KEYWORD(stored=True), section=KEYWORD(stored=True), date=ID(stored=True))
writer = create_in(sys.argv[2], schema).writer(limitmb=256)
count = 0
for line in open(sys.argv[1], encoding="utf-8"):
    row = json.loads(line)
    writer.add_document(**{name: row.get(name) or "" for name in ("id", "title", "body", "source", "section", "date")})
    count += 1
writer.commit()
print(json.dumps({"read": count, "stored": count, "seconds": time.perf_counter() - began}))
"""


def measured(command: list[str]) -> dict[str, Any]:
    """Run *command*; its last line of output as JSON, with wall seconds, CPU seconds and peak memory (MB)."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    # time(1) is not everywhere; a child of our own reports the largest of its children's peaks.
    wrapper = (
        "import json,resource,subprocess,sys;"
        "out=subprocess.run(sys.argv[1:],check=True,stdout=subprocess.PIPE,text=True).stdout;"
        "print(out,end='');print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    result = subprocess.run([sys.executable, "-c", wrapper, *command], check=True, stdout=subprocess.PIPE, text=True)
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    *_, account, peak = result.stdout.splitlines()
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    scale = 1 if platform.system() == "Darwin" else 1024
    row: dict[str, Any] = json.loads(account)
    return row | {"wall": round(wall, 1), "cpu": round(cpu, 1), "peak_mb": round(int(peak) * scale / 1e6)}


def line(name: str, row: dict[str, Any]) -> str:
    """One row of the report."""
    rate = row["read"] / row["wall"]
    return (
        f"{name:34} {row['read']:7,} {row['wall']:8.1f} s {row['cpu']:8.1f} s CPU {rate:8.0f}/s {row['peak_mb']:6,} MB"
    )


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--plain", type=int, default=2000)
    parser.add_argument("--workers", default="2")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        directory = Path(folder)
        part = directory / "part.jsonl"
        opener = gzip.open if options.corpus.suffix == ".gz" else open
        with opener(options.corpus, "rt", encoding="utf-8") as lines:
            part.write_text("".join(islice(lines, options.plain)), encoding="utf-8")
        (directory / "plain").mkdir()
        add = [sys.executable, "-m", "index", "add", "--workers", options.workers, "--archive"]
        plain = measured([sys.executable, "-c", PLAIN_PROGRAM, str(part), str(directory / "plain")])
        ours = measured([*add, str(directory / "part"), str(part)])
        whole = measured([*add, str(directory / "whole"), str(options.corpus)])
        again = measured([*add, str(directory / "whole"), str(options.corpus)])
    print(f"{platform.machine()}, Python {platform.python_version()}, {options.workers} workers")
    print(line("plain Whoosh + PySastrawi", plain))
    print(line("Kliping, the same articles", ours))
    print(line("Kliping, the whole corpus", whole))
    print(line("Kliping, the whole corpus again", again))
    print(f"Kliping / plain Whoosh, wall time for {options.plain:,} articles: {ours['wall'] / plain['wall']:.2f}")
    outcomes = ("stored", "updated", "unchanged", "duplicate", "rejected")
    for row in (ours, whole, again):
        assert sum(row[name] for name in outcomes) == row["read"], row
    assert whole["stored"] + whole["rejected"] + whole["updated"] + whole["duplicate"] == whole["read"], whole
    assert again["unchanged"] == whole["stored"], again
    print(f"totals add up: {json.dumps(whole)}")


if __name__ == "__main__":
    main()
