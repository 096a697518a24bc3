"""Queries compiled for OpenSearch, over a table of words and names in place of an index: what the golden file holds."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from index.analysis import SHIPPED
from search.backends.opensearch_compiler import Compiler, Terms
from search.backends.opensearch_words import WordTable
from search.evaluate.names import Named
from search.query.parser import parse
from search.query.tree import Fuzzy, Prefix, Wildcard

FILE = Path(__file__).with_name("opensearch.jsonl")
TODAY = dt.date(2026, 1, 31)
WORDS = WordTable(
    ["bandung", "banjir", "banjirlah", "bencana", "korona", "tanggul", "tangguh"], np.array([90, 70, 2, 40, 9, 12, 5])
)
QUERIES = (
    *(
        "",
        "banjir",
        "penyelidikan banjir",
        '"harga beras"',
        '"banjir"',
        "anak-anak",
        "judul:banjir",
        'isi:"harga beras"',
    ),
    *(
        "banjir*",
        "ban*",
        "t?nggu?",
        "tangul~1",
        "zzz*",
        "judul:ban*",
        "harga DEKAT/3 beras",
        'harga DEKAT/2 "naik turun"',
    ),
    *('"satu dua tiga"~1', "satu SEBELUM/1 dua", "satu DEKAT/1 dua DEKAT/1 tiga", "judul:(satu DEKAT/2 dua)"),
    *(
        "banjir ATAU gempa",
        "banjir DAN gempa",
        "banjir -gempa",
        "-gempa",
        "(banjir ATAU gempa) DAN (jakarta ATAU -bali)",
    ),
    *("tanggal:2019", "banjir tanggal:2019-09..2020", "orang:jokowi banjir", "orang:tiada", "tempat:jak*", "02091-C"),
    *("banjir -orang:jokowi", "judul:banjir ATAU tanggal:2019", "%", "a b c d e"),
)


class Known:
    """See opensearch_compiler.Facts: a thousand articles of seven words and one person."""

    total = 1_000

    def frequencies(self, asked: Sequence[Terms]) -> Sequence[int]:
        """A hundred for words that are not in the table."""
        return [min(sum(WORDS.articles(term) or 100 for term in terms), self.total) for _, terms in asked]

    def forms(self, node: Prefix | Wildcard | Fuzzy, text: str, most: int) -> tuple[tuple[str, ...], int]:
        """Of the table."""
        return WORDS.forms(node, text, most)

    def records(self, node: Named) -> Sequence[str]:
        """The one person under any name but one."""
        return () if "tiada" in node.text else ("joko-widodo",)


KNOWN = Known()


def compiled(query: str) -> dict[str, Any]:
    """What the engine is asked, what side by side gains, and what the reader is told, as JSON has it."""
    compiler = Compiler(KNOWN, SHIPPED)
    parsed = parse(query, TODAY).query
    found = {
        "query": compiler.compile(parsed),
        "gains": compiler.neighbours(parsed),
        "remarks": [remark.kind for remark in compiler.remarks],
    }
    told: dict[str, Any] = json.loads(json.dumps(found))
    return told


def rewrite() -> None:
    """Compile all of QUERIES anew."""
    rows = (json.dumps({"query": query, "compiled": compiled(query)}, ensure_ascii=False) for query in QUERIES)
    FILE.write_text("".join(f"{row}\n" for row in rows), "utf-8")
