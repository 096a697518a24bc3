"""How fast persons, places and bodies are found: python -m bench.entities ARTICLES.jsonl[.gz] [N]

Prints articles a second of CPU time on one core, after cleaning. Cold begins with nothing remembered, warm is the same
articles again.
"""

from __future__ import annotations

import sys
import time
from itertools import islice
from pathlib import Path

from index.article import Article
from index.cleaning import clean
from index.entities import find
from index.sources import Record, read


def main() -> None:
    articles = cleaned(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else None)
    loading, cold, warm = timed(articles[:1]), timed(articles), timed(articles)
    print(
        f"entities: {len(articles)} articles, cold {len(articles) / cold:,.0f}/s, "
        f"warm {len(articles) / warm:,.0f}/s, loading {loading:.3f} s"
    )


def cleaned(path: Path, n: int | None) -> list[Article]:
    with read(path) as records:
        return [clean(record.article) for record in islice(records, n) if isinstance(record, Record)]


def timed(articles: list[Article]) -> float:
    start = time.process_time()
    for article in articles:
        find(article)
    return time.process_time() - start


if __name__ == "__main__":
    main()
