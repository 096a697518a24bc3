"""Members of zip and tar archives and of folders, as inputs: streamed, never extracted; names are only names."""

from __future__ import annotations

import io
import os
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

from index.sources.opened import CHUNK, MAX_RATIO, RATIO_GRACE, Inflater, Opened
from index.sources.record import MAX_DOCUMENT, Input, Reject, Skip

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAX_MEMBERS = 1_000_000
LONGEST_NAME = 500
DAMAGES = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError, NotImplementedError, ValueError)
"""What zipfile and tarfile raise at data that is not as it should be."""


@dataclass(slots=True)
class Budget:
    """Bytes that may still come out of one archive."""

    left: int

    @classmethod
    def of(cls, packed: int) -> Budget:
        """For an archive of *packed* bytes."""
        return cls(max(RATIO_GRACE, MAX_RATIO * packed))


class Readable(Protocol):
    """What bytes can be read from."""

    def read(self, size: int, /) -> bytes:
        """At most *size* bytes, ``b""`` at the end."""
        ...


class Member(io.RawIOBase):
    """One file inside of another. Damage never raises: the stream ends early and ``damage`` says why."""

    def __init__(self, name: str, source: Readable, budget: Budget | None = None) -> None:
        self.name = shown(name)
        self.damage = ""
        self._source = source
        self._budget = budget
        self._inflater: Inflater | None = None
        self._pending = self._fetch(2)
        if self._pending == b"\x1f\x8b":
            self._inflater = Inflater()
        self._consumed = 0
        self.stream: io.BufferedReader = io.BufferedReader(self, CHUNK)

    def readable(self) -> bool:
        """True: asked by BufferedReader."""
        return True

    def changed(self) -> bool:
        """The archive is asked, not its member."""
        return False

    def readinto(self, buffer: WriteableBuffer) -> int:
        """The next bytes; 0 at the end or at damage."""
        view = memoryview(buffer).cast("B")
        data = self._inflated(self._inflater, len(view)) if self._inflater else self._plain(len(view))
        view[: len(data)] = data
        return len(data)

    def _plain(self, size: int) -> bytes:
        head, self._pending = self._pending[:size], self._pending[size:]
        return head + self._fetch(size - len(head)) if size > len(head) else head

    def _inflated(self, inflater: Inflater, size: int) -> bytes:
        while not self.damage:
            try:
                data = inflater.inflate(self._pending, size)
            except zlib.error as error:
                self.damage = f"gzip data is damaged: {error}"
                break
            self._pending = b""
            if inflater.produced > max(RATIO_GRACE, MAX_RATIO * self._consumed):
                self.damage = f"unpacks to more than {MAX_RATIO} times its size: refused as a gzip bomb"
                break
            if data:
                return data
            if inflater.is_hungry:
                self._pending = self._fetch(CHUNK)
                self._consumed += len(self._pending)
                if not self._pending:
                    if not inflater.is_between_members:
                        self.damage = self.damage or "gzip data ends early: the file is truncated"
                    break
        return b""

    def _fetch(self, size: int) -> bytes:
        if self.damage:
            return b""
        try:
            data = self._source.read(size) or b""
        except DAMAGES as error:
            self.damage = f"the member is damaged: {error}"
            return b""
        if self._budget:
            self._budget.left -= len(data)
            if self._budget.left < 0:
                self.damage = f"the archive unpacks to more than {MAX_RATIO} times its size: refused as a bomb"
                return b""
        return data


Found = Member | Opened | Reject | Skip
"""A member that can be read, or why it is not."""


def shown(name: str) -> str:
    """A name of which nothing but its characters is believed."""
    text = "".join(character if character.isprintable() else "\ufffd" for character in name)
    return text.encode("utf-8", "replace").decode() if len(text) <= LONGEST_NAME else f"{text[:LONGEST_NAME]}…"


def zipped(
    opened: Input, file: BinaryIO, size: int, wanted: Callable[[str], bool] = lambda name: True
) -> Iterator[Found]:
    """The members of a zip archive that are *wanted* by their names, in its order."""
    try:
        archive = zipfile.ZipFile(file)
    except DAMAGES as error:
        yield Reject(1, 0, f"the zip archive cannot be read: {error}", "")
        return
    budget = Budget.of(size)
    with archive:
        members = archive.infolist()
        if any(member.filename == "[Content_Types].xml" for member in members):
            yield Reject(1, 0, "it is an Office document: save it as CSV or as text first", "")
            return
        for number, member in enumerate(members):
            if number >= MAX_MEMBERS:
                yield Reject(1, 0, f"more than {MAX_MEMBERS:,} members in one archive: the rest is not read", "")
                return
            if not member.is_dir() and wanted(member.filename):
                yield from _of_zip(archive, member, opened, budget)


def _of_zip(archive: zipfile.ZipFile, member: zipfile.ZipInfo, opened: Input, budget: Budget) -> Iterator[Found]:
    name = f"{opened.name}!{member.filename}"
    if member.flag_bits & 1:
        yield Reject(1, 0, "the member asks for a password", "", shown(member.filename))
        return
    try:
        source = archive.open(member)
    except (*DAMAGES, RuntimeError) as error:
        yield Reject(1, 0, f"the member cannot be read: {error}", "", shown(member.filename))
        return
    with source:
        yield Member(name, source, budget)


def tarred(opened: Input) -> Iterator[Found]:
    """The regular files of a tar archive, as a stream in its order."""
    try:
        archive = tarfile.open(fileobj=opened.stream, mode="r|")  # noqa: SIM115  a stream: nothing to close
        for number, member in enumerate(archive):
            if number >= MAX_MEMBERS:
                yield Reject(1, 0, f"more than {MAX_MEMBERS:,} members in one archive: the rest is not read", "")
                return
            if member.isdir():
                continue
            if not member.isreg() or member.sparse is not None:
                yield Skip("link, device or sparse file in a tar archive")
                continue
            yield Member(f"{opened.name}!{member.name}", _TarData(archive, member))
    except DAMAGES as error:
        yield Reject(1, opened_at(opened), f"the tar archive cannot be read on: {error}", "")


class _TarData:
    """The bytes of a member as they come: tarfile's own reader gives none of a member that is cut off."""

    def __init__(self, archive: tarfile.TarFile, member: tarfile.TarInfo) -> None:
        self._stream: Any = archive.fileobj
        self._stream.seek(member.offset_data)
        self._left = member.size

    def read(self, size: int) -> bytes:
        wanted = min(size, self._left)
        data: bytes = self._stream.read(wanted) if wanted else b""
        if wanted and not data:
            raise EOFError("unexpected end of data")
        self._left -= len(data)
        return data


def opened_at(opened: Input) -> int:
    """How far a file has been read, in bytes as it lies on the disk; 0 for a member."""
    return opened.consumed if isinstance(opened, Opened) else 0


def in_memory(opened: Input) -> BinaryIO | None:
    """All of a member, to be read at any place; None when it is too large for that."""
    data = opened.stream.read(MAX_DOCUMENT + 1)
    return io.BytesIO(data) if len(data) <= MAX_DOCUMENT else None


def files(folder: Path) -> list[Path]:
    """The regular files in a folder and the folders inside, in order; no link is followed."""
    found: list[Path] = []
    for place, folders, names in os.walk(folder, followlinks=False):
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        found += [Path(place) / name for name in names + links]
    return sorted(found)


def laid(path: Path) -> Found:
    """A file of a folder, open; the caller closes it."""
    try:
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            return Skip("symbolic link in a folder")
        return Opened(path)
    except OSError as error:
        return Reject(1, 0, f"cannot be read: {error.strerror or error}", "", str(path))
