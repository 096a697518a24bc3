"""Word classes: words that stand among the same neighbours share a class.

Positive pointwise mutual information with the words directly before and after, reduced by a singular value
decomposition, grouped by k-means at several grains. Seeded: the same corpus gives the same classes.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from index.entities.training.corpus import Corpus

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

CONTEXTS = 1500
"""The commonest words, counted as neighbours."""
DIMENSIONS = 64
GRAINS = (64, 256, 1024)
"""How many classes there are at each grain."""
ROUNDS = 25
SMOOTHING = 0.75
"""Exponent on the neighbours' counts: rare neighbours would dominate otherwise (Levy, Goldberg and Dagan 2015)."""


def vectors(corpus: Corpus) -> Floats:
    """One vector of length one for each word."""
    n = len(corpus.words)
    table = np.zeros((n, 2 * CONTEXTS), np.float32)
    for side, (word, beside) in enumerate(
        ((corpus.ids[1:], corpus.ids[:-1]), (corpus.ids[:-1], corpus.ids[1:])),
    ):
        near = (beside > 0) & (beside <= CONTEXTS) & (word > 1)
        keys = word[near].astype(np.int64) * (2 * CONTEXTS) + (beside[near] - 1 + side * CONTEXTS)
        found, counts = np.unique(keys, return_counts=True)
        table.ravel()[found] += counts
    return _reduced(_information(table))


def _information(table: Floats) -> Floats:
    total = float(table.sum())
    rows = table.sum(1, keepdims=True) + 1e-9
    columns = table.sum(0) ** SMOOTHING
    columns *= total / columns.sum()
    with np.errstate(divide="ignore"):
        np.log(table * total / rows / (columns + 1e-9), out=table)
    clipped: Floats = np.maximum(table, 0)
    return clipped


def _reduced(table: Floats) -> Floats:
    values, directions = np.linalg.eigh(table.T @ table)
    strongest = directions[:, ::-1][:, :DIMENSIONS] / np.maximum(values[::-1][:DIMENSIONS], 1e-9) ** 0.25
    reduced = table @ strongest.astype(np.float32)
    length: Floats = np.linalg.norm(reduced, axis=1, keepdims=True) + 1e-9
    unit: Floats = (reduced / length).astype(np.float32)
    return unit


def classes(points: Floats, seed: int = 1) -> npt.NDArray[np.uint16]:
    """The class of every point at every grain."""
    return np.stack([_grouped(points, k, np.random.default_rng(seed)) for k in GRAINS], axis=1)


def _grouped(points: Floats, k: int, chance: np.random.Generator) -> npt.NDArray[np.uint16]:
    k = min(k, len(points))
    middles = points[chance.permutation(min(len(points), 20 * k))[:k]].copy()
    nearest = np.zeros(len(points), np.int64)
    for _ in range(ROUNDS):
        nearest = np.concatenate([(part @ middles.T).argmax(1) for part in np.array_split(points, 16)])
        sums = np.zeros_like(middles)
        np.add.at(sums, nearest, points)
        length = np.linalg.norm(sums, axis=1, keepdims=True)
        middles = np.where(length > 0, sums / np.maximum(length, 1e-9), middles)
    return nearest.astype(np.uint16)
