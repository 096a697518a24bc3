"""An archive's own list of synonyms, read once; its owner learns by the file's date and size that it changed."""

from __future__ import annotations

from pathlib import Path

from index.archive.own_list import SYNONYMS
from search.variants import Lists, lists_of, read_lines, shipped

Stamp = tuple[int, int] | None


class OwnList:
    """The shipped lists and, where there is one, the file beside articles.db. Lines that are wrong are left out."""

    def __init__(self, directory: Path) -> None:
        self._path = directory / SYNONYMS
        self._stamp = self._now()
        self.lists: Lists = lists_of((*shipped(), *read_lines(self._text())[0]))

    def is_changed(self) -> bool:
        """Whether the file is another now."""
        return self._now() != self._stamp

    def _now(self) -> Stamp:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size

    def _text(self) -> str:
        """Nothing where it cannot be read: a search does not fail for a list, and the command that checks it tells."""
        try:
            return self._path.read_text("utf-8", errors="replace")
        except OSError:
            return ""
