"""The commands under torture: what each starts from, how it is called, and what it may leave behind."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.torture.commands import Ended, add, command
from tests.torture.model import Batch, Bodies, applied, words
from tests.torture.oracle import REPLACEMENT, differences, stored
from tests.torture.trials import BACKED_UP, NEWEST, SEED, Seed, copied

MORE = Batch(20, ("baru-1", "a1", "baru-2", "b2"))
"""Two new articles and two new versions."""
EDITED = Batch(30, ("a2",))
"""The body that a person writes."""
NAME = "Rahmat Hidayat"
BACKUP = "backup.db"


@dataclass(frozen=True, slots=True)
class Action:
    """One command on a copy of the seed archive, in the folder of its trial."""

    name: str
    run: Callable[[Path], Ended]
    after: Bodies
    """What is there once it succeeded."""
    before: Bodies
    starts_empty: bool = False
    removes_index: bool = False
    """It may die when there is no index; what stands in for one is then an older generation."""
    refusal: str = ""
    """What it may say, ending with 1 or 2, when it is called again and all was done before."""
    erased: frozenset[str] = frozenset()
    """Words that afterwards stand in no file of the archive."""

    @property
    def allowed(self) -> Sequence[Bodies]:
        """The states in which a crash may leave the archive."""
        return (self.before, self.after)


def prepared(seed: Seed, action: Action, folder: Path) -> Path:
    """A fresh archive for one trial, in a folder of its own with the files that its command may read."""
    target = folder / "trial"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    MORE.write(target)
    for file in seed.directory.parent.glob(f"{BACKED_UP}*"):
        shutil.copyfile(file, target / file.name)
    if not action.starts_empty:
        copied(seed.directory, target / "archive")
    return target


def faults_of_second_call(action: Action, folder: Path) -> Iterator[str]:
    """Whatever became of the first: the same command again brings about what it should, or says that it is done."""
    was_done = stored(folder / "archive") == action.after
    ended = action.run(folder)
    is_refused = ended.code in {1, 2} and bool(re.search(action.refusal or "$^", ended.out + ended.err))
    if ended.code and not (is_refused and was_done):
        yield f"stuck: the same command again ends with {ended.code}: {ended.last_words}"
    now = stored(folder / "archive")
    if now != action.after:
        yield f"lost: after the same command again articles.db holds {differences(now, action.after)}"
    if action.name == "backup" and (check := command("restore", folder / "archive", folder / BACKUP, "--check")).code:
        yield f"lie: the backup is there, but it cannot be restored: {check.last_words}"


def faults_of_erasing(action: Action, directory: Path) -> Iterator[str]:
    """Files in which a word stands that was purged."""
    for path in sorted(path for path in directory.rglob("*") if path.is_file()):
        data = path.read_bytes()
        yield from (
            f"kept: {word} was purged and stands in {path.name}" for word in action.erased if word.encode() in data
        )


def actions(seed: Seed) -> list[Action]:
    """All of them."""
    return [*delivering(seed), *deciding(seed), *keeping(seed)]


def delivering(seed: Seed) -> list[Action]:
    """Commands that bring articles in, take a batch back, or make the index anew."""
    return list(_delivering(seed.bodies))


def _delivering(state: Bodies) -> Iterator[Action]:
    yield Action("add", _add_more, applied(state, [MORE]), state)
    yield Action("first-add", _add_more, MORE.bodies, {}, starts_empty=True)
    again = "was undone before, by batch"
    yield Action("undo", _calling("undo", str(NEWEST)), applied({}, SEED[:-1]), state, refusal=again)
    for name in ("rebuild", "compact"):
        yield Action(name, _calling(name, "--workers", "1"), state, state)


def deciding(seed: Seed) -> list[Action]:
    """Commands by which people change what readers find."""
    return list(_deciding(seed.bodies))


def _deciding(state: Bodies) -> Iterator[Action]:
    without = {key: body for key, body in state.items() if key not in {"a1", "b3"}}
    yield Action("delete", _calling("delete", "a1", "b3"), without, state, refusal="no article with the id 'a1'")
    yield Action(
        "edit", _calling("edit", "a2", f"body={EDITED.bodies['a2']}", "--by", "Sari"), applied(state, [EDITED]), state
    )
    redacted = state | {"a1": state["a1"].replace(NAME, REPLACEMENT)}
    yield Action("redact", _decision("a1", "redaction", "--name", NAME), redacted, state)
    gone = {key: body for key, body in state.items() if key != "a2"}
    erased = words({key: batch.bodies[key]} for batch in SEED for key in batch.keys if key == "a2")
    own = frozenset(word for word in erased if word.startswith("zx"))
    again = "was purged before; nothing is left to purge"
    yield Action("purge", _decision("a2", "purge", "--irrevocably"), gone, state, refusal=again, erased=own)


def keeping(seed: Seed) -> list[Action]:
    """Commands that keep an archive from being lost."""
    return list(_keeping(seed.bodies))


def _keeping(state: Bodies) -> Iterator[Action]:
    again = f"{BACKUP} is there already; a backup never overwrites"
    yield Action(
        "backup", lambda folder: command("backup", folder / "archive", folder / BACKUP), state, state, refusal=again
    )
    former = applied({}, SEED[:-1])
    yield Action("restore", _restore, former, state, removes_index=True)
    yield Action("first-restore", _restore, former, {}, starts_empty=True)


def _add_more(folder: Path) -> Ended:
    return add(folder / "archive", MORE.path(folder))


def _restore(folder: Path) -> Ended:
    return command("restore", folder / "archive", folder / BACKED_UP, "--workers", "1")


def _calling(name: str, *arguments: str) -> Callable[[Path], Ended]:
    return lambda folder: command(name, folder / "archive", *arguments)


def _decision(key: str, kind: str, *arguments: str) -> Callable[[Path], Ended]:
    return _calling("decide", key, kind, "--basis", "putusan", "--by", "Sari", *arguments)
