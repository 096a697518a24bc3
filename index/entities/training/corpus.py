"""Unlabelled news as arrays of token ids: what word classes and the habits of words are counted over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.article import Article
from index.cleaning import clean
from index.entities.tokens import tokens
from index.sources import Record, read

LEAST = 6
"""Times a word must be seen to be counted at all."""
RARE, BREAK = 0, 1
"""Ids of a word that is too rare, and of the break between articles."""
_NUMBER = "0"
_STARTS = frozenset('.!?:\n"“”‘…•*|–—-,')


@dataclass(frozen=True, slots=True)
class Corpus:
    """All tokens, one after the other, as ids into *words*."""

    words: tuple[str, ...]
    ids: npt.NDArray[np.int32]
    """A word that opens a sentence has the id of its small form where that is the commoner one."""
    first: npt.NDArray[np.bool_]
    """Whether a token opens a sentence, so that its capital says nothing."""


def articles(paths: Iterable[Path], without: frozenset[str] = frozenset()) -> Iterator[Article]:
    """The cleaned articles of files, each body once, leaving out those whose headline is in *without*."""
    seen: set[int] = set()
    for path in paths:
        with read(path) as records:
            for record in records:
                if not isinstance(record, Record) or record.article.title in without:
                    continue
                article = clean(record.article)
                key = hash(article.body)
                if article.body and key not in seen:
                    seen.add(key)
                    yield article


def corpus(found: Iterable[Article]) -> Corpus:
    """The bodies as ids, numbers folded into one word."""
    number: dict[str, int] = {"": 0}
    flat: list[int] = []
    for article in found:
        for word in tokens("", article.body).words:
            plain = _NUMBER if word[0].isdigit() else word
            flat.append(number.setdefault(plain, len(number)))
        flat.append(0)
    return _without_rare(list(number), np.array(flat, np.int32))


def _without_rare(words: list[str], ids: npt.NDArray[np.int32]) -> Corpus:
    starts = np.array([word in _STARTS for word in words])
    starts[0] = True
    first = np.concatenate(([True], starts[ids[:-1]]))
    inside = np.bincount(ids[~first], minlength=len(words))
    small = _small_forms(words, inside)
    ids = np.where(first, small[ids], ids)
    counts = np.bincount(ids, minlength=len(words))
    kept = [i for i in np.argsort(-counts, kind="stable") if counts[i] >= LEAST and words[i]]
    renumbered = np.zeros(len(words), np.int32)
    renumbered[kept] = np.arange(2, len(kept) + 2)
    renumbered[0] = BREAK
    return Corpus(("", "\n\n", *(words[i] for i in kept)), renumbered[ids], first)


def _small_forms(words: list[str], inside: npt.NDArray[np.int64]) -> npt.NDArray[np.int32]:
    number = {word: i for i, word in enumerate(words)}
    small = np.arange(len(words), dtype=np.int32)
    for i, word in enumerate(words):
        lower = number.get(word.lower(), i)
        if inside[lower] > inside[i]:
            small[i] = lower
    return small


def capital_counts(corpus: Corpus) -> Counter[str]:
    """How often each word is seen inside a sentence."""
    counts = np.bincount(corpus.ids[~corpus.first], minlength=len(corpus.words))
    return Counter({word: int(n) for word, n in zip(corpus.words, counts, strict=True)})
