"""Document -> segment. One protocol, one implementation per engine; only these modules know an engine."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Protocol

from index.document import Document


class Writer(Protocol):
    """Appends documents to one generation; leaving the context commits, an error in it cancels."""

    @property
    def segments(self) -> int:
        """How many the index has, once committed."""

    def add(self, document: Document) -> None:
        """Append one document as the next row."""

    def take(self, run: Path, rows: int) -> None:
        """Append the documents of a run that was made in another process."""

    def delete(self, row: int) -> None:
        """Mark an earlier row as deleted."""

    def __enter__(self) -> Writer: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None: ...
