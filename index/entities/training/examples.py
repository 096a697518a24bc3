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


def examples(texts: Sequence[Labelled], memory: Memory, known: Knowledge) -> Examples:
    """The examples of texts."""
    parts: list[tuple[npt.NDArray[np.generic], ...]] = []
    offset = 0
    for text in texts:
        spelt = text.tokens.words
        ids = np.array(memory.numbered(spelt), np.int64)
        title = np.arange(len(ids)) < text.tokens.n_title
        found = scene(ids, title, spelt, memory.meta[ids], known)
        if found is None:
            continue
        gold = _gold(text, found.at, found.starts)
        parts.append((found.around, found.pairs, found.facts, gold, found.starts + offset))
        offset += len(gold)
    around, pairs, facts_, gold_, starts = zip(*parts, strict=True)
    return Examples(
        around=np.concatenate(around, axis=1).astype(np.int32),
        pairs=np.concatenate(pairs).astype(np.int32),
        facts=np.concatenate(facts_).astype(np.float32),
        gold=np.concatenate(gold_).astype(np.int8),
        starts=np.concatenate(starts).astype(np.int64),
    )


def _gold(text: Labelled, at: Ints, starts: Ints) -> npt.NDArray[np.int8]:
    """The label of every candidate; a span that no chain can hold, "Pengadilan Negeri (PN) Depok", is several."""
    position = {int(token): k for k, token in enumerate(at)}
    opens = np.zeros(len(at), np.int64)
    opens[starts] = 1
    chain = np.cumsum(opens)
    gold = np.zeros(len(at), np.int8)
    for first, last, kind in text.spans:
        rows = [position[token] for token in range(first, last) if token in position]
        for part in _unbroken(rows, chain):
            _label(gold, part, kind)
    return gold


def _unbroken(rows: Sequence[int], chain: Ints) -> list[list[int]]:
    """Candidates that follow each other in one chain, together."""
    parts: list[list[int]] = []
    for row in rows:
        if parts and row == parts[-1][-1] + 1 and chain[row] == chain[parts[-1][-1]]:
            parts[-1].append(row)
        else:
            parts.append([row])
    return parts


def _label(gold: npt.NDArray[np.int8], rows: Sequence[int], kind: str) -> None:
    letters = "U" if len(rows) == 1 else "B" + "I" * (len(rows) - 2) + "L"
    for row, letter in zip(rows, letters, strict=True):
        gold[row] = _NUMBER_OF[f"{letter}-{kind}"]
