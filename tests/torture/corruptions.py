"""Damage to any file of an archive: `verify --deep` finds and names it, and no answer is ever given from it.

In half of the trials it happens under a reader that has opened the archive and answered some of the questions.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from index.errors import ArchiveUnusable
from index.settings import Settings
from search.backends import open_searcher
from tests.torture.battery import answered, battery
from tests.torture.children import Say, finished
from tests.torture.commands import ESCAPED, add, command
from tests.torture.damage import DAMAGES
from tests.torture.model import words
from tests.torture.oracle import NEXT, differences, seen, stored
from tests.torture.trials import Order, Seed, Verdict, copied, planted

SHORT, LONG = 100, 2000
DATABASE = "articles.db"
LIST = "purged.jsonl"
Pristine = dict[int, tuple[str, ...]]
"""Generation -> what it answers while nothing is damaged."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One file to be damaged in one way."""

    seed: Seed
    directory: Path
    path: Path
    how: str
    is_read: bool
    """Whether a reader has the archive open meanwhile."""
    dice: random.Random

    def damage(self) -> str:
        """Do it; in words."""
        where = self.path.relative_to(self.directory)
        return f"{self.how} {where}{' under a reader' * self.is_read}: {DAMAGES[self.how](self.path, self.dice)}"


def corruptions(order: Order) -> Iterator[Verdict]:
    """One trial damages one file in one way."""
    seed = planted(order.folder)
    pristine = _pristine(seed, order.folder)
    for trial in order.numbered(SHORT, LONG):
        dice = order.chance(trial)
        directory = copied(seed.directory, order.folder / "trial" / "archive")
        how = Trial(seed, directory, _chosen(directory, dice), dice.choice(sorted(DAMAGES)), dice.random() < 0.5, dice)
        faults, kind = _judged(how, pristine)
        yield Verdict(trial, faults, kind)


def _pristine(seed: Seed, folder: Path) -> Pristine:
    """What each generation kept answers, by taking the newer ones away."""
    directory = copied(seed.directory, folder / "pristine" / "archive")
    answers = {}
    for path in sorted(directory.glob("gen-*"), reverse=True):
        generation, _, told = answered(directory, seed.bodies)
        answers[generation] = told
        shutil.rmtree(path)
    return answers


def _chosen(directory: Path, dice: random.Random) -> Path:
    """The database, the small files that decide everything and what is read last are as often as all others."""
    files = sorted(p for p in directory.rglob("*") if p.is_file() and p.name != "LOCK")
    kinds = (
        [directory / DATABASE],
        [directory / "CURRENT", directory / LIST, *directory.glob("gen-*/MANIFEST.json")],
        max(directory.glob("gen-????????")).glob("MAIN_*.arrays"),
        [p for p in files if p.parent != directory],
        [p for p in files if p.parent != directory],
    )
    return dice.choice(sorted(dice.choice(kinds)))


def _judged(trial: Trial, pristine: Pristine) -> tuple[list[str], str]:
    def work(say: Say) -> None:
        if trial.is_read:
            for line in _reader_verdicts(trial, pristine):
                say(line)
        else:
            say(f"done {trial.damage()}")
        say(f"answer {_answer_verdict(trial.seed, trial.directory, pristine)}")
        say(f"verify {_verify_verdict(trial)}")
        for fault in _recovery_faults(trial.seed, trial.directory, trial.path):
            say(f"recovery FAULT {fault}")

    child = finished(work)
    done = next((line.removeprefix("done ") for line in child.said if line.startswith("done ")), "not done")
    faults = [line.replace(" FAULT", ":") for line in child.said if "FAULT" in line]
    if child.trouble or child.was_killed:
        faults.append(f"died: {child.trouble or 'killed'}")
    kinds = [line for line in child.said if line.startswith(("reader ok", "answer ok", "verify ok"))]
    return [f"{done}: {fault}" for fault in faults], " and ".join(kinds).replace(" ok", "")


