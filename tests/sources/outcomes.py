"""What reading a few bytes comes to, for the tables of nasty files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from index.article import RawArticle
from index.sources import Record, Reject, SourceUnusable, read


@dataclass(frozen=True)
class Outcome:
    """Everything a reading gave."""

    records: tuple[Record, ...]
    rejects: tuple[Reject, ...]
    skipped: dict[str, int]

    @property
    def articles(self) -> list[RawArticle]:
        return [record.article for record in self.records]

    @property
    def titles(self) -> list[str]:
        return [article.title for article in self.articles]

    @property
    def reasons(self) -> str:
        return " / ".join(reject.reason for reject in self.rejects)


def outcome(path: Path, data: bytes, format: str = "auto", **columns: str) -> Outcome:  # noqa: A002
    """Read *data* as a file; a file that cannot be begun is one reject, as it is for ``add``."""
    file = path / "berkas"
    file.write_bytes(data)
    return of_path(file, format, **columns)


def of_path(file: Path, format: str = "auto", **columns: str) -> Outcome:  # noqa: A002
    """Read a file or folder."""
    try:
        with read(file, format, columns=columns) as reading:
            items = list(reading)
    except SourceUnusable as error:
        return Outcome((), (Reject(0, 0, str(error), ""),), {})
    records = tuple(item for item in items if isinstance(item, Record))
    rejects = tuple(item for item in items if isinstance(item, Reject))
    return Outcome(records, rejects, dict(reading.skipped))


def check(found: Outcome, titles: list[str], reasons: list[str]) -> None:
    """The titles that were kept, in order, and a word of the reason of each reject, in order."""
    assert found.titles == titles
    assert len(found.rejects) == len(reasons), found.reasons
    for reject, reason in zip(found.rejects, reasons, strict=True):
        assert reason in reject.reason
