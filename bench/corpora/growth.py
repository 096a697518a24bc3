"""How vocabularies grow: Heaps' law fitted to a stream, and a long tail whose draws keep to it.

Distinct values among n draws grow as n ** beta when the k-th value has a share of about (k + q) ** (-1 / beta) (Zipf
and Mandelbrot; Leijenhorst and van der Weide 2005). So a tail is given by beta and by q, which is solved for.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bench.corpora.lists import Ints

BETAS = (0.3, 0.95)
"""Beyond these a stream is too short to tell."""
LARGEST = 700.0
"""Of which the exponential is still a number."""
MOST_RANKS = 1e12
"""A tail has no end; its draws do."""


@dataclass(frozen=True, slots=True)
class Heaps:
    """distinct(n) = factor * n ** beta."""

    factor: float
    beta: float

    def distinct(self, draws: float) -> float:
        """How many different values so many draws hold."""
        return float(self.factor * draws**self.beta)


def fitted(stream: npt.NDArray[np.integer]) -> Heaps:
    """Least squares over the logarithms, from a tenth of the stream to all of it: a tail is what comes after."""
    _, firsts = np.unique(stream, return_index=True)
    lengths = np.geomspace(max(len(stream) / 10, 1), len(stream), 30)
    distinct = np.searchsorted(np.sort(firsts), lengths)
    beta, intercept = np.polyfit(np.log(lengths), np.log(np.maximum(distinct, 1)), 1)
    return Heaps(float(np.exp(intercept)), float(np.clip(beta, *BETAS)))


def tail(draws: int, distinct: float, beta: float, chance: np.random.Generator) -> Ints:
    """So many ranks from 0, drawn from the tail that is expected to give *distinct* different ones."""
    exponent = 1 / beta
    low, high = 1e-3, 1e12
    for _ in range(100):
        q = float(np.sqrt(low * high))
        low, high = (q, high) if expected(draws, exponent, q) < distinct else (low, q)
    steps = -np.log(np.maximum(chance.random(draws), 1e-300)) / (exponent - 1)
    places: npt.NDArray[np.float64] = high * np.expm1(np.minimum(steps, LARGEST - np.log(high)))
    ranks: Ints = np.minimum(places, MOST_RANKS).astype(np.int64)
    return ranks


def expected(draws: int, exponent: float, q: float) -> float:
    """Different ranks among *draws* from the tail: the sum of 1 - exp(-draws * share) over all ranks."""
    edges = np.unique(np.floor(np.geomspace(1, MOST_RANKS, 4000)) - 1)
    below = ((edges + q) / q) ** (1 - exponent)
    shares, widths = below[:-1] - below[1:], np.diff(edges)
    return float((widths * -np.expm1(-draws * shares / widths)).sum())


def renumbered(ranks: Ints) -> tuple[Ints, int]:
    """Ranks as numbers from 0 without gaps, in their order, and how many there are."""
    different, numbers = np.unique(ranks, return_inverse=True)
    return numbers.astype(np.int64), len(different)
