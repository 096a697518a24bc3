"""One archive under any sequence of commands, kills and damage, against a plain dict.

Which step comes next hangs on drawn data alone: where a kill struck differs a little from run to run, so that a step
must not be left out for what an earlier one left. A step that has nothing to do does nothing.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from index.archive import open_archive
from index.errors import ArchiveUnusable
from tests.torture import operations
from tests.torture.children import Say, finished
from tests.torture.commands import Ended, add, command
from tests.torture.damage import DAMAGES
from tests.torture.model import Batch, Bodies, words
from tests.torture.oracle import differences, faults_of_settled, seen, stored, views

PLACES = st.integers(0, 11)
CRASH_POINTS = st.integers(1, 160)
KEYS = st.lists(st.sampled_from([f"k{n}" for n in range(12)]), min_size=1, max_size=4, unique=True).map(tuple)


@dataclass(slots=True)
class Tally:
    """Where the machines of a run work, and what they did."""

    folder: Path
    machines: int = 0
    steps: int = 0
    faults: list[str] = field(default_factory=list)
    """As they came up: Hypothesis tells of one only when it comes up again in just the same way."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What stood in the archive when a backup was made."""

    file: Path
    model: Bodies
    ever: frozenset[str]
    withdrawn: frozenset[str]


class ArchiveMachine(RuleBasedStateMachine):
    """One archive from its first article on. Steps are commands; the model is what they acknowledged."""

    tally: Tally

    def __init__(self) -> None:
        super().__init__()
        self.tally.machines += 1
        self.folder = Path(tempfile.mkdtemp(dir=self.tally.folder))
        self.directory = self.folder / "archive"
        self.model: Bodies = {}
        self.indexed: list[Bodies] = [{}]
        """What the index may hold: the model, or what it was at publications before."""
        self.ever: set[str] = set()
        self.withdrawn: set[str] = set()
        self.number = 0
        self.damaged = False
        self.backup: Kept | None = None
        self.undoable: tuple[int, Bodies] | None = None
        """The add that was the last command, and the state before it."""
        self._succeeded(self._batch(("k0",)))

    @rule(keys=KEYS)
    def add(self, keys: tuple[str, ...]) -> None:
        """New articles and new versions."""
        self._succeeded(self._batch(keys))

    @rule()
    def add_again(self) -> None:
        """What is there already, in another file."""
        account = self._account(add(self.directory, self._written_again()))
        assert account["stored"] == account["updated"] == 0, account
        self._published(self.model)

    @rule(place=PLACES)
    def delete(self, place: int) -> None:
        """One article that is there, and one that never was."""
        if key := self._chosen(place):
            self._expect(command("delete", self.directory, key, "tidak-ada"), 1)
            self._published(self._without(key))

    @rule(place=PLACES)
    def withdraw(self, place: int) -> None:
        """No source brings it back."""
        if key := self._chosen(place):
            self._expect(command("decide", self.directory, key, "withdrawal", "--basis=putusan", "--by=Sari"))
            self.withdrawn.add(key)
            self._published(self._without(key))

    @rule()
    def undo(self) -> None:
        """The last add."""
        if self.undoable:
            batch, before = self.undoable
            self._expect(command("undo", self.directory, str(batch)))
            self._published(before)

    @rule(name=st.sampled_from(["rebuild", "compact"]))
    def build(self, name: str) -> None:
        """The whole index."""
        self._expect(command(name, self.directory, "--workers", "1"))
        self._published(self.model)

    @rule()
    def back_up(self) -> None:
        """Articles only; the archive may go on changing."""
        file = self.folder / f"backup-{self.tally.steps}"
        self._expect(command("backup", self.directory, file))
        self.backup = Kept(file, self.model, frozenset(self.ever), frozenset(self.withdrawn))

    @rule()
    def restore(self) -> None:
        """All is as it was then; the index is new, so that no damage is left."""
        if kept := self.backup:
            self._expect(command("restore", self.directory, kept.file, "--workers", "1"))
            self.ever, self.withdrawn, self.damaged = set(kept.ever), set(kept.withdrawn), False
            self.indexed = []
            self._published(kept.model)

    @rule(keys=KEYS, k=CRASH_POINTS)
    def add_and_kill(self, keys: tuple[str, ...], k: int) -> None:
        """An add that dies before its k-th file operation, or comes to its end."""
        batch = self._batch(keys)
        self._killed(k, lambda: add(self.directory, batch.path(self.folder)), self.model | self._shown(batch))
        self.ever |= set(self.model)

    @rule(place=PLACES, k=CRASH_POINTS)
    def delete_and_kill(self, place: int, k: int) -> None:
        """A deletion likewise."""
        if key := self._chosen(place):
            self._killed(k, lambda: command("delete", self.directory, key), self._without(key))

    @rule(k=CRASH_POINTS)
    def undo_and_kill(self, k: int) -> None:
        """An undoing likewise."""
        if self.undoable:
            batch, before = self.undoable
            self._killed(k, lambda: command("undo", self.directory, str(batch)), before)

    @rule(k=CRASH_POINTS)
    def rebuild_and_kill(self, k: int) -> None:
        """A rebuild likewise."""
        self._killed(k, lambda: command("rebuild", self.directory, "--workers", "1"), self.model)

    @rule(dice=st.integers(0, 1 << 32), name=st.sampled_from(sorted(DAMAGES)))
    def damage(self, dice: int, name: str) -> None:
        """Any file of the index."""
        files = [
            p for p in self.directory.rglob("*") if p.is_file() and (p.parent.name[:4] == "gen-" or p.name == "CURRENT")
        ]
        if files:
            chance = random.Random(dice)
            DAMAGES[name](chance.choice(sorted(files)), chance)
            self.damaged = True

    @rule()
    def reopen(self) -> None:
        """A reader gets the truth, an older truth that says so, or nothing."""
        try:
            index, wrong = seen(self.directory, words([*self.indexed, self.model]))
        except ArchiveUnusable:
            assert self.damaged, "refused without damage"
            return
        assert not wrong, wrong
        assert index.bodies in views([*self.indexed, self.model], self.model), differences(index.bodies, self.model)
        if not self.damaged:
            assert index.is_current, "an older generation stands in without damage"

    @invariant()
    def every_acknowledged_article_is_there(self) -> None:
        """Looked at after each step."""
        self.tally.steps += 1
        now = stored(self.directory)
        assert now == self.model, f"lost: {differences(now, self.model)}"

    def teardown(self) -> None:
        """In the end one more command puts everything right, whatever happened."""
        error = sys.exc_info()[1]
        try:
            if error:
                self._note(error)
                return
            if self.damaged:
                self.build("rebuild")
            else:
                self.add(("k1",))
            found = list(faults_of_settled(self.directory, self.model))
            # A file of an older generation may be damaged still, and verify says so.
            assert not [fault for fault in found if not (self.damaged and "verify" in fault)], found
        finally:
            shutil.rmtree(self.folder)

    def _note(self, error: BaseException) -> None:
        if not type(error).__module__.startswith("hypothesis"):
            self.tally.faults.append(f"step {self.tally.steps}: {type(error).__name__}: {error}")

    def _killed(self, k: int, run: Callable[[], Ended], after: Bodies) -> None:
        def work(say: Say) -> None:
            operations.kill_at(self.directory, k)
            ended = run()
            if ended.code:
                say(f"ended with {ended.code}: {ended.last_words}")

        child = finished(work)
        assert not child.trouble, child.trouble
        assert not child.said, child.said
        if not child.was_killed:
            self._published(after)
            return
        now = stored(self.directory)
        assert now in (self.model, after), f"lost: {differences(now, after)}"
        self.model, self.undoable = now, None
        self.indexed.append(after)

    def _chosen(self, place: int) -> str:
        return sorted(self.model)[place % len(self.model)] if self.model else ""

    def _without(self, key: str) -> Bodies:
        return {k: body for k, body in self.model.items() if k != key}

    def _shown(self, batch: Batch) -> Bodies:
        return {key: body for key, body in batch.bodies.items() if key not in self.withdrawn}

    def _batch(self, keys: tuple[str, ...]) -> Batch:
        self.number += 1
        batch = Batch(self.number, keys)
        batch.write(self.folder)
        return batch

    def _succeeded(self, batch: Batch) -> None:
        account = self._account(add(self.directory, batch.path(self.folder)))
        new = [key for key in batch.keys if key not in self.ever]
        assert (account["stored"], account["updated"]) == (len(new), len(batch.keys) - len(new)), account
        self.ever |= set(batch.keys)
        before = self.model
        self._published(self.model | self._shown(batch))
        with open_archive(self.directory) as archive:
            self.undoable = (archive.batches(1)[0].id, before)

    def _expect(self, ended: Ended, code: int = 0) -> None:
        assert ended.code == code, f"ended with {ended.code}, not {code}: {ended.last_words}"

    def _account(self, ended: Ended) -> dict[str, int]:
        self._expect(ended)
        account: dict[str, int] = json.loads(ended.out.splitlines()[-1])
        return account

    def _published(self, model: Bodies) -> None:
        self.model, self.undoable = model, None
        self.indexed = [*self.indexed, model][-5:]

    def _written_again(self) -> Path:
        path = self.folder / "again.jsonl"
        lines = {key: line for file in sorted(self.folder.glob("batch-*.jsonl")) for key, line in _lines(file)}
        kept = [line for key, line in lines.items() if json.loads(line)["body"] == self.model.get(key)]
        path.write_text("".join(kept), encoding="utf-8")
        return path


def _lines(file: Path) -> Iterator[tuple[str, str]]:
    for line in file.read_text(encoding="utf-8").splitlines(keepends=True):
        yield json.loads(line)["id"], line
