"""What all families of trials share: how many, with which seed, in which folder, and how one comes out."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tqdm import tqdm

from tests.torture.commands import add, command
from tests.torture.model import Batch, Bodies, applied


@dataclass(frozen=True, slots=True)
class Verdict:
    """One trial: its name, by which it can be run again, and what was wrong."""

    trial: str
    faults: Sequence[str] = ()
    kind: str = ""
    """What the trial came to, for the count of kinds in the report."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a family is asked to do."""

    seed: int
    folder: Path
    is_long: bool = False
    only: str = ""
    """The one trial to run; "" runs all."""
    seconds: float = 0.0
    """Begin no trial after this many; 0 sets no limit."""

    def chance(self, trial: str) -> random.Random:
        """The trial's own dice: the same for a seed and a name, whichever trials ran before."""
        return random.Random(f"{self.seed} {trial}")

    def wants(self, trial: str) -> bool:
        """Whether this trial is to be run."""
        return self.only in {"", trial}

    def numbered(self, short: int, long: int) -> Iterator[str]:
        """The names of as many trials as are due."""
        return (str(n) for n in range(long if self.is_long else short) if self.wants(str(n)))


class Skipped(Exception):
    """This machine cannot run the family; the text says what is missing."""


Family = Callable[[Order], Iterator[Verdict]]

SEED = tuple(Batch(n, (f"a{n}", f"b{n}", f"a{max(n - 1, 1)}")) for n in range(1, 5))
"""Four publications: three generations are kept, the fourth was removed."""

PURGED = Batch(900, ("terhapus",))
"""Added and purged before the first of them, so that there is a list of purges."""
NEWEST = len(SEED) + 2
"""The number of the last batch: one added what was purged, one purged it."""

BACKED_UP = "kept.db"
"""The name of a backup from before the last of them, beside the seed archive."""


@dataclass(frozen=True, slots=True)
class Seed:
    """A small archive to copy for each trial."""

    directory: Path
    bodies: Bodies
    batches: Sequence[Batch] = field(default=SEED)

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        return sum(path.stat().st_size for path in self.directory.rglob("*") if path.is_file())


def planted(folder: Path) -> Seed:
    """Make the archive that trials start from, and warm this process up."""
    directory = folder / "seed" / "archive"
    shutil.rmtree(directory.parent, ignore_errors=True)
    tqdm.set_lock(threading.RLock())  # its own lock is shared by forked children: one killed would stop them all
    directory.parent.mkdir(parents=True)
    _plant_purged(directory)
    for batch in SEED:
        if batch is SEED[-1]:
            ended = command("backup", directory, directory.parent / BACKED_UP)
            assert ended.code == 0, ended.err
        ended = add(directory, batch.write(directory.parent))
        assert ended.code == 0, ended.err
    return Seed(directory, applied({}, SEED))


def _plant_purged(directory: Path) -> None:
    purge = ("purge", "--irrevocably", "--basis", "putusan", "--by", "Sari")
    for ended in (
        add(directory, PURGED.write(directory.parent)),
        command("decide", directory, *PURGED.keys, *purge),
    ):
        assert ended.code == 0, ended.err


def copied(source: Path, target: Path) -> Path:
    """*source* as a fresh *target*, hard links between its files kept: damage in one name is damage in the other."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    known: dict[int, Path] = {}
    for folder, _, names in os.walk(source):
        there = target / Path(folder).relative_to(source)
        there.mkdir(exist_ok=True)
        for name in names:
            original = Path(folder) / name
            inode = original.stat().st_ino
            if inode in known:
                os.link(known[inode], there / name)
            else:
                known[inode] = there / name
                shutil.copyfile(original, there / name)
    return target


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder for trials, in memory where there is such a place: fsync costs nothing there, and kills do not care."""
    memory = Path("/dev/shm")
    place = memory if memory.is_dir() and os.access(memory, os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="torture-", dir=place))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
