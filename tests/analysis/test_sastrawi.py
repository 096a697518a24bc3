"""The faster driver against PySastrawi itself, which is the judge."""

from __future__ import annotations

import itertools
import random

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


def test_every_root_is_the_one_pysastrawi_finds(words: list[str]) -> None:
    judge = StemmerFactory().create_stemmer()
    assert [(word, sastrawi.root(word)) for word in words] == [(word, judge.stem(word)) for word in words]
