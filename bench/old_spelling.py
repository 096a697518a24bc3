"""Which words of articles the rules of old spelling join: python -m bench.old_spelling ARTICLES.jsonl.gz

For reading: what are two words today goes into search/variants/data/apart.txt. Prints each pair that it does not keep
apart, with the articles of either, the rarer ones of most articles first, and how many there are.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter

from index.analysis import SHIPPED
from search.variants import lists_of, shipped
from search.variants.old_spelling import respelt


def main() -> None:
    held = articles_of(sys.argv[1])
    apart = lists_of(shipped()).apart
    pairs = {
        frozenset((word, other))
        for word in held
        for other, is_weak in respelt(word)
        if held[other] and not is_weak and frozenset(((word,), (other,))) not in apart
    }
    for pair in sorted(pairs, key=lambda pair: (-min(held[word] for word in pair), *sorted(pair))):
        print(" ".join(f"{word} ({held[word]:,})" for word in sorted(pair, key=lambda word: -held[word])))
    print(f"{len(pairs):,} pairs in {sys.argv[1]}")


def articles_of(path: str) -> Counter[str]:
    """Surface -> the articles that hold it."""
    held: Counter[str] = Counter()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            held.update({*SHIPPED.terms(f"{article['title']}\n{article['body']}").surfaces})
    return held


if __name__ == "__main__":
    main()
