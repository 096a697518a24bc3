"""All families of trials, by the name that ``python -m bench.torture --only`` knows them by."""

from __future__ import annotations

from tests.torture.corruptions import corruptions
from tests.torture.crash_points import crash_points, crash_points_of_decisions
from tests.torture.failing_disks import failing_disks
from tests.torture.lost_logs import lost_logs
from tests.torture.power_cuts import power_cuts
from tests.torture.random_kills import random_kills
from tests.torture.readers import readers
from tests.torture.stateful import stateful
from tests.torture.trials import Family

FAMILIES: dict[str, Family] = {
    "crash-points": crash_points,
    "crash-points-2": crash_points_of_decisions,
    "stateful": stateful,
    "random-kills": random_kills,
    "power-cuts": power_cuts,
    "failing-disks": failing_disks,
    "corruptions": corruptions,
    "lost-logs": lost_logs,
    "readers": readers,
}
"""The longest first: two run at a time, and none of these should be what the other waits for at the end."""
