"""Fitted weights -> the model as it is kept: whole numbers of one byte, what weighs nothing left out."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.entities.tagging.artefact import Model
from index.entities.tagging.chains import N
from index.entities.tagging.context import BUCKETS, FACTS, PLACES
from index.entities.tagging.words import Lexemes
from index.entities.training.fitting import Fitted

STEPS = 127
SPREAD = 0.9999
"""Share of the weights that must lie within the largest step; the few beyond are cut to it."""


def compiled(
    weights: Fitted, features: list[str], buckets: npt.NDArray[np.int32], lexemes: Lexemes, card: dict[str, Any]
) -> Model:
    """The model of *weights*: *features* name the rows of words, *buckets* lead to the rows of pairs."""
    words, unit = _whole(weights.words)
    kept = np.flatnonzero(np.abs(words).max(1) > 0)
    pairs, pair_unit = _whole(weights.pairs)
    used = np.abs(pairs).max(1) > 0
    used[0] = True
    rows = np.zeros(len(pairs), np.int32)
    rows[used] = np.arange(used.sum())
    return Model(
        lexemes=lexemes,
        features={features[k]: i for i, k in enumerate(kept)},
        words=words[kept].reshape(-1, PLACES, N),
        buckets=rows[buckets].reshape(BUCKETS),
        pairs=pairs[used],
        facts=weights.facts[: 2 * FACTS].astype(np.float32),
        moves=weights.moves.astype(np.float32),
        unit=(unit, pair_unit),
        card=card,
    )


def _whole(weights: npt.NDArray[np.float32]) -> tuple[npt.NDArray[np.int8], float]:
    nonzero = np.abs(weights[weights != 0])
    unit = float(np.quantile(nonzero, SPREAD)) / STEPS
    return np.clip(np.rint(weights / unit), -STEPS, STEPS).astype(np.int8), unit
