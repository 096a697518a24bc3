"""``verify``: is everything as it was written? The database and the index, each with what was found and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index import generation
from index.archive import copies_holding, open_archive, purge_list
from index.archive.opening import DATABASE
from index.archive.rulings import Purge
from index.archive.sqlite import bytes_behind
from index.errors import ArchiveError

RESTORE = "keep a copy of articles.db and run: python -m index restore BACKUP"
REBUILD = "run: python -m index rebuild"
BEHIND = "nobody reads them; to remove them, run: python -m index compact"
PENDING = "stop the site, then run: python -m index compact"
COPIES = "run: python -m index purge-copies"
LEAVE = (
    "the current generation is whole; the damaged one goes with later publications, or at once: python -m index rebuild"
)


@dataclass(frozen=True, slots=True)
class Check:
    """One half of the archive, looked at."""

    name: str
    seen: str
    """What was looked at, in words."""
    troubles: tuple[str, ...]
    """What is wrong; nothing when all is well."""
    is_damaged: bool
    """Whether something is damaged, not only behind."""
    way_out: str = ""
    sound: str = "as it was written"
    """What there is to say when nothing is wrong."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found."""

    checks: tuple[Check, ...]

    @property
    def is_sound(self) -> bool:
        """Nothing is wrong."""
        return not any(check.troubles for check in self.checks)

    @property
    def is_damaged(self) -> bool:
        """Something has to be restored or rebuilt."""
        return any(check.is_damaged for check in self.checks)


def verify(directory: Path, deep: bool) -> Report:
    """Check database and index; *deep* reads every row and every byte."""
    return Report((_database(directory, deep=deep), *_purges(directory), _index(directory, deep=deep)))


def _database(directory: Path, *, deep: bool) -> Check:
    how = "every row" if deep else "SQLite's quick check, articles against changes"
    troubles, way_out = [], ""
    try:
        for trouble in _database_troubles(directory, deep=deep):
            troubles.append(trouble)
            way_out = RESTORE
    except ArchiveError as error:  # which names its own way out
        troubles.append(str(error))
    is_damaged = bool(troubles)
    if not is_damaged and (more := bytes_behind(directory / DATABASE)):
        troubles.append(f"{directory / DATABASE}: {more:,} bytes behind its end; {BEHIND}")
    return Check(DATABASE, how, tuple(troubles), is_damaged, way_out)


def _database_troubles(directory: Path, *, deep: bool) -> Iterator[str]:
    with open_archive(directory, read_only=True) as archive:
        yield from archive.findings(deep=deep)
        if lost := generation.lost_changes(directory, archive.last_change()):
            yield lost


def _purges(directory: Path) -> Iterator[Check]:
    """The list, and where what was purged may be still; of the last backup, if it lies elsewhere, `status` tells."""
    try:
        with open_archive(directory, read_only=True) as archive:
            known = archive.purges_since(0)
    except ArchiveError:
        known = ()  # told of articles.db
    yield _purge_list(directory, known)
    pending = sum(not purge.is_erased for purge in known)
    troubles = [f"bytes of {pending:,} purged articles are in {DATABASE} still; {PENDING}"] if pending else []
    here = [copy for copy in copies_holding(directory, known) if copy.path.is_relative_to(directory)]
    troubles += [f"{copy.path}: a copy that may hold articles purged since: {copy.held:,}; {COPIES}" for copy in here]
    seen = f"bytes of {DATABASE}, copies of it in the directory"
    yield Check("purges", seen, tuple(troubles), is_damaged=False, sound="nothing purged is left")


def _purge_list(directory: Path, known: Sequence[Purge]) -> Check:
    if trouble := purge_list.damage(directory):
        return Check(purge_list.NAME, "each line", (trouble,), is_damaged=True, way_out=REBUILD)
    seen = f"each line, purges of {DATABASE}"
    # One whose bytes are there still may have been cut short before it was listed: told as pending, no damage.
    if lacking := purge_list.lacking(directory, [purge for purge in known if purge.is_erased]):
        trouble = f"lacks {lacking:,} of the {len(known):,} purges that {DATABASE} knows"
        return Check(purge_list.NAME, seen, (trouble,), is_damaged=True, way_out=REBUILD)
    return Check(purge_list.NAME, seen, (), is_damaged=False)


def _index(directory: Path, *, deep: bool) -> Check:
    damages = generation.damages(directory, deep=deep)
    troubles = [f"{damage.path}: {damage.what}" for damage in damages]
    try:
        current = generation.open_current(directory)
    except ArchiveError as error:
        way_out = REBUILD if troubles else ""  # the error names its own
        return Check("index", "its files", tuple(troubles) or (str(error),), is_damaged=True, way_out=way_out)
    how = "every byte" if deep else "sizes"
    seen = f"generation {current.number}, {len(current.manifest.files)} files, and those kept before it, {how}"
    is_hit = any(damage.path.parent == current.path for damage in damages)
    if not current.is_current:
        troubles.append(f"CURRENT, or what it names, is damaged; generation {current.number} stands in")
    way_out = REBUILD if is_hit or not current.is_current else LEAVE if troubles else ""
    return Check("index", seen, tuple(troubles), is_damaged=is_hit, way_out=way_out)
