"""How fast text becomes terms, cold and warm: python -m bench.analysis ARTICLES.jsonl.gz [N]

Prints tokens a second of CPU time: title and body of each article, to the terms and position lists of both forms, as
the index takes them. Cold begins with nothing remembered, warm is the same articles again; loading, in a process of
its own, is from the import to the first stem.
"""

from __future__ import annotations

import gzip
import json
import resource
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

from index.analysis import SHIPPED, terms
from index.backends.whoosh_writer import fields_of
from index.document import Document

LOADING = """
import time
start = time.process_time()
from index.analysis import stem
stem("penyelidikan")
print(time.process_time() - start)
"""


def main() -> None:
    loading = float(subprocess.run([sys.executable, "-c", LOADING], capture_output=True, check=True).stdout)
    texts = read(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else None)
    before = peak()
    cold, cold_seconds = count(texts)
    grown = peak() - before
    warm, warm_seconds = count(texts)
    assert cold == warm, f"token count is not stable: {cold} then {warm}"
    print(
        f"analysis: {len(texts)} articles, {cold} tokens, cold {cold / cold_seconds:,.0f} tokens/s, "
        f"warm {warm / warm_seconds:,.0f} tokens/s, loading {loading:.3f} s, "
        f"{SHIPPED.remembered():,} words remembered in {grown:.0f} MB"
    )


def read(path: Path, n: int | None) -> list[tuple[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [(article["title"], article["body"]) for article in map(json.loads, islice(lines, n))]


def count(texts: list[tuple[str, str]]) -> tuple[int, float]:
    start = time.process_time()
    n = 0
    for title, body in texts:
        document = Document(0, 0, "", 0, terms(title), terms(body), ())
        fields_of(document)
        n += len(document.title.surfaces) + len(document.body.surfaces)
    return n, time.process_time() - start


def peak() -> float:
    """Megabytes this process has held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
