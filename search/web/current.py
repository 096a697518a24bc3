"""The searcher a process answers from: opened once, opened anew when a newer generation has been published.

Meanwhile all files of its generation are read in the background. Where one is not as it was written, an older
generation stands in, or nothing is answered.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from index.archive.opening import DATABASE
from index.errors import ArchiveError, ArchiveUnusable
from index.settings import Settings
from search.backends import Searcher, Verification, current_generation, open_searcher

VERIFY_EVERY = 24 * 3600
"""Seconds from one reading of all files to the next."""
THROTTLE = 4.0
"""Seconds to rest for each second of reading, so that requests have most of the disk and of the interpreter."""


class ArchiveEmpty(ArchiveUnusable):
    """Nothing has been indexed yet; the site then says how to begin."""


class _Stopped(Exception):
    """The generation being verified is no longer answered from."""


@dataclass(slots=True)
class _Lease:
    """A searcher, the pointer it was opened by, and how many requests are reading from it."""

    searcher: Searcher
    pointer: int | None
    readers: int = 0
    verify_at: float = 0.0
    stop: threading.Event = field(default_factory=threading.Event)

    def pause(self, seconds: float) -> None:
        """Rest after reading for *seconds*."""
        if self.stop.wait(THROTTLE * seconds):
            raise _Stopped

    def is_outdated(self) -> bool:
        """True also where that cannot be told: opening another searcher then says why."""
        try:
            return self.searcher.is_outdated()
        except ArchiveUnusable:
            return True

    def verify(self) -> None:
        """Run in a thread of its own; what it finds stands in ``searcher.verification``."""
        try:
            self.searcher.verify(self.pause)
        except (_Stopped, ArchiveError, OSError):
            return


@dataclass(frozen=True, slots=True)
class Health:
    """What there is to say to those who watch over a process."""

    generation: int | None
    is_stale: bool
    verification: Verification
    detail: str = ""
    failure: str = ""
    """Why nothing can be answered."""

    @property
    def status(self) -> str:
        """``failing``: nothing is answered; ``degraded``: somebody should look; else ``ok``."""
        if self.failure:
            return "failing"
        return "degraded" if self.is_stale or self.verification.damaged_file or self.detail else "ok"

    def as_json(self) -> dict[str, Any]:
        """A file is named within the archive, which readers need not know the place of."""
        at, file = self.verification.verified_at, self.verification.damaged_file
        return {
            "status": self.status,
            "generation": self.generation,
            "stale": self.is_stale,
            "verification": {
                "verified": at.isoformat(timespec="seconds") if at else None,
                "checking": self.verification.is_checking,
                "damaged": f"{file.parent.name}/{file.name}" if file else None,
            },
            "detail": self.failure or self.detail,
        }


class CurrentSearcher:
    """Lends out the searcher of the newest generation; one replaced is closed after its last reader."""

    def __init__(self, settings: Settings, searcher: Searcher | None = None, interval: float = 1.0) -> None:
        """A *searcher* given is used for good; *interval* is the time in seconds between looks at the pointer."""
        self._settings = settings
        self._is_fixed = searcher is not None
        self._lease = _Lease(searcher, None) if searcher else None
        self._interval = interval
        self._look_at = 0.0
        self._damaged: tuple[Path, ...] = ()
        self._failure: ArchiveUnusable | None = None
        self._lock = threading.Lock()

    @property
    def verification(self) -> Verification:
        """What is known of the files answered from, and of a damaged one for which they stand in."""
        lease, damaged = self._lease, self._damaged
        known = lease.searcher.verification if lease else Verification()
        return replace(known, damaged_file=known.damaged_file or next(iter(damaged), None))

    @property
    def directory(self) -> Path | None:
        """Of the archive; None over a searcher that was given, which nothing is written beside."""
        return None if self._is_fixed else self._settings.archive

    def look(self) -> None:
        """Look for news at the next request, whenever the last look was."""
        with self._lock:
            self._look_at = 0.0

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

    @property
    def lent(self) -> Searcher | None:
        """What the last request read from, without looking for a newer one."""
        lease = self._lease
        return lease.searcher if lease else None

    def health(self) -> Health:
        """Looks for a newer generation, as a request does."""
        try:
            with self.reading() as searcher:
                return Health(searcher.generation, not searcher.is_current, self.verification)
        except ArchiveEmpty as error:
            return Health(None, is_stale=False, verification=self.verification, detail=str(error))
        except ArchiveUnusable as error:
            return Health(None, is_stale=False, verification=self.verification, failure=str(error))

    def close(self) -> None:
        """Let go of the searcher, when its last reader has."""
        with self._lock:
            self._drop()

    def _newest(self) -> _Lease:
        now = time.monotonic()
        if self._is_fixed and self._lease:
            return self._lease
        found = self._lease.searcher.verification.damaged_file if self._lease else None
        if found:
            self._damaged = (*self._damaged, found)
            self._drop()
        elif now < self._look_at:
            if self._failure:
                raise self._failure.with_traceback(None)
            if self._lease:
                return self._lease
        self._look_at = now + self._interval
        return self._looked(now)

    def _looked(self, now: float) -> _Lease:
        pointer = current_generation(self._settings)
        if self._lease is None or self._lease.pointer != pointer or self._lease.is_outdated():
            self._drop()
            self._lease = self._opened(pointer)
        if now >= self._lease.verify_at:
            self._lease.verify_at = now + VERIFY_EVERY
            threading.Thread(target=self._lease.verify, name="verify", daemon=True).start()
        return self._lease

    def _opened(self, pointer: int | None) -> _Lease:
        self._failure = None
        try:
            if pointer is None and not (self._settings.archive / DATABASE).exists():
                raise ArchiveEmpty(f"{self._settings.archive}: no archive here yet; run: python -m index add FILE")
            searcher = open_searcher(self._settings, self._damaged)
        except ArchiveUnusable as error:
            self._failure = error
            raise
        if searcher.is_current:
            self._damaged = ()
        return _Lease(searcher, pointer)

    def _drop(self) -> None:
        """Lend the present searcher no more: when no other can be opened, there is none, rather than an old one."""
        before, self._lease = self._lease, None
        if before:
            before.stop.set()
            self._close_if_done(before)

    def _close_if_done(self, lease: _Lease) -> None:
        if lease is not self._lease and not lease.readers:
            lease.searcher.close()
