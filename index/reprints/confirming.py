"""Two texts, word by word: is the shorter one the other's, cut, reordered or edited?

Reports of one event share quotations, and a follow-up repeats what went before; a reprint keeps its words from
beginning to end. A daily report that only exchanges its figures is no reprint either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.reprints.sketching import Hashes, hashed, runs

KEPT = 0.65
"""Of the shorter text's words, what must stand in the longer one as well, beside a run of three that does."""
PASSAGE = 30
"""Words that are looked at together."""
KEPT_OF_PASSAGE = 0.45
"""Of these, what must be kept."""
PASSAGES = 0.85
"""Of all such passages, in how many so much must be kept: a follow-up begins with what is new."""
BEFORE, BEHIND = 6, 8
"""Words before and from the beginning of a shared run that may be kept with it: most edits leave a run in each nine."""
MEETINGS = 4
"""Places in the longer text that a run of the shorter is compared with, from its beginning."""
LEAST_CHANGED = 0.1
DOUBT = 3.0
"""Standard deviations by which a text must have more of its figures changed than of its words to be another report."""

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Words:
    """The words of one text, as they are compared."""

    hashes: Hashes
    figures: frozenset[str]
    """Those that end in a digit and have two characters or more."""

    def __len__(self) -> int:
        return len(self.hashes)

    @cached_property
    def runs(self) -> Hashes:
        """A hash of each three words that follow each other."""
        return runs(self.hashes)

    @cached_property
    def order(self) -> npt.NDArray[np.int64]:
        """The places of the runs in the order of their hashes, equal ones from the beginning on."""
        return np.argsort(self.runs, kind="stable")


def words_of(words: Sequence[str]) -> Words:
    """Words, folded and without punctuation, for comparing."""
    return Words(hashed(words), frozenset(word for word in words if word[-1].isdigit() and len(word) > 1))


def is_reprint(one: Words, other: Words) -> bool:
    """Whether one of the two is the other's text; the same whichever comes first."""
    if len(one) == len(other):
        return _is_taken_from(one, other) or _is_taken_from(other, one)
    return _is_taken_from(one, other) if len(one) < len(other) else _is_taken_from(other, one)


def _is_taken_from(shorter: Words, longer: Words) -> bool:
    kept = _kept(shorter, longer)
    share = float(kept.mean()) if len(kept) else 0.0
    if share < KEPT:
        return False
    size = min(PASSAGE, len(kept))
    total = np.concatenate([[0], np.cumsum(kept)])
    has = total[size:] - total[:-size] >= KEPT_OF_PASSAGE * size
    return bool(has.mean() >= PASSAGES) and not _is_another_report(shorter, longer, 1 - share)


def _kept(shorter: Words, longer: Words) -> Flags:
    """The words of the shorter text that stand in the longer one, at the same distance from a shared run."""
    ordered = longer.runs[longer.order]
    first = np.searchsorted(ordered, shorter.runs)
    meetings = np.minimum(np.searchsorted(ordered, shorter.runs, "right") - first, MEETINGS)
    ends = np.cumsum(meetings)
    at = np.arange(int(meetings.sum())) + np.repeat(first - (ends - meetings), meetings)
    here = np.repeat(np.arange(len(meetings)), meetings)[:, None] + np.arange(-BEFORE, BEHIND + 1)
    there = longer.order[at][:, None] + np.arange(-BEFORE, BEHIND + 1)
    inside = (here >= 0) & (here < len(shorter)) & (there >= 0) & (there < len(longer))
    here, there = here[inside], there[inside]
    kept = np.zeros(len(shorter), np.bool_)
    kept[here[shorter.hashes[here] == longer.hashes[there]]] = True
    return kept


def _is_another_report(shorter: Words, longer: Words, changed: float) -> bool:
    """Whether more of its figures are others than of its words, beyond chance: tomorrow's price, another match."""
    number = len(shorter.figures)
    changed = max(changed, LEAST_CHANGED)
    expected = changed * number + DOUBT * (changed * (1 - changed) * number) ** 0.5
    return bool(len(shorter.figures - longer.figures) > expected)
