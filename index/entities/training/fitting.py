"""A linear-chain conditional random field fitted to examples by L-BFGS, with numpy and sparse matrices.

Maximises the conditional log-likelihood less a Gaussian prior (Lafferty, McCallum and Pereira 2001; Nocedal 1980). The
order of sums is fixed: the same examples give the same weights.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from index.entities.tagging.chains import ALLOWED, CLOSES, OPENS, N
from index.entities.training.examples import Examples

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


def expected(scores: Floats, starts: Ints, moves: Floats) -> tuple[float, Floats, Floats]:
    """Log of the sum over all label sequences, the probability of every label at every row, and of every move."""
    lengths = np.diff(np.append(starts, len(scores)))
    order = np.argsort(-lengths, kind="stable")
    begin, lengths = starts[order], lengths[order]
    peak = scores.max(1, keepdims=True)
    likely = np.exp(scores - peak)
    likely[begin] *= np.exp(moves[0]) * OPENS
    likely[begin + lengths - 1] *= np.exp(moves[:, 0]) * CLOSES
    step = (np.exp(moves) * ALLOWED).astype(np.float32)
    forward = likely.copy()
    scale = np.ones((len(scores), 1), np.float32)
    active = [int(np.searchsorted(-lengths, -t, side="left")) for t in range(int(lengths[0]))]
    for t, n in enumerate(active):
        rows = begin[:n] + t
        if t:
            forward[rows] = (forward[rows - 1] @ step) * likely[rows]
        scale[rows] = np.maximum(forward[rows].sum(1, keepdims=True), 1e-30)
        forward[rows] /= scale[rows]
    backward = np.ones_like(forward)
    pairs = np.zeros((N, N), np.float64)
    for t in range(len(active) - 1, 0, -1):
        rows = begin[: active[t]] + t
        ahead = likely[rows] * backward[rows] / scale[rows]
        pairs += forward[rows - 1].T @ ahead
        backward[rows - 1] = ahead @ step.T
    total = float(np.log(scale).sum(dtype=np.float64) + peak.sum(dtype=np.float64))
    return total, forward * backward, (pairs * step).astype(np.float32)


def smallest(loss: Callable[[Floats], tuple[float, Floats]], at: Floats, rounds: int, memory: int = 6) -> Floats:
    """Where *loss* is smallest, by L-BFGS from *at*, in at most *rounds* steps."""
    value, slope = loss(at)
    steps: list[tuple[Floats, Floats, float]] = []
    for turn in range(rounds):
        direction = _direction(slope, steps)
        downhill = float(direction @ slope)
        length = 1.0 if turn else 1.0 / max(float(np.abs(slope).max()), 1e-6)
        for _ in range(12):
            there = at + np.float32(length) * direction
            new_value, new_slope = loss(there)
            if new_value <= value + 1e-4 * length * downhill:
                break
            length *= 0.5
        move, bend = there - at, new_slope - slope
        curve = float(move @ bend)
        if curve > 1e-10:
            steps = [*steps, (move, bend, curve)][-memory:]
        is_done = abs(value - new_value) < 1e-5 * abs(value)
        at, value, slope = there, new_value, new_slope
        if is_done:
            break
    return at


def _direction(slope: Floats, steps: list[tuple[Floats, Floats, float]]) -> Floats:
    """The two loops of Nocedal and Wright 2006, algorithm 7.4."""
    direction = -slope
    shares = []
    for move, bend, curve in reversed(steps):
        share = float(move @ direction) / curve
        shares.append(share)
        direction = direction - np.float32(share) * bend
    if steps:
        _, bend, curve = steps[-1]
        direction = direction * np.float32(curve / float(bend @ bend))
    for (move, bend, curve), share in zip(steps, reversed(shares), strict=True):
        direction = direction + np.float32(share - float(bend @ direction) / curve) * move
    return direction


@dataclass(frozen=True, slots=True)
class Fitted:
    """The weights."""

    words: Floats
    """Feature x place x label, flattened to feature rows."""
    pairs: Floats
    facts: Floats
    moves: Floats


@dataclass(frozen=True, slots=True)
class Shape:
    """What the model has weights for."""

    features: list[tuple[int, ...]]
    """Feature numbers of every word of the memory."""
    looked_at: list[tuple[int, ...]]
    """Per feature, the places it is looked at."""
    n_pairs: int


@dataclass(frozen=True, slots=True)
class _Group:
    """The features that are looked at in the same places: their numbers, and which words have them."""

    places: tuple[int, ...]
    numbers: Ints
    of_word: csr_array
    """Word x feature of the group."""
    back: csr_array
    """Feature of the group x word."""

    @property
    def size(self) -> int:
        """How many weights the group has."""
        return len(self.numbers) * len(self.places) * N


def _groups(shape: Shape) -> list[_Group]:
    every = _rows(shape.features, len(shape.looked_at))
    found = []
    for places in sorted(set(shape.looked_at)):
        numbers = np.array([i for i, some in enumerate(shape.looked_at) if some == places], np.int64)
        part = csr_array(every[:, numbers])
        found.append(_Group(places, numbers, part, csr_array(part.T)))
    return found


class Objective:
    """The loss and its slope, over one flat array of all weights."""

    def __init__(self, data: Examples, shape: Shape, prior: float) -> None:
        self.data, self.prior = data, np.float32(prior)
        self.places, self.n_features, self.n_pairs = data.around.shape[0], len(shape.looked_at), shape.n_pairs
        self.groups = _groups(shape)
        size, n = data.pairs.shape
        self.pairs = csr_array(
            (np.ones(size * n, np.float32), data.pairs.ravel(), np.arange(0, size * n + 1, n)), (size, self.n_pairs)
        )
        self.pairs_back = self.pairs.T.tocsr()
        self.by_place = [_selected(numbers, len(shape.features)) for numbers in data.around]
        self.sizes = [sum(group.size for group in self.groups), self.n_pairs * N, data.facts.shape[1] * N, N * N]
        self.gold = np.zeros((len(data.gold), N), np.float32)
        self.gold[np.arange(len(data.gold)), data.gold] = 1
        self.gold_moves = self._gold_moves()

    def parts(self, flat: Floats) -> Fitted:
        """The weights in their shapes."""
        words, pairs, facts, moves = self._split(flat)
        full = np.zeros((self.n_features, self.places, N), np.float32)
        for group, weights in zip(self.groups, words, strict=True):
            full[group.numbers[:, None], group.places] = weights.reshape(len(group.numbers), -1, N)
        return Fitted(full.reshape(self.n_features, -1), pairs, facts, moves)

    def _split(self, flat: Floats) -> tuple[list[Floats], Floats, Floats, Floats]:
        words, pairs, facts, moves = np.split(flat, np.cumsum(self.sizes)[:-1])
        ends = np.cumsum([group.size for group in self.groups])[:-1]
        shaped = [
            part.reshape(len(group.numbers), len(group.places) * N)
            for group, part in zip(self.groups, np.split(words, ends), strict=True)
        ]
        return shaped, pairs.reshape(-1, N), facts.reshape(-1, N), moves.reshape(N, N)

    def __call__(self, flat: Floats) -> tuple[float, Floats]:
        """Negative log-likelihood with prior, and its slope."""
        words, pairs, facts, moves = self._split(flat)
        data = self.data
        scores = self._scores(words, pairs, facts)
        total, likely, moved = expected(scores, data.starts, moves)
        gained = float((scores * self.gold).sum(dtype=np.float64)) + float((moves * self.gold_moves).sum())
        error = likely - self.gold
        by_word = [back @ error for back in self.by_place]
        by_pair = self.pairs_back @ error
        by_pair[0] = 0
        slope = np.concatenate(
            (
                *(
                    (group.back @ np.concatenate([by_word[p] for p in group.places], axis=1)).ravel()
                    for group in self.groups
                ),
                by_pair.ravel(),
                (data.facts.T @ error).ravel(),
                (self._edges(moved, likely) - self.gold_moves).ravel(),
            )
        )
        return total - gained + 0.5 * float(self.prior) * float(flat @ flat), slope + self.prior * flat

    def _scores(self, words: list[Floats], pairs: Floats, facts: Floats) -> Floats:
        scores: Floats = self.data.facts @ facts + self.pairs @ pairs
        for group, weights in zip(self.groups, words, strict=True):
            table = group.of_word @ weights
            table = np.concatenate((table, np.zeros((1, table.shape[1]), np.float32))).reshape(-1, len(group.places), N)
            for k, place in enumerate(group.places):
                scores += table[self.data.around[place], k]
        return scores

    def _edges(self, moved: Floats, likely: Floats) -> Floats:
        ends = np.append(self.data.starts[1:], len(likely)) - 1
        moved = moved.copy()
        moved[0] += likely[self.data.starts].sum(0)
        moved[:, 0] += likely[ends].sum(0)
        return moved

    def _gold_moves(self) -> Floats:
        gold, starts = self.data.gold, self.data.starts
        moves = np.zeros((N, N), np.float32)
        inside = np.ones(len(gold), np.bool_)
        inside[starts] = False
        rows = np.flatnonzero(inside)
        np.add.at(moves, (gold[rows - 1], gold[rows]), 1)
        ends = np.append(starts[1:], len(gold)) - 1
        np.add.at(moves, (np.zeros(len(starts), np.int64), gold[starts]), 1)
        np.add.at(moves, (gold[ends], np.zeros(len(ends), np.int64)), 1)
        return moves


def _rows(features: list[tuple[int, ...]], width: int) -> csr_array:
    """Word x feature."""
    flat = np.array([f for some in features for f in some], np.int32)
    ends = np.cumsum([0, *(len(some) for some in features)])
    return csr_array((np.ones(len(flat), np.float32), flat, ends), (len(features), width))


def _selected(numbers: npt.NDArray[np.int32], n_words: int) -> csr_array:
    """Word x token: sums over the tokens that have the word at one place."""
    rows = np.flatnonzero(numbers >= 0)
    return csr_array((np.ones(len(rows), np.float32), (numbers[rows], rows)), (n_words, len(numbers)))
