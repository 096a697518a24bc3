"""Labels of the tokens of a chain, and the best sequence of them (Viterbi), for many chains at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

PERSON, PLACE, BODY, BUILDING = "PER", "LOC", "ORG", "FAC"
TYPES = (PERSON, PLACE, BODY, BUILDING)
LABELS = ("O", *(f"{part}-{kind}" for kind in TYPES for part in "BILU"))
"""Outside; begin, inside, last and unit of each type (Ratinov and Roth 2009: better than begin and inside alone)."""
N = len(LABELS)


def _may_follow(a: str, b: str) -> bool:
    if a[0] in "BI":
        return b[0] in "IL" and a[1:] == b[1:]
    return b[0] in "OBU"


ALLOWED = np.array([[_may_follow(a, b) for b in LABELS] for a in LABELS])
OPENS = np.array([_may_follow("O", label) for label in LABELS])
CLOSES = np.array([_may_follow(label, "O") for label in LABELS])
IMPOSSIBLE = np.float32(-1e4)


def best(scores: Floats, starts: Ints, moves: Floats) -> npt.NDArray[np.int8]:
    """The best label of every row of *scores*; chains begin at *starts*; *moves* holds the scores of label pairs."""
    total = scores + 0
    total[starts] += np.where(OPENS, moves[0], IMPOSSIBLE)
    lengths = np.diff(np.append(starts, len(scores)))
    total[starts + lengths - 1] += np.where(CLOSES, moves[:, 0], IMPOSSIBLE)
    inner = np.where(ALLOWED, moves, IMPOSSIBLE).T
    order = np.argsort(-lengths, kind="stable")
    begin, lengths = starts[order], lengths[order]
    back = np.zeros(total.shape, np.int8)
    depth = int(lengths[0])
    for t in range(1, depth):
        n = int(np.searchsorted(-lengths, -t, side="left"))
        rows = begin[:n] + t
        paths = total[rows - 1][:, None, :] + inner
        chosen = paths.argmax(2)
        back[rows] = chosen
        total[rows] += np.take_along_axis(paths, chosen[:, :, None], 2)[:, :, 0]
    labels = np.zeros(len(scores), np.int8)
    ends = begin + lengths - 1
    labels[ends] = total[ends].argmax(1)
    for t in range(depth - 1, 0, -1):
        n = int(np.searchsorted(-lengths, -t, side="left"))
        rows = begin[:n] + t
        labels[rows - 1] = back[rows, labels[rows]]
    return labels


def spans(labels: npt.NDArray[np.int8], at: Ints) -> list[tuple[int, int, str]]:
    """First token, token after the last, and type of every name."""
    found = []
    opened = -1
    for k in np.flatnonzero(labels).tolist():
        part, kind = LABELS[labels[k]].split("-")
        if part in "BU":
            opened = int(at[k])
        if part in "LU":
            found.append((opened, int(at[k]) + 1, kind))
    return found
