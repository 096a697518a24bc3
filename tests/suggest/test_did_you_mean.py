"""What may have been meant: Indonesian slips are the likelier ones, and nothing is offered that finds nothing."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.query.parser import parse
from search.query.patterns import is_within
from search.query.tree import Phrase, Query
from search.suggest import did_you_mean
from search.suggest.misspelling import cost
from tests.evaluate.reference import distance
from tests.query import strategies

# fmt: off
WORDS = {
    "jokowi": 900, "joko": 400, "widodo": 400, "presiden": 800, "gempa": 90, "bumi": 120, "vitamin": 12, "rumah": 300,
    "sakit": 200, "dan": 9000, "dani": 20, "andri": 30, "andi": 300, "khofifah": 7, "paham": 40, "banjir": 70,
    "bandung": 100, "manajemen": 480, "subiyanto": 3, "subianto": 160, "dari": 9000, "ahmad": 300,
}
# fmt: on
PAIRS = {"rumah sakit": 150}


class Held:
    """An index of WORDS."""

    def frequency(self, surface: str) -> int:
        return WORDS.get(surface, 0)

    def near(self, word: str, edits: int) -> tuple[tuple[str, int], ...]:
        found = [(other, n) for other, n in WORDS.items() if is_within(other, word, edits)]
        return tuple(sorted(found, key=lambda pair: -pair[1]))

    def count(self, query: Query) -> int:
        assert isinstance(query, Phrase)
        return PAIRS.get(query.text, 0)


def total(text: str) -> int:
    """Articles with all words, as if words were independent and two together in five."""
    words = text.replace('"', "").replace("orang:", "").split()
    return min((WORDS.get(word, 0) for word in words), default=0) // (5 if len(words) > 1 else 1)


MEANT = [
    ("jokowo", ["jokowi"]),
    ("presidne jokowi", ["presiden jokowi"]),
    ("presidne jokowo", ["presiden jokowi"]),
    ("menejemen", ["manajemen"]),
    ("subiyanto", ["subianto"]),
    ("ahmad dani", []),
    ("gemap bumi", ["gempa bumi"]),
    ("fitamin", ["vitamin"]),
    ("khofifa", ["khofifah"]),
    ("faham", ["paham"]),
    ("rumahsakit", ["rumah sakit"]),
    ('"joko widoddo"', ['"joko widodo"']),
    ("orang:jokowo", ["orang:jokowi"]),
    ("jokowi", []),
    ("andri", []),
    ("dani", []),
    ("bandung bandnug", []),
    ("qwrtzxv", []),
    ("-jokowo bumi", []),
    ("jokowo*", []),
]


@pytest.mark.parametrize(("query", "expected"), MEANT)
def test_the_likelier_words_are_offered(query: str, expected: list[str]) -> None:
    assert [suggestion.query for suggestion in did_you_mean(parse(query).query, Held(), total)] == expected


@given(strategies.queries)
@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_is_offered_that_finds_no_more(query: Query) -> None:
    counted = {"jokowi": 0}
    assert did_you_mean(query, Held(), lambda text: counted.get(text, 0)) == ()


CHEAPER = [
    ("fitamin", "vitamin", "ritamin"),
    ("kabar", "khabar", "kaxbar"),
    ("masarakat", "masyarakat", "masxarakat"),
    ("jokowwi", "jokowi", "jokowqi"),
    ("presidne", "presiden", "presixnu"),
    ("jokowo", "jokowi", "jokowa"),
    ("bumi", "bumo", "gumi"),
]


@pytest.mark.parametrize(("typed", "likely", "unlikely"), CHEAPER)
def test_the_slips_of_indonesian_and_of_keyboards_cost_less(typed: str, likely: str, unlikely: str) -> None:
    assert cost(typed, likely) < cost(typed, unlikely)


words = st.text("abehkpsyv", max_size=6)


@given(words, words)
def test_a_slip_costs_nothing_only_where_there_is_none(typed: str, meant: str) -> None:
    assert (cost(typed, meant) == 0) == (typed == meant)
    assert cost(typed, meant) >= 0.8 * distance(typed, meant)
