"""Queries meant to hurt: what does each cost in processor time and memory?

usage: python -m bench.abuse ARCHIVE [--seconds 2] [--megabytes 300]

Each is asked of the whole page, facets and passages too, in a process of its own. The words are the archive's most
frequent ones and some that occur once. Exit code 1 when any query is over a limit, or raises.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from itertools import islice, pairwise
from multiprocessing.connection import Connection
from pathlib import Path

from index.analysis import terms
from index.archive import open_archive
from index.settings import Settings
from search.backends import Searcher, open_searcher
from search.request import SearchRequest
from search.service import find

READ = 3_000
"""Articles from which the words are taken."""


def main() -> None:
    """Ask each and print what it cost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--megabytes", type=int, default=300)
    options = parser.parse_args()
    over = []
    for request in requests(*words(options.archive)):
        seconds, megabytes, total = cost(options.archive, request)
        print(f"{seconds:7.3f} s {megabytes:6.1f} MB {total:8} {shown(request)}", flush=True)
        if not (seconds <= options.seconds and megabytes <= options.megabytes and total >= 0):
            over.append(request)
    print(f"{len(over)} over a limit")
    sys.exit(1 if over else 0)


def shown(request: SearchRequest) -> str:
    """The beginning of a request, on one line."""
    return " ".join(f"{name}={value!r:.60}" for name, value in request.to_args())


def words(archive: Path) -> tuple[list[str], list[str]]:
    """The most frequent words of an archive, and words that occur once."""
    counted: Counter[str] = Counter()
    with open_archive(archive, read_only=True) as opened:
        for stored in islice(opened.current(), READ):
            counted.update(terms(f"{stored.article.title} {stored.article.body}").surfaces)
    ordered = [word for word, _ in counted.most_common() if word.isalpha() and len(word) > 2]
    return ordered[:1_000], ordered[-10_000:]


def requests(common: Sequence[str], rare: Sequence[str]) -> list[SearchRequest]:
    """The queries; with *common* and *rare* words where only words hurt."""
    return [
        *(SearchRequest(query) for query in (*_long(common, rare), *_patterns(common[0]), *_nested(common), *_other())),
        SearchRequest(common[0], page=1_000),
        SearchRequest(common[0], page=10**8, size=100).bounded(),
        SearchRequest("", sort="oldest", page=100, size=100),
        SearchRequest(common[0], facet_size=500),
        SearchRequest(" ".join(common[:64]), match="any", facet_size=500),
    ]


def _long(common: Sequence[str], rare: Sequence[str]) -> list[str]:
    most = [*common[:64]]
    return [
        common[0],
        " DAN ".join(common[:3]),
        f'"{" ".join(common[:2])}"',
        *(" ATAU ".join(common[:n]) for n in (16, 32, 64, 128, 256, 1_000)),
        *(" ATAU ".join(rare[:n]) for n in (16, 64, 256, 10_000)),
        " DAN ".join(rare[:10_000]),
        " ".join(most),
        " ".join(f'"{one} {other}"' for one, other in zip(most[::2], most[1::2], strict=False)),
        f'"{" ".join(most)}"',
        f'"{" ".join(most[:2])}"~100 ' * 20,
        " ".join(f"{one} DEKAT/100 {other}" for one, other in pairwise(most[:17])),
        " DEKAT/100 ".join(most[:5]),
        " SEBELUM/100 ".join(most),
        " ".join(f"-{word}" for word in most),
        "a" * 500,
        *("a" * n for n in (1_000, 10_000, 1_000_000)),
        "kata lain " * 100_000,
    ]


def _patterns(word: str) -> list[str]:
    return [
        *("ba*", "per*", "mem*", "p*", "*", "*an", "*kan", "*a*", "*nga*", "?*?*?*?*?*a", "*e*a*n*", "???", "?????*"),
        " ".join(f"{letter}e{other}*" for letter in "bdkmpst" for other in "klmnprst"),
        "*" + "a*" * 30 + "b",
        *(f"{word}~{n}" for n in (1, 2, 3, 9)),
        f"{word}~10",
        " ".join(f"{word}{n}~2" for n in range(60)),
        "[a TO z]",
        "((.|.)*)*z",
        "/a.*/",
        "title:a^1e9",
    ]


def _nested(common: Sequence[str]) -> list[str]:
    return [
        *("(" * n + common[0] + ")" * n for n in (90, 1_000, 20_000)),
        "NOT " * 2_000 + common[0],
        "-(" * 100 + common[0],
        " ATAU ".join(f"({one} DAN -{other})" for one, other in pairwise(common[:31])),
    ]


def _other() -> list[str]:
    return [
        "date:[99999 TO 1]",
        "tanggal:-999999999",
        "tanggal:" + "9" * 10_000,
        "orang:a* orang:b*",
        'orang:"' + "a " * 200 + '"',
        "isi:" + " isi:".join(["yang", "di", "dan"] * 20),
    ]


def cost(archive: Path, request: SearchRequest) -> tuple[float, float, int]:
    """Processor seconds, megabytes beyond those of an open archive, and hits; -1 when it raised or was stopped."""
    here, there = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=_ask, args=(archive, request, there))
    process.start()
    there.close()
    try:
        found: tuple[float, float, int] = here.recv()
    except EOFError:
        found = (float("inf"), float("inf"), -1)
    process.join()
    return found


def _ask(archive: Path, request: SearchRequest, answer: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
    with closing(open_searcher(Settings(archive=archive))) as searcher:
        find(SearchRequest("kata"), searcher)
        began, before = time.process_time(), _megabytes()
        total = asked(request, searcher)
        answer.send((time.process_time() - began, max(_peak() - before, 0.0), total))


def asked(request: SearchRequest, searcher: Searcher) -> int:
    """The number of hits."""
    return find(request, searcher).total


def _megabytes() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


if __name__ == "__main__":
    main()
