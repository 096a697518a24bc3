"""The postings of some neighbouring terms as parallel arrays: what writers take and readers of many terms give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.codec.packing import Ints, Words


@dataclass(frozen=True, slots=True)
class Batch:
    """Flat over the terms."""

    documents: Ints
    """Postings of each term, one at least; shape ``(terms,)``."""
    rows: Ints
    """Ascending within a term; shape ``(postings,)``."""
    counts: Ints
    """Occurrences in each, one at least; shape ``(postings,)``."""
    extras: Ints
    """What the weight of each is more than its count; shape ``(postings,)``."""
    steps: Words
    """Each position less the one before and one, a posting's first as it is: as they are stored; shape
    ``(counts.sum(),)``."""

    @property
    def positions(self) -> Ints:
        """Ascending within a posting; shape ``(counts.sum(),)``."""
        return positions_of(self.steps, self.counts)


@dataclass(frozen=True, slots=True)
class TermBatch:
    """Terms, ascending, and their postings."""

    terms: Sequence[bytes]
    postings: Batch


def starts_of(lengths: Ints) -> Ints:
    """Where each of so many things of these lengths begins, laid one after the other."""
    starts: Ints = np.cumsum(lengths, dtype=np.int64)
    starts -= lengths
    return starts


def spread(starts: Ints, lengths: Ints) -> Ints:
    """``starts[i], starts[i] + 1, ...``, as many as ``lengths[i]``, one after the other."""
    return np.repeat(starts - starts_of(lengths), lengths) + np.arange(int(lengths.sum()))


def positions_of(steps: Words, counts: Ints) -> Ints:
    """What ``steps_of`` made steps of."""
    positions = np.cumsum(steps, dtype=np.int64)
    positions += np.arange(len(steps))
    first = starts_of(counts)
    positions -= np.repeat(positions[first] - steps[first], counts)
    return positions


def steps_of(positions: Words, first: Ints) -> Words:
    """Each position less the one before and one; a posting's *first* as it is."""
    steps = positions.copy()
    steps[1:] -= positions[:-1] + np.uint32(1)
    steps[first] = positions[first]
    return steps
