"""The properties on real articles, with their mojibake and lost spaces."""

from __future__ import annotations

import gzip
import json
from itertools import islice
from pathlib import Path

import pytest

from index.analysis import analyse, fold, terms

CORPUS = Path(__file__).parents[3] / "shared" / "data" / "corpus" / "news.jsonl.gz"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.exists(), reason=f"the real corpus is absent: {CORPUS}"),
]


def test_every_token_of_real_articles_is_cut_from_the_text_and_agrees_with_terms() -> None:
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        for line in islice(lines, 300):
            body = json.loads(line)["body"]
            tokens = analyse(body)
            assert [token.surface for token in tokens] == [fold(body[token.start : token.end]) for token in tokens]
            assert terms(body).stems == [stem for token in tokens for stem in token.stems]
