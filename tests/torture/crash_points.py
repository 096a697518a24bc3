"""SIGKILL before every file operation of every command; after each, the archive is as before or as after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

from tests.torture import operations
from tests.torture.actions import Action, actions, prepared
from tests.torture.children import Child, Say, finished
from tests.torture.model import Bodies
from tests.torture.oracle import faults_after
from tests.torture.trials import Order, Verdict, planted


def crash_points(order: Order) -> Iterator[Verdict]:
    """For each command k = 1, 2, 3 … until it comes to its end. Trials are named ``add:17``."""
    seed = planted(order.folder)
    for action in actions(seed):
        for k in count(1):
            trial = f"{action.name}:{k}"
            if order.only and not order.only.startswith(f"{action.name}:"):
                break
            if not order.wants(trial) and k < int(order.only.rpartition(":")[2]):
                continue
            child = killed_at(prepared(seed, action, order.folder), action, k)
            yield judged(trial, child, order.folder, action)
            if not child.was_killed or order.only:
                break


def killed_at(folder: Path, action: Action, k: int) -> Child:
    """Run *action* in a child that dies before its *k*-th operation."""

    def work(say: Say) -> None:
        operations.kill_at(folder, k)
        ended = action.run(folder)
        if ended.code:
            say(f"{action.name} ended with {ended.code}: {ended.last_words}")

    return finished(work)


def judged(trial: str, child: Child, folder: Path, action: Action) -> Verdict:
    """What the oracle says of the archive that *child* left."""
    if child.trouble:
        return Verdict(trial, (child.trouble,))
    allowed, kind = (action.allowed, "killed") if child.was_killed else ((action.after,), "came to its end")
    faults = checked(folder / "trial" / "archive", allowed, may_lack_index=action.starts_empty)
    return Verdict(trial, [*child.said, *faults], kind)


def checked(directory: Path, states: Sequence[Bodies], *, may_lack_index: bool = False) -> list[str]:
    """The oracle's faults, found in a child: whatever happens there stays there."""

    def work(say: Say) -> None:
        for fault in faults_after(directory, states, may_lack_index=may_lack_index):
            say(fault)

    child = finished(work)
    return [*child.said, *([child.trouble] if child.trouble else [])]
