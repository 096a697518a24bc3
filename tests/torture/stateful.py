"""Any sequence of commands, kills and damage, chosen by Hypothesis; the archive is that of machine.py."""

from __future__ import annotations

import io
import traceback
from collections.abc import Iterator
from contextlib import redirect_stdout

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import get_state_machine_test

from tests.torture.machine import ArchiveMachine, Tally
from tests.torture.trials import Order, Verdict, planted

SHORT, LONG = (50, 30), (1000, 50)
"""Machines and steps."""


def stateful(order: Order) -> Iterator[Verdict]:
    """One verdict for the whole run: Hypothesis stops at the first machine that breaks. --trial shrink shortens it."""
    planted(order.folder)
    machines, steps = LONG if order.is_long else SHORT
    tally = Tally(order.folder)
    machine = type("TortureMachine", (ArchiveMachine,), {"tally": tally})
    phases = [Phase.generate, Phase.shrink] if order.only == "shrink" else [Phase.generate]
    chosen = settings(
        max_examples=machines,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        phases=phases,
        suppress_health_check=list(HealthCheck),
    )
    told = io.StringIO()
    faults: list[str] = []
    try:
        with redirect_stdout(told):
            seed(order.seed)(get_state_machine_test(machine, settings=chosen))()
    except Exception as error:
        notes = [*getattr(error, "__notes__", ()), told.getvalue()[-3000:]]
        faults = [*tally.faults[:1], *traceback.format_exception_only(error), *notes]
    yield Verdict("shrink", faults, f"{tally.machines} machines, {tally.steps} steps")
