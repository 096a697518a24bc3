"""Named arrays in one file: a header, the arrays, each at a multiple of 64 bytes, and a table of them at the end.

The header is written last, so that a file that was cut short while it was written is none. Checksums are not the
file's own: whoever keeps it seals it block by block (index/manifest.py) and hands out only bytes that were checked.
"""

from __future__ import annotations

import json
import shutil
import struct
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

FORMAT = 1
"""Raised when older readers would misread a file."""

_MAGIC = b"arrayseg"
_HEADER = struct.Struct("<8sIIQQ")
"""Magic, format, nothing, offset and length of the table; numbers as everywhere in the file: lowest byte first."""
_ALIGNED = 64
_SPOOLED = 1 << 24
"""Bytes of one array kept in memory before they go to a temporary file."""

Array = npt.NDArray[Any]


class NotASegment(ValueError):
    """These bytes are no file of arrays, or one of a format that this version does not know."""


class Source(Protocol):
    """Where the bytes come from; safe to use from several threads."""

    @property
    def size(self) -> int:
        """The length in bytes."""

    def read(self, start: int, end: int) -> bytes:
        """The bytes from *start* to *end*."""

    def fault(self, what: str) -> Exception:
        """What to raise when they are not what they should be."""


class PlainFile:
    """A file as it lies on the disk, unchecked: for those who have just written it."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb", buffering=0)
        self._lock = threading.Lock()
        self.size = path.stat().st_size

    def read(self, start: int, end: int) -> bytes:
        """The bytes from *start* to *end*."""
        with self._lock:
            self._file.seek(start)
            data = self._file.read(end - start)
        if len(data) != end - start:
            raise self.fault(f"ends before byte {end}")
        return data

    def fault(self, what: str) -> NotASegment:
        """Says which file it is."""
        return NotASegment(f"{self._file.name}: {what}")

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


class ContainerWriter:
    """Gathers arrays, any number of them growing at the same time; leaving the context writes the file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._spools: dict[str, tuple[str, Any]] = {}

    def append(self, name: str, array: Array) -> None:
        """Put *array* behind what is already there under this *name*; its type is that of the first."""
        if name not in self._spools:
            spool = tempfile.SpooledTemporaryFile(_SPOOLED, dir=str(self._path.parent))  # noqa: SIM115 (closed at the end)
            self._spools[name] = (array.dtype.newbyteorder("<").str, spool)
        kind, spool = self._spools[name]
        spool.write(np.ascontiguousarray(array, kind).data)

    def __enter__(self) -> ContainerWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            if kind is None:
                self._write()
        finally:
            for _, spool in self._spools.values():
                spool.close()

    def _write(self) -> None:
        table = {}
        with self._path.open("wb") as file:
            file.write(bytes(_HEADER.size))
            for name, (kind, spool) in self._spools.items():
                file.write(bytes(-file.tell() % _ALIGNED))
                start, size = file.tell(), spool.tell()
                table[name] = (kind, start, size // np.dtype(kind).itemsize)
                spool.seek(0)
                shutil.copyfileobj(spool, file)
            offset, encoded = file.tell(), json.dumps(table).encode()
            file.write(encoded)
            file.seek(0)
            file.write(_HEADER.pack(_MAGIC, FORMAT, 0, offset, len(encoded)))


class Container:
    """The arrays of one file; nothing but the table is read before it is asked for."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._table = _table(source)

    def fault(self, what: str) -> Exception:
        """What to raise when an array does not say what it should."""
        return self._source.fault(what)

    def length(self, name: str) -> int:
        """How many elements the array has."""
        return self._table[name][2]

    def array(self, name: str) -> Array:
        """A whole array, read-only."""
        return self.part(name, 0, self.length(name))

    def part(self, name: str, first: int, last: int) -> Array:
        """Elements *first* to *last* of an array, read-only."""
        kind, start, count = self._table[name]
        if not 0 <= first <= last <= count:
            raise self.fault(f"has no {name}[{first}:{last}]")
        size = np.dtype(kind).itemsize
        return np.frombuffer(self._source.read(start + first * size, start + last * size), kind)


def _table(source: Source) -> Mapping[str, tuple[str, int, int]]:
    if source.size < _HEADER.size:
        raise source.fault(f"only {source.size} bytes long")
    magic, number, _, offset, length = _HEADER.unpack(source.read(0, _HEADER.size))
    if magic != _MAGIC:
        raise source.fault(f"begins with {magic!r}")
    if number != FORMAT:
        raise source.fault(f"written in format {number}; this version reads {FORMAT}")
    if offset + length != source.size:
        raise source.fault(f"{source.size} bytes long, not {offset + length}")
    table: dict[str, tuple[str, int, int]] = json.loads(source.read(offset, offset + length))
    return table
