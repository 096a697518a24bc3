"""How likely one word is a slip for another: a channel that makes Indonesian mistakes, in nats.

Letters that are written for one another in names and loans cost little, neighbours on the keyboard and letters that
changed places more, anything else most. The costs are set by hand, from what newsrooms and readers confuse; no set of
queries was fitted. Source of the model: Kernighan, Church, Gale, A spelling correction program based on a noisy channel
model, COLING 1990.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import combinations, pairwise

DOUBLED, SILENT, SOUND, SWAPPED, NEIGHBOUR, LETTER, OTHER = 0.8, 1.2, 1.2, 2.0, 2.5, 3.0, 4.0
"""A letter doubled or not; h, or one of kh and sy; letters of one sound; two that changed places; keys side by side;
one too many or too few; any other."""
FIRST = 1.5
"""More where the first letter is wrong: it seldom is."""
MARGIN = 1.5
"""How much likelier than the typed word, which may be right."""

_SOUNDS = ("fvp", "sz", "ckq", "iey", "ae", "ou", "jy", "dt", "bp", "gk", "xs")
_SILENT = frozenset({"sy", "iy", "uw"})
"""Letters of which the second is heard little: syarat, subianto and subiyanto."""
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def _pairs(groups: Iterable[str]) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for group in groups for pair in combinations(group, 2))


_ONE_SOUND = _pairs(_SOUNDS)
_SIDE_BY_SIDE = _pairs(row[at : at + 2] for row in _ROWS for at in range(len(row) - 1)) | _pairs(
    upper[at] + lower[below]
    for upper, lower in pairwise(_ROWS)
    for at in range(len(upper))
    for below in (at - 1, at)
    if 0 <= below < len(lower)
)


def cost(typed: str, meant: str) -> float:
    """What the slip from *meant* to *typed* costs, by the cheapest way; 0 when they are equal."""
    before: list[float] = []
    row = [0.0]
    for j in range(1, len(meant) + 1):
        row.append(row[-1] + _lost(meant, j - 1))
    for i in range(1, len(typed) + 1):
        earlier, before = before, row
        row = [before[0] + _lost(typed, i - 1)]
        for j in range(1, len(meant) + 1):
            least = min(
                before[j] + _lost(typed, i - 1),
                row[j - 1] + _lost(meant, j - 1),
                before[j - 1] + _changed(typed[i - 1], meant[j - 1]),
            )
            if i > 1 and j > 1 and typed[i - 1] == meant[j - 2] != typed[i - 2] == meant[j - 1]:
                least = min(least, earlier[j - 2] + SWAPPED)
            row.append(least)
    return row[-1] + FIRST * (typed[:1] != meant[:1])


def prior(documents: int) -> float:
    """How likely a word is before anything was typed, from the articles that hold it; in nats, up to a constant."""
    return math.log(documents + 0.5)


def _lost(word: str, at: int) -> float:
    """What it costs that the letter *at* stands in one of the words only."""
    letter, previous, following = word[at], word[at - 1 : at], word[at + 1 : at + 2]
    if letter in (previous, following):
        return DOUBLED
    is_silent = letter == "h" or f"{previous}{letter}" in _SILENT or (letter == "k" and following == "h")
    return SILENT if is_silent else LETTER


def _changed(one: str, other: str) -> float:
    if one == other:
        return 0.0
    pair = frozenset((one, other))
    return SOUND if pair in _ONE_SOUND else NEIGHBOUR if pair in _SIDE_BY_SIDE else OTHER
