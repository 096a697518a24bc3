"""Power cuts: ext4 on a loop device, its blocks copied while a stream of adds is under way, the copy judged.

What was never synced is missing from the copy as it would be from the disk: the page cache is not in it. Not simulated:
a drive that reorders or tears its own writes, or lies about flush. Needs root and a loop device.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.torture import operations
from tests.torture.children import Child, Say, Work, start
from tests.torture.crash_points import checked
from tests.torture.model import Batch
from tests.torture.random_kills import adding, await_random_moment, lies, states, stream
from tests.torture.trials import Order, Seed, Skipped, Verdict, copied, planted

SHORT, LONG = 5, 200
RESTLESS = 50
"""Copies thrown away before the writer is stopped for one: on a slow machine none might ever succeed."""
IMAGE_MB = 32
FORGETFUL_CUTS = 12


@dataclass(frozen=True, slots=True)
class Disk:
    """An image file with ext4 on it, and where it is mounted."""

    image: Path
    mounted: Path


def power_cuts(order: Order) -> Iterator[Verdict]:
    """One trial is one stream and one cut. The last shows that the method finds a writer that forgets to sync."""
    _require_root(order.folder)
    seed = planted(order.folder)
    for trial in order.numbered(SHORT, LONG):
        yield Verdict(trial, _cut(order, seed, trial, forgetful=False), "cut")
    if order.wants("forgetful"):
        found = any(_cut(order, seed, f"forgetful {n}", forgetful=True) for n in range(FORGETFUL_CUTS))
        blind = f"{FORGETFUL_CUTS} cuts of a writer without fsync were survived: this method sees nothing here"
        yield Verdict("forgetful", () if found else (blind,), "forgetful writer found out")


def _cut(order: Order, seed: Seed, trial: str, *, forgetful: bool) -> list[str]:
    dice = order.chance(trial)
    batches = stream(dice.randrange(3, 7))
    with _disk(order.folder / "disk") as disk:
        copied(seed.directory, disk.mounted / "archive")
        os.sync()
        child = start(_stream_on(disk, batches, forgetful=forgetful))
        try:
            await_random_moment(child, dice)
            copy, before, after = _still_copy(disk, child)
        finally:
            child.kill()
    with _mounted(Disk(copy, order.folder / "copy")) as cut:
        return [*lies(child), *checked(cut.mounted / "archive", states(seed, batches, before, after))]


def _stream_on(disk: Disk, batches: list[Batch], *, forgetful: bool) -> Work:
    def work(say: Say) -> None:
        if forgetful:
            operations.forget_fsync()
        adding(disk.mounted, batches)(say)

    return work


def _still_copy(disk: Disk, child: Child) -> tuple[Path, int, int]:
    """A copy of the blocks as they were at one moment, and the batches acknowledged before and after it was taken.

    A copy during which a block changed is of no moment: it is thrown away. Each has a name of its own, since the kernel
    keeps blocks of a loop device under the file's name.
    """
    for n in range(2 * RESTLESS):
        if n == RESTLESS:
            os.kill(child.pid, signal.SIGSTOP)
        copy = disk.image.with_name(f"copy-{n}-{time.monotonic_ns()}")
        child.listen()
        before = len(child.said)
        shutil.copyfile(disk.image, copy)
        if subprocess.run(["cmp", "-s", disk.image, copy], check=False).returncode == 0:
            child.listen()
            return copy, before, len(child.said)
        copy.unlink()
    raise AssertionError("the blocks never stood still for a copy")


@contextmanager
def _disk(folder: Path) -> Iterator[Disk]:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    image = folder / f"image-{time.monotonic_ns()}"
    with image.open("wb") as file:
        file.truncate(IMAGE_MB << 20)
    _run("mkfs.ext4", "-q", "-F", str(image))
    with _mounted(Disk(image, folder / "mounted")) as disk:
        yield disk


@contextmanager
def _mounted(disk: Disk) -> Iterator[Disk]:
    disk.mounted.mkdir(exist_ok=True)
    _run("mount", "-o", "loop", str(disk.image), str(disk.mounted))
    try:
        yield disk
    finally:
        _unmount(disk.mounted)


def _unmount(place: Path) -> None:
    for _ in range(50):
        if subprocess.run(["umount", str(place)], check=False, stderr=subprocess.DEVNULL).returncode == 0:
            return
        time.sleep(0.1)
    _run("umount", "-l", str(place))


def _require_root(folder: Path) -> None:
    """Tried, not guessed: a container may refuse what its root asks for."""
    what = "power cuts need root, loop devices, mkfs.ext4, mount, umount and cmp"
    if os.geteuid() != 0 or not all(map(shutil.which, ("mkfs.ext4", "mount", "umount", "cmp"))):
        raise Skipped(what)
    try:
        with _disk(folder / "disk"):
            pass
    except subprocess.CalledProcessError as error:
        raise Skipped(f"{what} (here: {error.stderr.decode(errors='replace').strip()})") from error


def _run(*arguments: str) -> None:
    subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
