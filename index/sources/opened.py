"""One input file held open: regular files only, gzip undone by its magic bytes, bytes counted for a progress bar.

Damage never raises while reading: the stream ends early and ``damage`` says why, so complete records are kept.
"""

from __future__ import annotations

import io
import os
import stat
import zlib
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

GZIP_MAGIC = b"\x1f\x8b"
CHUNK = 1 << 16
MAX_RATIO = 100
"""Bytes out for one byte in. News text reaches 3 to 5; gzip itself ends at 1,032."""
RATIO_GRACE = 16 << 20
"""Bytes out that are never suspicious, however well they were packed."""


class Opened(io.RawIOBase):
    """The decompressed bytes of a file. OSError when the path is no regular file or cannot be opened."""

    def __init__(self, path: Path) -> None:
        # O_NONBLOCK: a FIFO must be refused, not waited for.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        self._before = os.fstat(descriptor)
        if not stat.S_ISREG(self._before.st_mode):
            os.close(descriptor)
            raise OSError("not a regular file")
        self._file = io.FileIO(descriptor, closefd=True)
        self.path = path
        self.name = str(path)
        self.total = self._before.st_size
        """Size of the file as it lies on the disk."""
        self.consumed = 0
        """Bytes of the file read so far; reaches ``total``."""
        self.damage = ""
        """Why the stream ended before the file did; ``""`` when all is well."""
        self._inflater: Inflater | None = None
        self._pending = self._fetch(2)
        if self._pending == GZIP_MAGIC:
            self._inflater = Inflater()
        self.stream: io.BufferedReader = io.BufferedReader(self, CHUNK)

    def __enter__(self) -> Opened:
        """Nothing more to open."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; more than once does no harm, nor where there was none to open."""
        if hasattr(self, "_file"):
            self._file.close()
        super().close()

    def readable(self) -> bool:
        """True: asked by BufferedReader."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """The next decompressed bytes; 0 at the end or at damage."""
        view = memoryview(buffer).cast("B")
        data = self._inflated(self._inflater, len(view)) if self._inflater else self._plain(len(view))
        view[: len(data)] = data
        return len(data)

    def changed(self) -> bool:
        """Whether the file was written to since it was opened."""
        now = os.fstat(self._file.fileno())
        return (now.st_size, now.st_mtime_ns) != (self._before.st_size, self._before.st_mtime_ns)

    def beginning_again(self) -> BinaryIO | None:
        """The file from its start, to be read at any place; None where it is unpacked on the way."""
        if self._inflater:
            return None
        file = os.fdopen(os.dup(self._file.fileno()), "rb")
        file.seek(0)
        return file

    def _plain(self, size: int) -> bytes:
        head, self._pending = self._pending[:size], self._pending[size:]
        return head + self._fetch(size - len(head))

    def _inflated(self, inflater: Inflater, size: int) -> bytes:
        while not self.damage:
            try:
                data = inflater.inflate(self._pending, size)
            except zlib.error as error:
                self.damage = f"gzip data is damaged: {error}"
                break
            self._pending = b""
            if inflater.produced > max(RATIO_GRACE, MAX_RATIO * self.consumed):
                self.damage = f"unpacks to more than {MAX_RATIO} times its size: refused as a gzip bomb"
                break
            if data:
                return data
            if inflater.is_hungry and not self._feed(inflater):
                break
        return b""

    def _feed(self, inflater: Inflater) -> bool:
        self._pending = self._fetch(CHUNK)
        if not self._pending and not inflater.is_between_members:
            self.damage = self.damage or "gzip data ends early: the file is truncated"
        return bool(self._pending)

    def _fetch(self, size: int) -> bytes:
        try:
            data = self._file.read(size) or b""
        except OSError as error:
            self.damage = f"cannot be read on: {error.strerror}"
            return b""
        self.consumed += len(data)
        return data


class Inflater:
    """Undoes gzip: its members one after the other, never more output at a time than asked for."""

    def __init__(self) -> None:
        self.produced = 0
        self._member = zlib.decompressobj(31)
        self._rest = b""

    @property
    def is_hungry(self) -> bool:
        """Whether there is nothing left of what it was given."""
        return not self._rest

    @property
    def is_between_members(self) -> bool:
        """Whether the data may end here."""
        return self._member.eof and not self._rest

    def inflate(self, data: bytes, size: int) -> bytes:
        """At most *size* bytes; zlib.error when the data is damaged."""
        data = self._rest + data
        self._rest = b""
        if self._member.eof:
            data = data.lstrip(b"\0")  # gzip allows zero padding after a member
            if not data:
                return b""
            self._member = zlib.decompressobj(31)
        output = self._member.decompress(data, size)
        self._rest = self._member.unused_data or self._member.unconsumed_tail
        self.produced += len(output)
        return output
