"""Labelled texts as the arrays a model is fitted to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.entities.tagging.chains import LABELS
from index.entities.tagging.context import scene
from index.entities.tagging.knowledge import Knowledge
from index.entities.tagging.memory import Memory
from index.entities.training.labelled import Labelled

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

LEAST = 2
"""Texts' tokens a feature must be seen at, and a pair of neighbours."""
_NUMBER_OF = {label: i for i, label in enumerate(LABELS)}


@dataclass(frozen=True, slots=True)
class Examples:
    """All chains of all texts, one after the other."""

    around: npt.NDArray[np.int32]
    pairs: npt.NDArray[np.int32]
    facts: Floats
    gold: npt.NDArray[np.int8]
    starts: Ints
    weights: Floats
    """How much each token counts."""


def examples(texts: Sequence[tuple[Labelled, float]], memory: Memory, known: Knowledge) -> Examples:
    """The examples of texts, each with its weight."""
    parts: list[tuple[npt.NDArray[np.generic], ...]] = []
    offset = 0
    for text, weight in texts:
        spelt = text.tokens.words
        ids = np.array(memory.numbered(spelt), np.int64)
        title = np.arange(len(ids)) < text.tokens.n_title
        found = scene(ids, title, spelt, memory.meta[ids], known)
        if found is None:
            continue
        gold = _gold(text, found.at, found.starts)
        parts.append((found.around, found.pairs, found.facts, gold, found.starts + offset, np.full(len(gold), weight)))
        offset += len(gold)
    around, pairs, facts_, gold_, starts, weights = zip(*parts, strict=True)
    return Examples(
        around=np.concatenate(around, axis=1).astype(np.int32),
        pairs=np.concatenate(pairs).astype(np.int32),
        facts=np.concatenate(facts_).astype(np.float32),
        gold=np.concatenate(gold_).astype(np.int8),
        starts=np.concatenate(starts).astype(np.int64),
        weights=np.concatenate(weights).astype(np.float32),
    )


def _gold(text: Labelled, at: Ints, starts: Ints) -> npt.NDArray[np.int8]:
    """The label of every candidate; a span that no chain can hold is left out."""
    position = {int(token): k for k, token in enumerate(at)}
    opens = np.zeros(len(at), np.int64)
    opens[starts] = 1
    chain = np.cumsum(opens)
    gold = np.zeros(len(at), np.int8)
    for first, last, kind in text.spans:
        rows = [position.get(token, -1) for token in range(first, last)]
        if min(rows) < 0 or chain[rows[0]] != chain[rows[-1]]:
            continue
        parts = "U" if len(rows) == 1 else "B" + "I" * (len(rows) - 2) + "L"
        for row, part in zip(rows, parts, strict=True):
            gold[row] = _NUMBER_OF[f"{part}-{kind}"]
    return gold
