"""Our fields as indices of OpenSearch. It analyses nothing: tokens come ready, and it splits them at spaces.

Every text is there in both forms at the same positions. ``text_…`` holds how often each term occurs, title words
three times, and is what ranks. ``title_…`` and ``body_…`` hold positions too, ``whole_stem`` those of both; padding
before them makes their length that of the whole article. What comes of that: docs/decisions/opensearch.md.
"""

from __future__ import annotations

from typing import Any

from index.document import TITLE_GAP
from index.schema import FILTERS, NAMES, REGION

SCHEMA = 2
"""Raised when the meaning of a field changes; part of what an index is compared by."""
STACK = "<"
"""Between the stems of one position. No token holds it: index/analysis/tokenise.py."""
PAD = "_"
"""Fills up; no token is it. Each position of a stream of stems has a second term, this one where there is no other."""
STREAMS = (
    *("text_surface", "text_stem", "title_surface", "title_stem", "body_surface", "body_stem"),
    "whole_stem",
)
APART = "\x1f"
"""Between the parts of a name's entry: record, identifier, name."""
SHOWN_BY_NAME = (*NAMES, REGION)
"""The fields whose values are identifiers and have entries beside them."""

K1, B = 1.2, 0.75
STEM_K1 = K1 * (1 - B) + 2 * K1 * B
STEM_B = 2 * K1 * B / STEM_K1
"""Of streams with two terms at each position the average length is twice that of the article, whose length counts
positions: k1 (1 - b) stays, k1 b / average too."""


LONGEST_MONTH = 31
_DAYS = 1_000


def dated(day: int, days: int) -> int:
    """The day a date begins with, and over how many it is open, in one number; 0 is undated."""
    return day * _DAYS + days


def date_of(number: int) -> tuple[int, int]:
    """The inverse of ``dated``."""
    return number // _DAYS, number % _DAYS


def named(field: str) -> str:
    """The field of a name's entries, as the article has them."""
    return f"{field}_named"


def index_body(shards: int, replicas: int, meta: dict[str, Any]) -> dict[str, Any]:
    """What an index of articles is created with."""
    return {
        "settings": {
            "number_of_shards": shards,
            "number_of_replicas": replicas,
            "refresh_interval": "-1",
            "max_result_window": 10_000,
            "max_terms_count": 65_536,
            "similarity": {
                "surfaces": {"type": "BM25", "k1": K1, "b": B},
                "stems": {"type": "BM25", "k1": STEM_K1, "b": STEM_B},
            },
            "analysis": _analysis(),
        },
        "mappings": {
            "dynamic": "strict",
            "_source": {"excludes": [*STREAMS]},
            "_meta": meta,
            "properties": _properties(),
        },
    }


def _analysis() -> dict[str, Any]:
    return {
        "tokenizer": {"spaces": {"type": "whitespace", "max_token_length": 8_192}},
        "filter": {
            "apart": {"type": "pattern_capture", "preserve_original": False, "patterns": [f"([^{STACK}]+)"]},
        },
        "analyzer": {
            "plain": {"type": "custom", "tokenizer": "spaces"},
            "stacked": {"type": "custom", "tokenizer": "spaces", "filter": ["apart"]},
            "together": {"type": "custom", "tokenizer": "keyword", "filter": ["apart"]},
        },
    }


def _properties() -> dict[str, Any]:
    keyword, number = {"type": "keyword"}, {"type": "integer"}
    names = {
        name: one
        for field in FILTERS
        for name, one in ((field, keyword), *(((named(field), keyword),) if field in SHOWN_BY_NAME else ()))
    }
    return {
        "key": keyword,
        "number": {"type": "long"},
        "version": {"type": "long"},
        "day": number,
        "last_day": number,
        "date": number,
        "month": number,
        "anniversary": number,
        **names,
        **{stream: _text(stream) for stream in STREAMS},
    }


def _text(stream: str) -> dict[str, Any]:
    is_stem = stream.endswith("_stem")
    field = {"type": "text", "analyzer": "stacked" if is_stem else "plain"}
    field |= {"similarity": "stems" if is_stem else "surfaces"}
    if stream.startswith("text_"):
        return field | {"index_options": "freqs"}
    return field | {"index_options": "positions", "position_increment_gap": TITLE_GAP}


WORDS_BODY = {
    "settings": {"number_of_shards": 1, "auto_expand_replicas": "0-1", "refresh_interval": "-1"},
    "mappings": {
        "dynamic": "strict",
        "properties": {
            "generation": {"type": "integer"},
            "field": {"type": "keyword"},
            "part": {"type": "integer"},
            "words": {"type": "binary"},
            "counts": {"type": "binary"},
        },
    },
}
"""The words of the archive, each with its number of articles, in parts: for patterns, misspelt words, completion."""

STATE_BODY = {
    "settings": {"number_of_shards": 1, "auto_expand_replicas": "0-1"},
    "mappings": {"dynamic": False, "properties": {}},
}
"""What the published generation says of itself: one document."""
