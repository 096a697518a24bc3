"""SIGKILL before every file operation of every command; after each, the archive is as before or as after."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, count, islice
from pathlib import Path

from tests.torture import operations, sqlite_calls
from tests.torture.actions import (
    Action,
    deciding,
    delivering,
    faults_of_erasing,
    faults_of_second_call,
    keeping,
    prepared,
)
from tests.torture.children import Child, Say, finished
from tests.torture.model import Bodies
from tests.torture.oracle import faults_after, faults_of_next_add
from tests.torture.trials import Order, Seed, Verdict, planted

SQLITE_EVERY = 20
"""Of SQLite's operations, those at which a short run kills; a long one kills at all. Between two commits most leave the
same behind.
"""
MOST = 3
"""Faults told of one trial: those after the first tend to follow from it."""


def crash_points(order: Order) -> Iterator[Verdict]:
    """Commands that bring articles in, or make the index: see `_killed_everywhere`."""
    seed = planted(order.folder)
    yield from _killed_everywhere(order, seed, delivering(seed))


def crash_points_of_decisions(order: Order) -> Iterator[Verdict]:
    """Commands that decide on articles, or keep them: the other half, so that two cores share the longest family."""
    seed = planted(order.folder)
    yield from _killed_everywhere(order, seed, [*deciding(seed), *keeping(seed)])


def _killed_everywhere(order: Order, seed: Seed, actions: Sequence[Action]) -> Iterator[Verdict]:
    """For each command k = 1, 2, 3 … until it comes to its end. Trials are named ``add:17``."""
    if not sqlite_calls.can_be_watched():
        yield Verdict(
            "sqlite", (), "SKIPPED kills at SQLite's own writes: this Python's SQLite does not hand out its calls"
        )
    for action in actions:
        for k in count(1):
            trial = f"{action.name}:{k}"
            if order.only and not order.only.startswith(f"{action.name}:"):
                break
            if not order.wants(trial) and k < int(order.only.rpartition(":")[2]):
                continue
            every = 1 if order.is_long else SQLITE_EVERY
            child = killed_at(prepared(seed, action, order.folder), action, k, every)
            yield judged(trial, child, order.folder, action)
            if not child.was_killed or order.only:
                break


def killed_at(folder: Path, action: Action, k: int, every: int) -> Child:
    """Run *action* in a child that dies before its *k*-th operation."""

    def work(say: Say) -> None:
        operations.kill_at(folder, k, every=every)
        ended = action.run(folder)
        if ended.code:
            say(f"{action.name} ended with {ended.code}: {ended.last_words}")

    return finished(work)


def judged(trial: str, child: Child, folder: Path, action: Action) -> Verdict:
    """What is to be said of the archive that *child* left, of the same command again, and of the next add."""
    if child.trouble:
        return Verdict(trial, (child.trouble,))
    allowed, kind = (action.allowed, "killed") if child.was_killed else ((action.after,), "came to its end")
    place = folder / "trial"
    may_lack_index = (action.starts_empty or action.removes_index) and child.was_killed

    def faults() -> Iterator[str]:
        yield from faults_after(place / "archive", allowed, may_lack_index=may_lack_index)
        yield from faults_of_second_call(action, place)
        yield from faults_of_next_add(place / "archive")
        yield from faults_of_erasing(action, place / "archive")

    return Verdict(trial, [*child.said, *first(faults)], kind)


def checked(directory: Path, states: Sequence[Bodies]) -> list[str]:
    """What is wrong with the archive that a dead writer left, and with the next add to it."""
    return first(lambda: chain(faults_after(directory, states), faults_of_next_add(directory)))


def first(faults: Callable[[], Iterator[str]]) -> list[str]:
    """The first of the faults and what it brings with it, found in a child: whatever happens there stays there."""

    def work(say: Say) -> None:
        for fault in islice(faults(), MOST):
            say(fault)

    child = finished(work)
    return [*child.said, *([child.trouble] if child.trouble else [])]
