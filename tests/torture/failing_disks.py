"""Errors of the disk at every write: the command says so, the archive is as before or as after, and one can go on.

Four ways in: an exception in place of Python's k-th file operation (`ENOSPC`, `EIO`); an error in place of SQLite's
k-th write (`sqlite-ENOSPC`, `sqlite-EIO`); a limit on the size of files, which reaches both (`limit`); a file system in
memory that is full (`full`, needs root). In each, the same process then runs the same command again with space to
spare, and must succeed.
"""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from itertools import count
from pathlib import Path

from tests.torture import operations, sqlite_calls
from tests.torture.actions import Action, actions, faults_of_second_call, prepared
from tests.torture.children import Child, Say, finished
from tests.torture.crash_points import checked
from tests.torture.oracle import differences, stored
from tests.torture.trials import Order, Seed, Verdict, planted

SHORT = 1
"""Trials of each command in each way; long, every k."""
PAGE = 4096
AMPLE = 1 << 30
POLITE = ("0", "1", "3")
"""Exit codes of a command that went through, or failed and said why."""

Mend = Callable[[], None]
Break = Callable[[int, Path, Say], Mend]
"""Break the disk under a folder at the k-th place."""


def failing_disks(order: Order) -> Iterator[Verdict]:
    """Trials are named ``add:EIO:17``: the command, the way in, and at which operation or how many pages are left."""
    seed = planted(order.folder)
    if not _can_mount():
        yield Verdict("full", (), "SKIPPED full disks: they need root and the right to mount")
    if not sqlite_calls.can_be_watched():
        yield Verdict(
            "sqlite", (), "SKIPPED errors at single writes of SQLite: this Python's does not hand out its calls"
        )
    for action in actions(seed):
        for way, (span, break_it) in WAYS.items():
            with _ground(order.folder, way) as ground:
                if ground is None:
                    continue
                for k in _places(order, f"{action.name}:{way}", span):
                    verdict = _trial(seed, action, (way, k), ground, break_it)
                    yield verdict
                    if verdict.kind == "untouched":
                        break


def _places(order: Order, name: str, span: int) -> Iterator[int]:
    """Every k when long; a few at random otherwise; the one of a trial that is to be repeated."""
    if order.only:
        wanted, _, k = order.only.rpartition(":")
        yield from [int(k)] if wanted == name else []
    elif order.is_long:
        yield from count(1)
    else:
        yield from sorted(order.chance(name).sample(range(1, span), SHORT))


def _trial(seed: Seed, action: Action, place: tuple[str, int], ground: Path, break_it: Break) -> Verdict:
    folder = prepared(seed, action, ground)

    def work(say: Say) -> None:
        mend = break_it(place[1], folder, say)
        first = action.run(folder)
        mend()
        say(f"first {first.code} {first.last_words}")
        now = stored(folder / "archive")
        if now not in action.allowed:
            say(f"FAULT lost: articles.db holds {differences(now, action.after)}")
        for fault in faults_of_second_call(action, folder):
            say(f"FAULT {fault}")

    child = finished(work)
    found = checked(folder / "archive", (action.after,))
    return _judged(child, f"{action.name}:{place[0]}:{place[1]}", found)


def _judged(child: Child, trial: str, found: list[str]) -> Verdict:
    where = _said(child, "at ") or "nowhere"
    code, _, words = _said(child, "first ").partition(" ")
    faults = [line.removeprefix("FAULT ") for line in child.said if line.startswith("FAULT ")]
    if child.trouble:
        faults.append(child.trouble)
    elif code not in POLITE:
        faults.append(f"rude: the command ends with {code}: {words}")
    is_over = code == "0" and ("pages" in where or where == "nowhere")
    kind = "untouched" if is_over else "went through" if code == "0" else "failed"
    return Verdict(trial, [f"at {where}: {fault}" for fault in [*faults, *found]], kind)


def _said(child: Child, start: str) -> str:
    return next((line.removeprefix(start) for line in child.said if line.startswith(start)), "")


def _error(number: int) -> Break:
    def break_it(k: int, folder: Path, say: Say) -> Mend:
        watching = partial(operations.watch, folder, for_errors=True)
        return operations.fail_at(k, number, lambda name: say(f"at {name}"), watching)

    return break_it


def _sqlite_error(number: int) -> Break:
    def break_it(k: int, _folder: Path, say: Say) -> Mend:
        return operations.fail_at(k, number, lambda name: say(f"at {name}"), sqlite_calls.watch)

    return break_it


def _limit(k: int, _folder: Path, say: Say) -> Mend:
    say(f"at {k} half pages a file")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (k * PAGE // 2, hard))
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def _full(k: int, folder: Path, say: Say) -> Mend:
    disk = folder.parent
    space = os.statvfs(disk)
    say(f"at {k} pages left")
    _resize(disk, (space.f_blocks - space.f_bfree) * space.f_frsize + k * PAGE)
    return lambda: _resize(disk, AMPLE)


@contextmanager
def _ground(folder: Path, way: str) -> Iterator[Path | None]:
    """Where the trials of this way take place; None when that cannot be had here."""
    if way.startswith("sqlite") and not sqlite_calls.can_be_watched():
        yield None
    elif way != "full":
        yield folder
    elif _can_mount():
        with _small_disk(folder) as disk:
            yield disk
    else:
        yield None


@cache
def _can_mount() -> bool:
    """A container may refuse what its root asks for."""
    with tempfile.TemporaryDirectory() as place:
        try:
            with _small_disk(Path(place)):
                return True
        except (OSError, subprocess.CalledProcessError):
            return False


@contextmanager
def _small_disk(folder: Path) -> Iterator[Path]:
    disk = folder / "small"
    disk.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={AMPLE}", "none", str(disk)]
    subprocess.run(mount, check=True, stderr=subprocess.DEVNULL)
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def _resize(disk: Path, size: int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size}", str(disk)], check=True)


WAYS: dict[str, tuple[int, Break]] = {
    "ENOSPC": (60, _error(errno.ENOSPC)),
    "EIO": (60, _error(errno.EIO)),
    "sqlite-ENOSPC": (40, _sqlite_error(errno.ENOSPC)),
    "sqlite-EIO": (40, _sqlite_error(errno.EIO)),
    "limit": (20, _limit),
    "full": (40, _full),
}
"""Name -> how far k goes in a short run, and how the disk is broken."""
