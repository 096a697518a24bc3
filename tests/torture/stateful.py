"""Any sequence of adds, deletions, undoings, rebuilds, kills and damage, against a plain dict (Hypothesis)."""

from __future__ import annotations

import io
import json
import random
import shutil
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, get_state_machine_test, invariant, precondition, rule

from index.archive import open_archive
from index.errors import ArchiveUnusable
from tests.torture import operations
from tests.torture.children import Say, finished
from tests.torture.commands import Ended, add, command, has
from tests.torture.damage import DAMAGES
from tests.torture.model import Batch, Bodies, words
from tests.torture.oracle import differences, faults_of_settled, seen, stored
from tests.torture.trials import Order, Verdict, planted

SHORT, LONG = (50, 30), (1000, 50)
"""Machines and steps."""
KEYS = st.lists(st.sampled_from([f"k{n}" for n in range(12)]), min_size=1, max_size=4, unique=True).map(tuple)


@dataclass(slots=True)
class Tally:
    """Where the machines of a run work, and what they did."""

    folder: Path
    machines: int = 0
    steps: int = 0


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
        self.number = 0
        self.damaged = False
        self.is_broken = False
        """A command failed that must not: what came of it is not known."""
        self.undoable: tuple[int, Bodies] | None = None
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

    @precondition(lambda self: self.model)
    @rule(place=st.integers(0, 11))
    def delete(self, place: int) -> None:
        """One article that is there, and one that never was."""
        key = sorted(self.model)[place % len(self.model)]
        ended = command("delete", self.directory, key, "tidak-ada")
        self._expect(ended, 1)
        self._published({k: body for k, body in self.model.items() if k != key})

    @precondition(lambda self: has("undo") and self.undoable)
    @rule()
    def undo(self) -> None:
        """The last add."""
        assert self.undoable
        batch, before = self.undoable
        ended = command("undo", self.directory, str(batch))
        self._expect(ended)
        self._published(before)

    @rule()
    def rebuild(self) -> None:
        """The whole index."""
        ended = command("rebuild", self.directory, "--workers", "1")
        self._expect(ended)
        self._published(self.model)

    @rule(keys=KEYS, k=st.integers(1, 160))
    def add_and_kill(self, keys: tuple[str, ...], k: int) -> None:
        """An add that dies before its k-th file operation, or comes to its end."""
        batch = self._batch(keys)

        def work(say: Say) -> None:
            operations.kill_at(self.directory, k)
            say(str(add(self.directory, batch.path(self.folder)).code))

        child = finished(work)
        after = self.model | batch.bodies
        if not child.was_killed:
            self.is_broken = child.said != ["0"]
            assert not self.is_broken, child.said
            self.ever |= set(keys)
            self._published(after)
            return
        now = stored(self.directory)
        assert now in (self.model, after), f"lost: {differences(now, after)}"
        self.ever |= set(now)
        self.model, self.undoable = now, None
        self.indexed.append(after)

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
        assert index.bodies in [*self.indexed, self.model], differences(index.bodies, self.model)
        if not self.damaged:
            assert index.is_current, "an older generation stands in without damage"

    @invariant()
    def every_acknowledged_article_is_there(self) -> None:
        """Looked at after each step."""
        self.tally.steps += 1
        now = stored(self.directory)
        assert now == self.model, f"lost: {differences(now, self.model)}"

    def teardown(self) -> None:
        """In the end a rebuild puts everything right, whatever happened."""
        try:
            if self.damaged:
                self.rebuild()
            else:
                self.add(("k1",))
            found = [
                fault
                for fault in faults_of_settled(self.directory, self.model)
                if not self.damaged or "verify" not in fault
            ]
            assert not found, found
        finally:
            shutil.rmtree(self.folder)

    def _settle(self) -> None:
        if self.damaged:
            self.rebuild()
        else:
            self.add(("k1",))
        found = list(faults_of_settled(self.directory, self.model))
        # A file of an older generation may be damaged still, and verify says so.
        assert not [fault for fault in found if not (self.damaged and "verify" in fault)], found

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
        self._published(self.model | batch.bodies)
        with open_archive(self.directory) as archive:
            self.undoable = (archive.batches(1)[0].id, before)

    def _expect(self, ended: Ended, code: int = 0) -> None:
        self.is_broken = ended.code != code
        assert not self.is_broken, f"ended with {ended.code}, not {code}: {ended.last_words}"

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
        faults = [*traceback.format_exception_only(error), *getattr(error, "__notes__", ()), told.getvalue()[-3000:]]
    yield Verdict("shrink", faults, f"{tally.machines} machines, {tally.steps} steps")
