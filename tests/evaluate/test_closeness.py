"""Which words of a query count as typed side by side, and that only the best matches are looked at."""

from __future__ import annotations

import pytest

from search.evaluate import closeness
from search.evaluate.closeness import side_by_side
from search.query.parser import parse
from tests.evaluate.articles import evaluator_of

PAIRS = [
    ("banjir", []),
    ("banjir bandang bekasi", [("banjir", "bandang"), ("bandang", "bekasi")]),
    ("banjir bandang tanggal:2019", [("banjir", "bandang")]),
    ("banjir DAN bandang", []),
    ("banjir ATAU bandang", []),
    ('banjir "bandang" bekasi', []),
    ("judul:banjir bandang", []),
    ("judul:(banjir bandang)", [("banjir", "bandang")]),
    ("orang:(joko widodo)", []),
]


@pytest.mark.parametrize(("query", "expected"), PAIRS)
def test_words_without_an_operator_between_them_are_side_by_side(query: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.text, other.text) for one, other in side_by_side(parse(query).query)] == expected


def test_an_article_with_the_words_side_by_side_comes_first() -> None:
    evaluator = evaluator_of(("harga yang beras lama", "lama yang harga beras"))
    query = parse("harga beras").query
    found = evaluator.evaluate(query)
    assert found.scores[0] == found.scores[1]
    ranked = evaluator.ranked(found, query)
    assert ranked.scores[0] == found.scores[0] < ranked.scores[1]


def test_only_the_best_matches_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closeness, "RAISED", 1)
    evaluator = evaluator_of(("harga beras", "harga beras dan lain-lain yang naik di pasar pagi ini"))
    query = parse("harga beras").query
    found = evaluator.evaluate(query)
    gained = evaluator.ranked(found, query).scores - found.scores
    assert gained[0] > 0
    assert gained[1] == 0
