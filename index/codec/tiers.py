"""Which segments to merge after one was added: so few, so rarely, that adding costs what was added.

The newest ones, as long as together they are half as large as the one before: sizes then at least double from the end
of the list to its beginning, there are about log2(rows) of them, and each row is written about as often.
"""

from __future__ import annotations

from collections.abc import Sequence

MOST = 1 << 17
"""Rows beyond which a segment is left alone until everything is built afresh: no single addition takes long."""


def to_merge(rows: Sequence[int]) -> int:
    """How many segments at the end of a list with these numbers of *rows* should become one; 0 when none should."""
    together = 0
    count = 0
    for before in reversed(rows):
        if count and (before > 2 * together or before + together > MOST):
            break
        together += before
        count += 1
    return count if count > 1 else 0
