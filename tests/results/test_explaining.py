"""Why a hit scores what it scores: the terms add up, and each by the formula that is documented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from search.backends import Searcher
from search.evaluate.bm25 import K1, B
from search.explaining import as_json, explained, lines
from search.request import SearchRequest
from search.results import ScorePart
from search.service import find

QUERIES = (
    *(
        "banjir",
        "banjir jakarta",
        "membanjiri rumah warga",
        '"harga beras"',
        "judul:banjir",
        "isi:pasar harga",
        "banj*",
    ),
    *("b?njir", "bnajir~", '"harga beras"~5', "harga DEKAT/9 beras", "beras ATAU gabah pasar", "banjir -jakarta"),
    *(
        "(beras ATAU banjir) DAN harga",
        "KPK",
        "orang:a* banjir",
        "banjir tanggal:2019..",
        "banjir banjir",
        "02091-C harga",
    ),
)


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("match", ["all", "any"])
def test_the_parts_of_a_score_add_up_to_it(searcher: Searcher, query: str, match: str) -> None:
    request = SearchRequest(query, match=match, size=30)
    page = find(request, searcher)
    scores = explained(request, page, searcher, None)
    for hit in page.hits:
        assert sum(part.score for part in scores[hit.id]) == pytest.approx(hit.score, abs=1e-5)


def test_each_part_is_its_weight_times_rarity_times_saturation(searcher: Searcher) -> None:
    request = SearchRequest("banjir judul:banjir isi:warga ban*", match="any", size=30)
    page = find(request, searcher)
    parts = [part for found in explained(request, page, searcher, None).values() for part in found]
    assert {part.field for part in parts} == {"text", "title", "body"}
    for part in parts:
        norm = K1 * (1 - B + B * part.length / part.average_length)
        score = part.weight * part.idf * part.frequency / (part.frequency + norm)
        assert part.score == pytest.approx(score)


def test_a_variant_weighs_less_than_the_word_that_was_typed(searcher: Searcher) -> None:
    request = SearchRequest("AS", size=30)
    page = find(request, searcher)
    parts = [part for found in explained(request, page, searcher, None).values() for part in found]
    stems = {part.term: part.weight for part in parts if part.form == "stem"}
    assert 0 < stems["amerika"] < 1.0


def test_what_ranks_nothing_is_said_to(searcher: Searcher) -> None:
    request = SearchRequest("tanggal:2019..", size=1)
    page = find(request, searcher)
    (parts,) = explained(request, page, searcher, None).values()
    assert (parts, list(lines(parts))) == ((), ["   score 0: nothing in the query ranks"])


def test_a_score_is_told_in_lines_the_largest_part_first() -> None:
    small = ScorePart("banjir", "text", "surface", 2, 100, 90.5, 2.0, 0.4, 0.5)
    large = replace(small, form="stem", weight=1.0, score=1.25)
    assert list(lines((small, large))) == [
        "   score 1.750000, the sum of:",
        "       1.250000  banjir (stem in text): frequency 2, length 100 (average 90.5), idf 2.0000, weight 1",
        "       0.500000  banjir (surface in text): frequency 2, length 100 (average 90.5), idf 2.0000, weight 0.4",
    ]
    told = as_json({"total": 1, "hits": [{"id": "a"}]}, {"a": (small, large)})
    assert [part["form"] for part in told["hits"][0]["explanation"]] == ["stem", "surface"]
