"""The faster driver against PySastrawi itself, which is the judge."""

from __future__ import annotations

import itertools
import random
from typing import Any

import pytest
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

from index.analysis import sastrawi

PREFIXES = ("", "ber", "bel", "di", "ke", "me", "mem", "meng", "meny", "pe", "pen", "per", "ter", "memper", "ku", "se")
SUFFIXES = ("", "i", "an", "kan", "nya", "isasi", "kannya", "lah", "mupun")


@pytest.fixture(scope="module")
def words() -> list[str]:
    roots = [word for word in StemmerFactory().get_words() if word.isalpha()]
    chance = random.Random(20)
    inflected = ["".join(parts) for parts in itertools.product(PREFIXES, chance.sample(roots, 8), SUFFIXES)]
    nonsense = ["".join(chance.choices("abegiklmnprstuy", k=chance.randint(1, 12))) for _ in range(600)]
    return inflected + nonsense


@pytest.fixture(scope="module")
def judge() -> Any:
    """PySastrawi as it is, without its infix rules."""
    stemmer = StemmerFactory().create_stemmer().delegatedStemmer
    provider = stemmer.visitor_provider
    infixes = ("Rule37", "Rule38", "Rule39", "Rule40")
    provider.prefix_visitors = [
        visitor
        for visitor in provider.prefix_visitors
        if not any(infix in type(rule).__name__ for rule in getattr(visitor, "disambiguators", ()) for infix in infixes)
    ]
    return stemmer


def test_every_root_is_the_one_pysastrawi_finds(judge: Any, words: list[str]) -> None:
    assert [(word, sastrawi.root(word)) for word in words] == [(word, judge.stem(word)) for word in words]
