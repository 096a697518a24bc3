"""Damage to articles.db-wal of a writer that was killed: SQLite ends the log at the first frame that is not as it was
written, without a word. What was acknowledged and is gone with it must be said by a command.

A reader is there, as the site is: the log is folded into articles.db when the last program lets go of it, so that
without one no acknowledged article is in it alone.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

from index.archive import open_archive
from index.errors import ArchiveUnusable
from tests.torture.children import Say, finished
from tests.torture.commands import Ended, add, command
from tests.torture.crash_points import first
from tests.torture.damage import DAMAGES
from tests.torture.model import Bodies, applied, words
from tests.torture.oracle import NEXT, differences, seen, stored
from tests.torture.random_kills import stream
from tests.torture.trials import Order, Seed, Verdict, copied, planted

SHORT, LONG = 25, 500
LOG = "articles.db-wal"


def lost_logs(order: Order) -> Iterator[Verdict]:
    """One trial is a few acknowledged adds, a kill, and damage to the log that they stand in."""
    seed = planted(order.folder)
    for trial in order.numbered(SHORT, LONG):
        dice = order.chance(trial)
        folder = order.folder / "trial"
        copied(seed.directory, folder / "archive")
        states = _added_and_killed(seed, folder, dice)
        name = dice.choice(sorted(DAMAGES))
        done = f"{name} {LOG}: {DAMAGES[name](folder / 'archive' / LOG, dice)}"
        told = first(lambda folder=folder, states=states: _told(folder / "archive", states))  # type: ignore[misc]
        faults = [line for line in told if not line.startswith("ok ")]
        kind = next((line.removeprefix("ok ") for line in told if line.startswith("ok ")), "")
        yield Verdict(trial, [f"{fault} ({done})" for fault in faults], kind)
        shutil.rmtree(folder)


def _added_and_killed(seed: Seed, folder: Path, dice: random.Random) -> list[Bodies]:
    """The states that were acknowledged one after the other, all but the first in the log alone."""
    batches = stream(dice.randrange(3, 7))[: dice.randrange(1, 4)]

    def work(say: Say) -> None:
        with open_archive(folder / "archive", read_only=True) as reader:
            reader.counts()
            for batch in batches:
                say(str(add(folder / "archive", batch.write(folder)).code))
            os.kill(os.getpid(), signal.SIGKILL)

    child = finished(work)
    assert child.was_killed, child.trouble
    assert child.said == ["0"] * len(batches), child.said
    return [applied(seed.bodies, batches[:n]) for n in range(len(batches) + 1)]


def _told(directory: Path, states: list[Bodies]) -> Iterator[str]:
    commands = {name: command(name, directory, *more) for name, more in (("verify", ("--deep",)), ("status", ()))}
    answers = _answers(directory, states)
    now = stored(directory)
    yield from answers
    if now == states[-1]:
        yield "ok nothing lost"
    elif now not in states:
        yield f"mixed: articles.db holds {differences(now, states[-1])}"
    else:
        yield from _told_of_loss(directory, now, commands)


def _answers(directory: Path, states: list[Bodies]) -> list[str]:
    try:
        index, wrong = seen(directory, words(states))
    except ArchiveUnusable:
        return []
    return (
        wrong if index.bodies in states else [*wrong, f"torn: the index holds {differences(index.bodies, states[-1])}"]
    )


def _told_of_loss(directory: Path, now: Bodies, commands: dict[str, Ended]) -> Iterator[str]:
    for name, ended in commands.items():
        if ended.code == 0 or "articles.db" not in ended.out + ended.err:
            yield f"silent: {name} ends with {ended.code} while acknowledged articles are lost: {ended.last_words}"
    ended = add(directory, NEXT.write(directory.parent))
    if ended.code == 0 and "articles.db" not in ended.err:
        yield "silent: the next add goes through without a word, though acknowledged articles are lost"
    if ended.code == 0 and stored(directory) != now | NEXT.bodies:
        yield f"lost: after the next add articles.db holds {differences(stored(directory), now | NEXT.bodies)}"
    yield "ok lost and told of"
