"""How long a query may take: looked at before each thing that is read, so that a query ends soon after its time is up.

What a query may read is bounded beforehand (budget.py); this is for a machine that is busy, or a disk that is slow. A
query that is stopped has no answer: a part of one would look like all of it.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_end: ContextVar[float] = ContextVar("end", default=math.inf)


class DeadlinePassed(Exception):
    """The time for a query is up."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Stop what is asked in this block, by this thread, after so many *seconds*."""
    token = _end.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _end.reset(token)


def check() -> None:
    """Raise when the time is up."""
    if time.monotonic() > _end.get():
        raise DeadlinePassed
