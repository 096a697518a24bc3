"""Faults that the torture has found and nobody has mended yet.

Each has a strict xfail in test_known_faults.py: when that test passes, its line goes from here. Trials that show
nothing else are counted apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

KNOWN = {
    "a disk error while publishing ends in a traceback": r"rude: the command ends with 70: OSError",
    "add begins anew where articles.db is gone": r"add went through on a damaged articles.db, .*lacking \['a1'",
    "verify --deep reads the current generation only": r"gen-0000000[23]/.*verify: missed",
    "verify does not name the file for which an older generation stands in": r"verify: found but not named: index",
    "no later command sweeps what a killed backup left": r"^left: last-backup\.json\.tmp$",
    "undo does not catch up an index it left behind": r"undo lags: ",
}
"""What is wrong -> the faults by which it shows."""


def unknown(faults: Sequence[str]) -> list[str]:
    """Those of *faults* that no line above explains."""
    return [fault for fault in faults if not any(re.search(pattern, fault) for pattern in KNOWN.values())]
