"""Sketches -> pairs of texts that share enough of their samples to be looked at.

Every such pair is found, whatever else there is: what is passed over are runs without which it is found all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.reprints.sketching import Shingles

LEAST = 0.22
"""Of the smaller sample, what must also be in the other: a third is left of it when one word in three is another."""
FEWEST = 3
"""Runs that must be shared, so that nothing is made of the sample of a few lines."""
AT_ONCE = 1 << 21
"""Meetings of equal runs in memory at a time."""

Ints = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]
_HALF = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)


@dataclass(frozen=True, eq=False)
class Samples:
    """The samples of many texts, one after the other."""

    starts: Ints
    """shape (texts + 1,): the runs of text t are ``runs[starts[t]:starts[t + 1]]``."""
    runs: Shingles

    def __len__(self) -> int:
        return len(self.starts) - 1

    @cached_property
    def sizes(self) -> Ints:
        """Runs of each text."""
        return np.diff(self.starts)

    @cached_property
    def owners(self) -> Ints:
        """The text of each run."""
        return np.repeat(np.arange(len(self)), self.sizes)

    def only(self, texts: Ints) -> Samples:
        """Those of *texts*, in their order."""
        sizes = self.sizes[texts]
        ends = np.cumsum(sizes)
        places = np.arange(int(sizes.sum())) + np.repeat(self.starts[texts] - (ends - sizes), sizes)
        return Samples(np.concatenate([[0], ends]).astype(np.int64), self.runs[places])


def samples_of(sketches: Iterable[Shingles]) -> Samples:
    """The samples of texts, in their order."""
    every = list(sketches)
    starts = np.concatenate([[0], np.cumsum([len(one) for one in every])]).astype(np.int64)
    return Samples(starts, np.concatenate([np.zeros(0, np.uint32), *every]))


def candidates(samples: Samples, new_from: int = 0) -> Ints:
    """Pairs of texts that may be one copy, at least one of them from *new_from* on; shape (pairs, 2), in order.

    With old texts, only their runs that are also in new ones are looked at.
    """
    asked, spared = _telling(samples) if new_from == 0 else _all_of(samples, new_from)
    keys = _keys(samples, samples.runs[asked] if new_from else None)
    wanted = samples.runs[asked].astype(np.uint64) << _HALF
    first = np.searchsorted(keys, wanted)
    meetings = np.searchsorted(keys, wanted + (np.uint64(1) << _HALF)) - first
    met = [np.zeros((0, 2), np.int64)]
    for some in _blocks(samples.owners[asked], meetings):
        near = _met(samples, keys, (samples.owners[asked[some]], first[some], meetings[some]), spared)
        met.append(near[_shared(samples, keys, near) >= _least(samples.sizes[near[:, 0]])])
    return np.unique(np.sort(np.concatenate(met), axis=1), axis=0)


def _least(sizes: Ints) -> Ints:
    least: Ints = np.maximum(np.ceil(sizes * LEAST).astype(np.int64), FEWEST)
    return least


def _all_of(samples: Samples, new_from: int) -> tuple[Ints, Ints]:
    return np.arange(samples.starts[new_from], samples.starts[-1]), np.zeros(len(samples), np.int64)


def _telling(samples: Samples) -> tuple[Ints, Ints]:
    """The places of the runs to ask about where all texts are asked, and how many of each text's are passed over.

    Of the runs that a pair must share, the smaller sample can do without three in four, the commonest: the pair still
    meets by the others (prefix filtering, Chaudhuri et al. 2006). These are most of the meetings.
    """
    _, kind, counts = np.unique(samples.runs, return_inverse=True, return_counts=True)
    commonest = np.lexsort((samples.runs, -counts[kind], samples.owners))
    rank = np.arange(len(commonest)) - np.repeat(samples.starts[:-1], samples.sizes)
    spared = _least(samples.sizes) * 3 // 4
    return np.sort(commonest[rank >= spared[samples.owners]]), spared


def _keys(samples: Samples, among: Shingles | None) -> Keys:
    """Run and text as one number, in rising order; only runs that are *among* those given."""
    runs, owners = samples.runs, samples.owners
    if among is not None:
        is_there = np.zeros(1 << 24, np.bool_)
        is_there[among >> np.uint32(8)] = True
        kept = is_there[runs >> np.uint32(8)]
        runs, owners = runs[kept], owners[kept]
    keys = runs.astype(np.uint64) << _HALF | owners.astype(np.uint64)
    keys.sort()
    return keys


def _blocks(texts: Ints, meetings: Ints) -> Iterator[slice]:
    """Runs that are asked about together: those of whole texts, with about AT_ONCE meetings."""
    if len(texts):
        begins = np.flatnonzero(np.diff(texts, prepend=-1))
        number = (np.cumsum(meetings) - meetings)[begins] // AT_ONCE
        cuts = begins[np.flatnonzero(np.diff(number, prepend=-1))]
        for start, end in zip(cuts, [*cuts[1:], len(texts)], strict=True):
            yield slice(int(start), int(end))


def _met(samples: Samples, keys: Keys, asked: tuple[Ints, Ints, Ints], spared: Ints) -> Ints:
    """Pairs, the smaller sample first, that share as many runs as they must but for those that were spared.

    *asked*: of each run its text, where its meetings begin in *keys*, and their number.
    """
    texts, first, meetings = asked
    ends = np.cumsum(meetings)
    at = np.arange(int(meetings.sum())) + np.repeat(first - (ends - meetings), meetings)
    others = (keys[at] & _LOW).astype(np.int64)
    found, shared = np.unique(np.repeat(texts, meetings) << 32 | others, return_counts=True)
    one, other = found >> 32, found & 0xFFFFFFFF
    is_smaller = _is_before(samples, one, other)
    if not spared.any():
        one, other = np.where(is_smaller, one, other), np.where(is_smaller, other, one)
        is_smaller = one != other
    enough = is_smaller & (shared >= _least(samples.sizes[one]) - spared[one])
    return np.stack([one[enough], other[enough]], axis=1)


def _is_before(samples: Samples, one: Ints, other: Ints) -> npt.NDArray[np.bool_]:
    """Whether the first is the smaller sample; of equal ones the earlier."""
    sizes = samples.sizes
    is_before: npt.NDArray[np.bool_] = (sizes[one] < sizes[other]) | ((sizes[one] == sizes[other]) & (one < other))
    return is_before


def _shared(samples: Samples, keys: Keys, pairs: Ints) -> Ints:
    """How many runs of the first text of each pair the second has; shape (pairs,)."""
    mine = samples.only(pairs[:, 0])
    wanted = mine.runs.astype(np.uint64) << _HALF | pairs[mine.owners, 1].astype(np.uint64)
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.bincount(mine.owners[keys[at] == wanted], minlength=len(pairs))
