"""How fast names and words are completed and misspelt words looked up: python -m bench.suggesting [ARTICLES].

Over made dictionaries about as large as an archive of so many articles has: three persons for ten articles, three in
each, and 843,219 words for a million articles (docs/decisions/benchmark.md: 795,241). Prints the time to the first
answer, then the median and the slowest of many others, in milliseconds of wall clock.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from index.codec.vocabulary import Terms
from index.columns import Columns, ValueColumn, empty
from index.columns.texts import Dictionary, texts_of
from search.evaluate.completing import NameCompletion, most_held
from search.evaluate.names import NameIndex
from search.evaluate.vocabulary import beginning, shapes, within

_LETTERS = "babebibudadiguhajakakekulalimamenaniparasesisutatituwayayo"
SYLLABLES = tuple(_LETTERS[at : at + 2] for at in range(0, len(_LETTERS), 2))
PREFIXES = ("ba", "jak", "me", "s", "riku", "tatuwa", "sasa", "yo", "nali", "ke")
NAMED = (*PREFIXES, "sasa ba", "ra")
MISSPELT = ("bakesula", "sumateri", "jaksarta", "tawanira", "melabui")


def main() -> None:
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    chance = np.random.default_rng(1)
    columns = _columns(chance, articles)
    words = _vocabulary(chance, int(30 * articles**0.78))
    names = NameCompletion(columns, NameIndex(columns))
    print(f"{articles:,} articles, {len(columns.values['person'].ids):,} persons, {len(words):,} words")
    _time("names, being put in order meanwhile", lambda text: names.beginning("person", text, 3), NAMED)
    _time("putting names in order", lambda _: names.sort("person"), ("",))
    _time("names", lambda text: names.beginning("person", text, 3), NAMED)
    _time("words", lambda text: most_held([words], [beginning(words, text)], 24), PREFIXES)
    known = shapes(words)
    _time("misspelt", lambda word: most_held([words], [within(words, word, 2, known)], 300), MISSPELT)


def _time(what: str, ask: Callable[[str], object], texts: Sequence[str]) -> None:
    taken = []
    for text in (texts[0], *texts, *texts, *texts):
        began = time.perf_counter()
        ask(text)
        taken.append(1000 * (time.perf_counter() - began))
    print(f"{what}: first {taken[0]:,.1f} ms, then median {np.median(taken[1:]):,.2f}, slowest {max(taken[1:]):,.2f}")


def _made(chance: np.random.Generator, n: int, shortest: int, longest: int) -> list[str]:
    drawn = chance.integers(0, len(SYLLABLES), (n, longest))
    lengths = chance.integers(shortest, longest + 1, n)
    return ["".join(SYLLABLES[at] for at in row[:length]) for row, length in zip(drawn, lengths, strict=True)]


def _columns(chance: np.random.Generator, articles: int) -> Columns:
    persons = int(0.3 * articles)
    pairs = zip(_made(chance, persons, 2, 4), _made(chance, persons, 2, 5), strict=True)
    names = [f"{one} {other}".title() for one, other in pairs]
    ids = texts_of(str(n) for n in range(persons))
    order = np.argsort(np.array([str(n) for n in range(persons)]), kind="stable").astype(np.int32)
    rank = np.minimum(chance.zipf(1.3, 3 * articles) - 1, persons - 1)
    starts = np.arange(0, 3 * articles + 1, 3, dtype=np.int64)
    column = ValueColumn(starts, rank.astype(np.int32), Dictionary(ids.starts, ids.data, order), texts_of(names))
    rows, numbers = np.zeros(articles, np.int32), np.zeros(articles, np.int64)
    alive = np.ones(articles, np.bool_)
    days = rows.astype(np.int16)
    whole = replace(
        empty(),
        number=numbers,
        version=numbers,
        day=rows,
        days=days,
        title_length=rows,
        text_length=rows,
        alive=alive,
    )
    return replace(whole, minute=days, digest=numbers, values={"person": column})


def _vocabulary(chance: np.random.Generator, n: int) -> Terms:
    terms = sorted({*_made(chance, n, 2, 6)})
    data = np.frombuffer("".join(f"{term}\n" for term in terms).encode(), np.uint8)
    starts = np.concatenate([[0], np.cumsum([len(term) + 1 for term in terms])]).astype(np.uint32)
    postings = np.concatenate([[0], np.cumsum(chance.zipf(1.6, len(terms)).clip(max=10_000))]).astype(np.uint32)
    return Terms(starts, data, postings)


if __name__ == "__main__":
    main()
