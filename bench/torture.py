"""Torture: kills, power cuts, full disks and damage; whether the archive lost an article or gave a wrong answer.

usage: python -m bench.torture [--long] [--seed N] [--only FAMILY [--trial NAME]] [--minutes M]

Prints the seed, then one line a family: trials, faults, those among tests/torture/known.py, time. Exit code 1 when
anything else was wrong. A failing trial is run again by the command printed with it. Some families need root: where
they are skipped, the report says so.
"""

from __future__ import annotations

import argparse
import sys
import time
import warnings
from collections import Counter
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from tests.torture.families import FAMILIES
from tests.torture.known import unknown
from tests.torture.trials import Order, Skipped, Verdict, workplace

SHOWN = 10
"""Faults printed in full for each family."""


@dataclass(slots=True)
class Report:
    """What a family came to."""

    name: str
    trials: int = 0
    failed: list[Verdict] = field(default_factory=list)
    known: int = 0
    """Trials that showed faults of tests/torture/known.py and no other."""
    kinds: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    note: str = ""

    @property
    def row(self) -> str:
        """One line of the table."""
        kinds = ", ".join(f"{n} {kind}" for kind, n in self.kinds.most_common() if kind)
        counts = f"{self.trials:7,} {len(self.failed):7,} {self.known:7,}"
        return f"{self.name:18} {counts} {self.seconds:8.1f} s  {self.note} {kinds}"


def run(name: str, order: Order) -> Report:
    """Run one family."""
    report = Report(name)
    began = time.monotonic()
    try:
        with closing(_trials(name, order)) as trials:
            for verdict in trials:
                report.trials += 1
                report.kinds[verdict.kind] += 1
                if verdict.faults and not unknown(verdict.faults):
                    report.known += 1
                elif verdict.faults:
                    report.failed.append(verdict)
                    _show(name, order, verdict, len(report.failed))
                if order.seconds and time.monotonic() - began > order.seconds:
                    report.note = "stopped: time is up"
                    break
    except Skipped as skipped:
        report.note = f"SKIPPED: {skipped}"
    report.seconds = time.monotonic() - began
    return report


def _trials(name: str, order: Order) -> Generator[Verdict, None, None]:
    yield from FAMILIES[name](order)


def _show(name: str, order: Order, verdict: Verdict, number: int) -> None:
    if number > SHOWN:
        return
    long = " --long" if order.is_long else ""
    print(f"{name} {verdict.trial}:", *verdict.faults, sep="\n    ")
    print(
        f"    again: python -m bench.torture --only {name} --trial {verdict.trial} --seed {order.seed}{long}",
        flush=True,
    )


def main() -> None:
    """Run the families asked for and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--long", action="store_true", help="as many trials as before a release")
    parser.add_argument("--seed", type=int, default=None, help="printed by the run that is to be repeated")
    parser.add_argument("--only", choices=FAMILIES, default=None, metavar="FAMILY", help=", ".join(FAMILIES))
    parser.add_argument("--trial", default="", help="the one trial to run again")
    parser.add_argument("--minutes", type=float, default=0.0, help="for each family, at most")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    seed = options.seed if options.seed is not None else time.time_ns() % 1_000_000
    print(f"seed {seed}", flush=True)
    reports = []
    for name in [options.only] if options.only else FAMILIES:
        with workplace() as folder:
            order = Order(seed, Path(folder), options.long, options.trial, options.minutes * 60)
            reports.append(run(name, order))
            print(reports[-1].row, flush=True)
    if len(reports) > 1:
        print(
            f"\n{'family':18} {'trials':>7} {'faults':>7} {'known':>7} {'time':>10}",
            *(r.row for r in reports),
            sep="\n",
        )
    sys.exit(1 if any(report.failed for report in reports) else 0)


if __name__ == "__main__":
    main()
