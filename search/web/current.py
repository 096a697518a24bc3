"""The searcher a process answers from: opened once, opened anew when a newer generation has been published."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from index.archive.opening import DATABASE
from index.errors import ArchiveUnusable
from index.settings import Settings
from search.backends import Searcher, current_generation, open_searcher


class ArchiveEmpty(ArchiveUnusable):
    """Nothing has been indexed yet; the site then says how to begin."""


@dataclass(slots=True)
class _Lease:
    """A searcher, the pointer it was opened by, and how many requests are reading from it."""

    searcher: Searcher
    pointer: int | None
    readers: int = 0


class CurrentSearcher:
    """Lends out the searcher of the newest generation; one replaced is closed after its last reader."""

    def __init__(self, settings: Settings, searcher: Searcher | None = None, interval: float = 1.0) -> None:
        """A *searcher* given is used for good; *interval* is the time in seconds between looks at the pointer."""
        self._settings = settings
        self._is_fixed = searcher is not None
        self._lease = _Lease(searcher, None) if searcher else None
        self._interval = interval
        self._look_at = 0.0
        self._lock = threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[Searcher]:
        """The searcher, for the length of one request; raises ArchiveEmpty or ArchiveUnusable."""
        with self._lock:
            lease = self._newest()
            lease.readers += 1
        try:
            yield lease.searcher
        finally:
            with self._lock:
                lease.readers -= 1
                self._close_if_done(lease)

    def _newest(self) -> _Lease:
        now = time.monotonic()
        if self._lease and (self._is_fixed or now < self._look_at):
            return self._lease
        self._look_at = now + self._interval
        pointer = current_generation(self._settings)
        if self._lease is None or self._lease.pointer != pointer:
            self._drop()
            self._lease = self._opened(pointer)
        return self._lease

    def _drop(self) -> None:
        """Lend the present searcher no more: when no other can be opened, there is none, rather than an old one."""
        before, self._lease = self._lease, None
        if before:
            self._close_if_done(before)

    def close(self) -> None:
        """Let go of the searcher, when its last reader has."""
        with self._lock:
            self._drop()

    def _opened(self, pointer: int | None) -> _Lease:
        if pointer is None and not (self._settings.archive / DATABASE).exists():
            raise ArchiveEmpty(f"{self._settings.archive}: no archive here yet; run: python -m index add FILE")
        return _Lease(open_searcher(self._settings), pointer)

    def _close_if_done(self, lease: _Lease) -> None:
        if lease is not self._lease and not lease.readers:
            lease.searcher.close()
