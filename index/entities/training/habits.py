"""Habits of words: how often a word stands after a preposition, beside a verb of saying, before an age, and so on.

A habit is a share over unlabelled news, kept as one of six steps, so that it holds for other archives too.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from index.entities.tagging.knowledge import Knowledge
from index.entities.training.corpus import Corpus

STEPS = (0.01, 0.03, 0.1, 0.25, 0.5, 0.8)
"""Shares at which a habit counts as one step stronger."""
LEAST = 5
"""Times a word must stand inside a sentence to have habits."""
Shares = npt.NDArray[np.uint8]


def habits(corpus: Corpus, known: Knowledge) -> Shares:
    """Per word of the corpus, one step per habit, from 1; 0 where the word was not seen often enough."""
    n = len(corpus.words)
    words, first = corpus.ids, corpus.first
    lower = [word.lower() for word in corpus.words]
    capital = _flags(word[:1].isupper() for word in corpus.words)
    before, after = np.roll(words, 1), np.roll(words, -1)
    inside = ~first
    large = capital[words]
    facts = [
        _flags(word in known.prepositions for word in corpus.words)[before],
        _flags(known.titles.get(word, "") == "h" for word in lower)[before],
        _flags(known.titles.get(word, "") == "o" for word in lower)[before],
        _flags(word in known.speaks for word in corpus.words)[before]
        | _flags(word in known.acts for word in corpus.words)[after],
        (_flags(word == "(" for word in corpus.words)[after])
        & (_flags(word == "0" for word in corpus.words)[np.roll(words, -2)]),
        _flags(known.heads.get(word, "") == "b" for word in corpus.words)[before],
        _flags(known.heads.get(word, "") in set("anfe") for word in corpus.words)[before],
        capital[before] & ~np.roll(first, 1),
        capital[after],
    ]
    total = np.bincount(words[inside], minlength=n)
    found = [_steps(np.bincount(words[inside & fact], minlength=n), total) for fact in facts]
    small = {word: i for i, word in enumerate(corpus.words)}
    both = total + np.array(
        [total[small.get(word, 0)] if i and word != corpus.words[i] else 0 for i, word in enumerate(lower)]
    )
    found.append(_steps(total, np.where(capital, both, 0)))
    del large
    return np.stack(found, axis=1)


def _flags(found: object) -> npt.NDArray[np.bool_]:
    return np.array(list(found), np.bool_)  # type: ignore[call-overload]


def _steps(part: npt.NDArray[np.int64], whole: npt.NDArray[np.int64]) -> Shares:
    share = part / np.maximum(whole, 1)
    steps = 1 + np.searchsorted(STEPS, share, side="right")
    return np.where(whole >= LEAST, steps, 0).astype(np.uint8)
