"""Nothing vanishes, nothing is cleaned twice, no sentence is lost."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.cleaning.characters import repaired
from index.cleaning.paragraphs import restored
from tests.cleaning.articles import FIRST, SECOND, cleaned

PIECES = (
    FIRST,
    SECOND,
    'Ia berkata, "Harga turun 1,5 persen."',
    "JAKARTA, KOMPAS.com -",
    "Jakarta -",
    "Baca juga: Petani Lereng Merapi Panen Raya",
    "Baca juga:",
    "Baca Juga",
    "ADVERTISEMENT",
    "[Gambas:Video 20detik]",
    "Simak Video 'Panen Cabai':",
    "Halaman Selanjutnya",
    "(abc/def)",
    "(ANTARA)",
    "[dan]",
    "Pewarta: Rini Wulandari Editor: Budi",
    "Penulis: Rini Wulandari",
    "‚Äì",
    ",",
    "-",
    "<p>",
    "RINI WULANDARI",
)
BODIES = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(["\n", " ", "", ",", "  ", ",,"]))).map(
    lambda parts: "".join(piece + join for piece, join in parts)
)


def ink(*texts: str) -> Counter[str]:
    """The characters of texts, without blanks and the commas that may be joints."""
    return Counter(character for text in texts for character in text if character not in " \n\0,")


@given(BODIES | st.text())
@example("\0<b>")
def test_nothing_vanishes_that_is_not_in_removed(body: str) -> None:
    article = cleaned(body)
    assert ink(article.body, *(removed.text for removed in article.removed)) == ink(restored(repaired(body)))


@given(BODIES)
@example("JAKARTA, KOMPAS.com - Baca Juga ,\n")
@example("Harga turun.  Baca Juga,")
def test_cleaning_a_cleaned_article_changes_nothing(body: str) -> None:
    once = cleaned(body).body
    assert cleaned(once).body == once


@given(BODIES)
def test_every_sentence_of_the_story_stays(body: str) -> None:
    article = cleaned(body)
    assert article.body.count(FIRST) == body.count(FIRST)
    assert article.body.count(SECOND) == body.count(SECOND)


CORPUS = Path(__file__).parents[2] / "../shared/data/corpus/news.jsonl.gz"


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.exists(), reason="SKIPPED: the real corpus is not beside the project")
def test_the_real_corpus_is_cleaned_without_loss_and_its_mojibake_is_gone() -> None:
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        bodies = [json.loads(line)["body"] for number, line in enumerate(lines) if number % 25 == 0]
    articles = [cleaned(body) for body in bodies]
    assert sum("‚Ä" in article.body or "¬†" in article.body or ",," in article.body for article in articles) == 0
    for body, article in zip(bodies, articles, strict=True):
        assert ink(article.body, *(removed.text for removed in article.removed)) == ink(restored(repaired(body)))
    assert sum(cleaned(article.body).body != article.body for article in articles) <= len(articles) // 500
