"""``verify``: is everything as it was written? The database and the index, each with what was found and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index import generation
from index.archive import open_archive
from index.errors import ArchiveError

RESTORE = "keep a copy of articles.db and run: python -m index restore BACKUP"
REBUILD = "run: python -m index rebuild"


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
    return Report((_database(directory, deep=deep), _index(directory, deep=deep)))


def _database(directory: Path, *, deep: bool) -> Check:
    how = "every row" if deep else "SQLite's quick check, articles against changes"
    troubles = tuple(_database_troubles(directory, deep=deep))
    return Check("articles.db", how, troubles, bool(troubles), RESTORE if troubles else "")


def _database_troubles(directory: Path, *, deep: bool) -> Iterator[str]:
    try:
        with open_archive(directory, read_only=True) as archive:
            yield from archive.findings(deep=deep)
    except ArchiveError as error:
        yield str(error)


def _index(directory: Path, *, deep: bool) -> Check:
    try:
        current = generation.open_current(directory)
        if deep:
            generation.verify(current)
    except ArchiveError as error:
        return Check("index", "its files", (str(error),), is_damaged=True, way_out=REBUILD)
    how = "every byte" if deep else "sizes"
    seen = f"generation {current.number}, {len(current.manifest.files)} files, {how}"
    if not current.is_current:
        trouble = "CURRENT, or what it names, is damaged; an older generation stands in"
        return Check("index", seen, (trouble,), is_damaged=False, way_out=REBUILD)
    return Check("index", seen, (), is_damaged=False)
