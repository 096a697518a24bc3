"""Faults that the torture has found and nobody has mended yet.

Each has a strict xfail in test_known_faults.py: when that test passes, its line goes from here. Trials that show
nothing else are counted apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

KNOWN: dict[str, str] = {}
"""What is wrong -> the faults by which it shows."""


def unknown(faults: Sequence[str]) -> list[str]:
    """Those of *faults* that no line above explains."""
    return [fault for fault in faults if not any(re.search(pattern, fault) for pattern in KNOWN.values())]
