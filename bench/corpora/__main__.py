"""Make a corpus to measure on, once.

usage: python -m bench.corpora {real,20k,10k,100k,1m} [--cache DIR] [--articles FILE] [--seed 1]

real is every real article; 20k a part of them; the others are recombined from them. Nothing of a corpus belongs into
the repository: the cache lies in the system's folder for temporary files unless it is told otherwise.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from bench.corpora.making import ARTICLES, CACHE, SIZES, corpus


def main() -> None:
    """Make it, unless it is there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("size", choices=SIZES)
    parser.add_argument("--cache", type=Path, default=CACHE)
    parser.add_argument("--articles", type=Path, default=ARTICLES)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    began = time.process_time()
    made = corpus(options.size, options.cache, options.articles, options.seed)
    print(f"{made.folder}: {len(made):,} articles, {len(made.contents.tokens):,} tokens")
    print(f"{len(made.contents.stems):,} words; {time.process_time() - began:.0f} s of CPU")


if __name__ == "__main__":
    main()
