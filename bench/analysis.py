"""How fast text becomes terms, cold and warm: python -m bench.analysis ARTICLES.jsonl.gz [N]

Prints tokens a second of CPU time. Cold begins with nothing remembered, warm is the same articles again.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from itertools import islice
from pathlib import Path

from index.analysis import terms


def main() -> None:
    texts = read(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else None)
    start = time.process_time()
    terms("memuat")
    loading = time.process_time() - start
    cold, cold_seconds = count(texts)
    warm, warm_seconds = count(texts)
    assert cold == warm, f"token count is not stable: {cold} then {warm}"
    print(
        f"analysis: {len(texts)} articles, {cold} tokens, cold {cold / cold_seconds:,.0f} tokens/s, "
        f"warm {warm / warm_seconds:,.0f} tokens/s, loading {loading:.3f} s"
    )


def read(path: Path, n: int | None) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [article["title"] + "\n" + article["body"] for article in map(json.loads, islice(lines, n))]


def count(texts: list[str]) -> tuple[int, float]:
    start = time.process_time()
    n = sum(len(terms(text).surfaces) for text in texts)
    return n, time.process_time() - start


if __name__ == "__main__":
    main()
