"""The faster driver against PySastrawi itself, which is the judge."""

from __future__ import annotations

import itertools
import random
import re
from typing import Any

import pytest
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

from index.analysis import sastrawi

PREFIXES = ("", "ber", "bel", "di", "ke", "me", "mem", "meng", "meny", "pe", "pen", "per", "ter", "memper", "ku", "se")
SUFFIXES = ("", "i", "an", "kan", "nya", "isasi", "kannya", "lah", "mupun")

_BEFORE_ER = ("te", "be", "pe", "ter", "per")
_STARTS_WITH_ER = re.compile(r"[bcdfghjklmnpqrstvwxyz]er[bcdfghjklmnpqrstvwxyz]")


@pytest.fixture(scope="module")
def words() -> list[str]:
    roots = [word for word in StemmerFactory().get_words() if word.isalpha()]
    chance = random.Random(20)
    inflected = ["".join(parts) for parts in itertools.product(PREFIXES, chance.sample(roots, 8), SUFFIXES)]
    # tepercaya, terpercaya, pekerja, beterbangan: rules of their own
    before_er = ["".join(parts) for parts in itertools.product(_BEFORE_ER, filter(_STARTS_WITH_ER.match, roots))]
    nonsense = ["".join(chance.choices("abegiklmnprstuy", k=chance.randint(1, 12))) for _ in range(600)]
    return inflected + before_er + nonsense


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
