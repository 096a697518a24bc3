"""SIGKILL at random moments of a stream of adds: what was acknowledged is there, what was under way wholly or not."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from tests.torture.children import Child, Say, Work, start
from tests.torture.commands import add
from tests.torture.crash_points import checked
from tests.torture.model import Batch, Bodies, applied
from tests.torture.trials import Order, Seed, Verdict, copied, planted

SHORT, LONG = 50, 1000
MOST_ACKNOWLEDGED = 4
LATEST_S = 0.25
LENGTH = 40
"""Batches in a stream: more than any trial gets to."""


def random_kills(order: Order) -> Iterator[Verdict]:
    """One trial is one stream and one kill."""
    seed = planted(order.folder)
    for trial in order.numbered(SHORT, LONG):
        dice = order.chance(trial)
        folder = order.folder / "trial"
        copied(seed.directory, folder / "archive")
        batches = stream(dice.randrange(3, 7))
        child = start(adding(folder, batches))
        await_random_moment(child, dice)
        child.kill()
        acknowledged = len(child.said)
        yield Verdict(
            trial, [*lies(child), *checked(folder / "archive", states(seed, batches, acknowledged))], "killed"
        )
        shutil.rmtree(folder)


def await_random_moment(child: Child, dice: random.Random) -> None:
    """A random number of acknowledgements, and a random time more: on a slow machine it is as far in the stream."""
    wanted = dice.randrange(MOST_ACKNOWLEDGED + 1)
    while len(child.said) < wanted and child.listen(1.0):
        pass
    time.sleep(dice.uniform(0.0, LATEST_S))


def stream(size: int) -> list[Batch]:
    """Batches of *size* articles that add new ones and change some of the batch before."""
    return [
        Batch(100 + n, (*(f"s{n}-{k}" for k in range(size - 2)), f"s{max(n - 1, 0)}-0", f"a{n % 3 + 1}"))
        for n in range(LENGTH)
    ]


def adding(folder: Path, batches: list[Batch]) -> Work:
    """Add the batches one after the other, saying each account as the command printed it."""

    def work(say: Say) -> None:
        for batch in batches:
            ended = add(folder / "archive", batch.write(folder))
            say(ended.out.strip() if ended.code == 0 else f"add ended with {ended.code}: {ended.last_words}")

    return work


def lies(child: Child) -> list[str]:
    """What the stream said that is no account."""
    return [line for line in child.said if not line.startswith('{"read"')]


def states(seed: Seed, batches: list[Batch], acknowledged: int, at_most: int | None = None) -> list[Bodies]:
    """Where the archive may stand: all that was acknowledged, and the batches after it up to one under way."""
    until = (acknowledged if at_most is None else at_most) + 1
    return [applied(seed.bodies, batches[:n]) for n in range(acknowledged, until + 1)]
