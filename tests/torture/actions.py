"""The commands under torture: what each starts from, how it is called, and what it may leave behind."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.torture.commands import Ended, add, command, has
from tests.torture.model import Batch, Bodies, applied
from tests.torture.trials import SEED, Seed, copied

MORE = Batch(20, ("baru-1", "a1", "baru-2", "b2"))
"""Two new articles and two new versions."""


@dataclass(frozen=True, slots=True)
class Action:
    """One command on a copy of the seed archive, in the folder of its trial."""

    name: str
    run: Callable[[Path], Ended]
    after: Bodies
    """What is there once it succeeded."""
    before: Bodies
    starts_empty: bool = False

    @property
    def allowed(self) -> Sequence[Bodies]:
        """The states in which a crash may leave the archive."""
        return (self.before, self.after)


def _add_more(folder: Path) -> Ended:
    return add(folder / "archive", MORE.path(folder))


def prepared(seed: Seed, action: Action, folder: Path) -> Path:
    """A fresh archive for one trial, in a folder of its own with the batch that may be added."""
    target = folder / "trial"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    MORE.write(target)
    if not action.starts_empty:
        copied(seed.directory, target / "archive")
    return target


def actions(seed: Seed) -> list[Action]:
    """All actions of which the command exists."""
    state = seed.bodies
    without = {key: body for key, body in state.items() if key not in {"a1", "b3"}}
    undone = applied({}, SEED[:-1])
    known = [
        Action("add", _add_more, applied(state, [MORE]), state),
        Action("first-add", _add_more, MORE.bodies, {}, starts_empty=True),
        Action("delete", lambda folder: command("delete", folder / "archive", "a1", "b3"), without, state),
        Action("rebuild", lambda folder: command("rebuild", folder / "archive", "--workers", "1"), state, state),
        Action("compact", lambda folder: command("compact", folder / "archive", "--workers", "1"), state, state),
        Action("undo", lambda folder: command("undo", folder / "archive", str(len(SEED))), undone, state),
        Action("backup", lambda folder: command("backup", folder / "archive", folder / "backup"), state, state),
    ]
    return [action for action in known if has(action.name.removeprefix("first-"))]
