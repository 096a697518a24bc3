"""``read``: one file, its format told by its content, as a stream of records that knows how far it has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType

from index.sources.columns import Columns
from index.sources.formats import READERS, VERSIONS
from index.sources.guessing import format_of
from index.sources.holders import Folder, How, read_tar, read_zip
from index.sources.members import files
from index.sources.opened import CHUNK, Opened
from index.sources.record import Item, Record, Reject, Skip, SourceUnusable
from index.sources.sitemaps import Sitemap


class Reading:
    """The records of one open file or folder: an iterator, a context manager, and what a progress bar wants to know.

    Closes itself at the end of the file; use ``with`` where the iteration may stop earlier.
    """

    def __init__(self, opened: Opened | Folder, items: Iterator[Item]) -> None:
        self._opened = opened
        self._items = items
        self.skipped: Counter[str] = Counter()
        """What was passed over so far, by kind."""

    @property
    def total(self) -> int:
        """Size of the file on the disk, in bytes."""
        return self._opened.total

    @property
    def consumed(self) -> int:
        """Bytes of the file read so far, compressed where the file is; runs a little ahead of the records."""
        return self._opened.consumed

    def __iter__(self) -> Reading:
        """An iterator is its own iterator."""
        return self

    def __next__(self) -> Record | Reject:
        """The next record or reject."""
        try:
            while isinstance(item := next(self._items), Skip):
                self.skipped[item.kind] += 1
        except StopIteration:
            self.close()
            raise
        return item

    def __enter__(self) -> Reading:
        """The file is open already."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; more than once does no harm."""
        self._opened.close()


def read(
    path: Path | str,
    format: str = "auto",  # noqa: A002
    source: str = "",
    columns: Columns | Mapping[str, str] | None = None,
) -> Reading:
    """Open *path* and read it as *format*; SourceUnusable when that cannot begin, and never after.

    *source* is for records that name none; *columns* says which column holds a field (``{"title": "headline"}``).
    A folder, zip or tar is read file by file, each in its own format unless *format* names one.
    """
    path = Path(path)
    if format != "auto" and format not in READERS:
        raise SourceUnusable(f"unknown format {format!r} for {path}: expected auto, {' or '.join(READERS)}")
    try:
        chosen = columns if isinstance(columns, Columns) else Columns.of(columns or {})
    except ValueError as error:
        raise SourceUnusable(str(error)) from error
    how = How(format, chosen, source, Sitemap())
    try:
        if path.is_dir():
            folder = Folder(path)
            return Reading(folder, folder.items(how))
        opened = Opened(path)
    except OSError as error:
        why = error.strerror or str(error)
        raise SourceUnusable(f"cannot read {path}: {why}; give a readable file, for example articles.jsonl") from error
    try:
        return Reading(opened, _items(opened, how))
    except SourceUnusable:
        opened.close()
        raise


def _items(opened: Opened, how: How) -> Iterator[Item]:
    found = format_of(opened.stream.peek(CHUNK), how.columns)
    if found == "zip":
        return read_zip(opened, how)
    if found == "tar":
        return read_tar(opened, how)
    chosen = found if how.format == "auto" else how.format
    if chosen in READERS:
        return READERS[chosen](opened, how.columns, how.source)
    raise SourceUnusable(f"cannot read {opened.path}: {_why(chosen, opened)}")


def _why(found: str, opened: Opened) -> str:
    if found.startswith("!"):
        return found[1:]
    if found.startswith("-"):
        return f"it is a {found[1:]}, and holds no article"
    begins = opened.stream.peek(CHUNK)[:40]
    formats = " or ".join(READERS)
    return f"cannot tell its format; it begins with {begins!r}. If it is one all the same, say --format {formats}"


def size_of(path: Path) -> int:
    """Bytes that a progress bar counts for a file or folder; 0 for what cannot be read."""
    try:
        return sum(file.lstat().st_size for file in files(path)) if path.is_dir() else path.stat().st_size
    except OSError:
        return 0


def fingerprint(path: Path) -> list[object]:
    """What tells a file, or the files of a folder, from others: names, sizes, times. OSError when it cannot be read."""
    laid = files(path) if path.is_dir() else [path]
    states = [(str(file), file.lstat()) for file in laid]
    return [(name, status.st_size, status.st_mtime_ns) for name, status in states] + [VERSIONS]
