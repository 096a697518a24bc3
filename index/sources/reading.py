"""``read``: one file, its format told by its content, as a stream of records that knows how far it has come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType

from index.sources import jsonl
from index.sources.columns import Columns
from index.sources.lines import encoding_of
from index.sources.opened import CHUNK, Opened
from index.sources.record import Reader, Record, Reject, SourceUnusable

READERS: dict[str, Reader] = {"jsonl": jsonl.read}


class Reading:
    """The records of one open file: an iterator, a context manager, and what a progress bar wants to know.

    Closes itself at the end of the file; use ``with`` where the iteration may stop earlier.
    """

    def __init__(self, opened: Opened, items: Iterator[Record | Reject]) -> None:
        self._opened = opened
        self._items = items

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
            return next(self._items)
        except StopIteration:
            self.close()
            raise

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


def read(path: Path | str, format: str = "auto", source: str = "", columns: Mapping[str, str] | None = None) -> Reading:  # noqa: A002
    """Open *path* and read it as *format*; SourceUnusable when that cannot begin, and never after.

    *source* is for records that name none; *columns* says which column holds a field (``{"title": "headline"}``).
    """
    path = Path(path)
    if format != "auto" and format not in READERS:
        raise SourceUnusable(f"unknown format {format!r} for {path}: expected auto or {' or '.join(READERS)}")
    try:
        chosen = Columns.of(columns or {})
    except ValueError as error:
        raise SourceUnusable(str(error)) from error
    try:
        opened = Opened(path)
    except OSError as error:
        why = error.strerror or str(error)
        raise SourceUnusable(f"cannot read {path}: {why}; give a readable file, for example articles.jsonl") from error
    try:
        reader = READERS[_format(opened) if format == "auto" else format]
    except SourceUnusable:
        opened.close()
        raise
    return Reading(opened, reader(opened, chosen, source))


def _format(opened: Opened) -> str:
    head = opened.stream.peek(CHUNK)
    encoding, mark = encoding_of(head)
    text = head[mark:].decode(encoding, "replace")
    if not text.strip() or any(line.lstrip().startswith("{") for line in text.splitlines()):
        return "jsonl"
    begins = text.strip()[:40]
    raise SourceUnusable(
        f"cannot tell the format of {opened.path}, which begins with {begins!r}: "
        f"expected JSONL, one {{...}} a line; say --format {' or '.join(READERS)} if it is that all the same"
    )
