"""Days of publication for a made-up archive: more of them every year, with the rhythm of the week."""

from __future__ import annotations

import datetime as dt

import numpy as np
import numpy.typing as npt

FIRST, LAST = dt.date(2004, 1, 1).toordinal(), dt.date(2026, 6, 30).toordinal()
GROWTH = 4.0
"""Articles a day on the last day for each on the first."""
LATE = 0.1
"""Share that comes into the archive out of order, as batches of older articles do."""


def days(n: int, real: npt.NDArray[np.int32], chance: np.random.Generator) -> npt.NDArray[np.int32]:
    """So many days, most of them rising; weekdays as frequent as among the *real* days."""
    calendar = np.arange(FIRST, LAST + 1)
    rhythm = np.bincount(real[real > 0] % 7, minlength=7) + 1.0
    weights = np.linspace(1, GROWTH, len(calendar)) * rhythm[calendar % 7] * chance.lognormal(0, 0.15, len(calendar))
    drawn = np.sort(chance.choice(calendar, n, p=weights / weights.sum()))
    late = np.flatnonzero(chance.random(n) < LATE)
    drawn[late] = drawn[chance.permutation(late)]
    return drawn.astype(np.int32)