def _reader_verdicts(trial: Trial, pristine: Pristine) -> Iterator[str]:
    """Each question is asked, whatever came of the one before: others ask meanwhile."""
    questions, refused = battery(trial.seed.bodies), False
    with closing(open_searcher(Settings(archive=trial.directory))) as searcher:
        for ask in trial.dice.sample(questions, trial.dice.randrange(4)):
            ask(searcher)
        yield f"done {trial.damage()}"
        for ask, right in zip(questions, pristine[searcher.generation], strict=True):
            try:
                if ask(searcher) != right:
                    yield "reader FAULT another answer than was given before the damage"
            except ArchiveUnusable:
                refused = True
            except Exception as error:
                yield f"reader FAULT an exception came through: {type(error).__name__}: {error}"
    yield f"reader ok {'refused' if refused else 'right'}"


def _answer_verdict(seed: Seed, directory: Path, pristine: Pristine) -> str:
    try:
        generation, is_current, answers = answered(directory, seed.bodies)
    except ArchiveUnusable as error:
        return f"ok refused{'' if 'run:' in str(error) else f' FAULT no way out is named: {error}'}"
    except Exception as error:
        return f"FAULT an exception came through: {type(error).__name__}: {error}"
    if answers != pristine.get(generation):
        return f"FAULT generation {generation} gave another answer than it gave undamaged"
    if is_current and generation != max(pristine):
        return f"FAULT generation {generation} claims to be current"
    return "ok fallback" if generation != max(pristine) or not is_current else "ok right"


def _verify_verdict(trial: Trial) -> str:
    path = trial.path
    ended = command("verify", trial.directory, "--deep")
    told = ended.out + ended.err
    if ended.code == ESCAPED:
        return f"FAULT an exception came through: {ended.last_words}"
    if ended.code in {1, 3}:
        return "ok found" if path.name in told else f"FAULT found but not named: {ended.last_words}"
    if path.name == "VERIFIED":
        return "ok harmless (note of the last check)"
    if path.name == DATABASE and path.exists() and _content(path) == _content(trial.seed.directory / DATABASE):
        return "ok harmless (unused bytes of articles.db)"
    return f"FAULT missed, code {ended.code}: {ended.last_words}"


def _content(database: Path) -> list[str]:
    """Everything in the database, read in two ways: by table, and the database's own opinion."""
    with closing(sqlite3.connect(database.as_uri() + "?mode=ro", uri=True)) as connection:
        try:
            return [*connection.iterdump(), *map(str, connection.execute("PRAGMA integrity_check"))]
        except sqlite3.Error as error:
            return [str(error)]


def _recovery_faults(seed: Seed, directory: Path, path: Path) -> Iterator[str]:
    """After damage to the index the next add or a rebuild puts all right; damage to articles.db is not hidden."""
    if path.name == DATABASE:
        ended = add(directory, NEXT.write(directory.parent))
        if ended.code == 0:
            expected = seed.bodies | NEXT.bodies
            now = stored(directory)
            if now != expected:
                yield f"add went through on a damaged articles.db, which now holds {differences(now, expected)}"
        elif ended.code == ESCAPED:
            yield f"an exception came through add: {ended.last_words}"
        return
    state = seed.bodies | NEXT.bodies
    for name, arguments in (("add", [NEXT.write(directory.parent)]), ("rebuild", [])):
        ended = command(name, directory, *arguments, "--workers=1")
        if ended.code:
            yield f"{name} ends with {ended.code}: {ended.last_words}"
            continue
        index, wrong = seen(directory, words([state]))
        if wrong or index.bodies != state or not index.is_current:
            yield f"after {name}: {wrong[:2]} {differences(index.bodies, state)}, current: {index.is_current}"
        if (status := command("status", directory)).code:
            yield f"after {name}: status ends with {status.code}: {status.last_words}"
