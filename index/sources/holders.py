"""What holds files: folders, zip and tar. Each member is told by its content and read by its format's reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path, PurePosixPath

from index import bags
from index.sources import pages, sitemaps
from index.sources.columns import Columns
from index.sources.formats import READERS
from index.sources.guessing import format_of
from index.sources.members import Found, Member, files, in_memory, laid, shown, tarred, zipped
from index.sources.opened import CHUNK, Opened
from index.sources.record import Input, Item, Reject, Skip, ending
from index.sources.sitemaps import Sitemap

MAX_DEPTH = 3
"""Archives within archives."""
COLLECTIONS = ("zip", "tar")


@dataclass(frozen=True, slots=True)
class How:
    """How the members are to be read."""

    format: str
    columns: Columns
    source: str
    sitemap: Sitemap
    depth: int = 0


def read_zip(opened: Input, how: How) -> Iterator[Item]:
    """The articles of the members of a zip archive."""
    at_any_place = opened.beginning_again() if isinstance(opened, Opened) else None
    file = at_any_place or in_memory(opened)
    if file is None:
        yield Reject(1, 0, "a zip archive inside of another, or packed again, of more than 50 MB: unpack it first", "")
        return
    with file:
        size = opened.total if isinstance(opened, Opened) else len(file.read())
        for found in zipped(opened, file, size, is_sitemap_name):
            if isinstance(found, Member):
                _take_in(found, how)
        for found in zipped(opened, file, size):
            yield from _items(found, opened.name, how)
            if isinstance(opened, Opened):
                opened.consumed = min(opened.total, file.tell())
    yield from ending(opened, 1, 0)


def read_tar(opened: Input, how: How) -> Iterator[Item]:
    """The articles of the members of a tar archive; a sitemap counts for the pages behind it."""
    for found in tarred(opened):
        if isinstance(found, Member) and is_sitemap_name(found.name):
            _take_in(found, how)
            yield Skip("sitemap")
        else:
            yield from _items(found, opened.name, how)
    yield from ending(opened, 1, 0)


class Folder:
    """A folder of files, as one input; of a bag its payload, where the sums hold. OSError when it cannot be listed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = str(path)
        self.is_bag = bags.is_bag(path)
        self.files = files(path / bags.PAYLOAD if self.is_bag else path)
        self.total = sum(file.lstat().st_size for file in self.files)
        self.consumed = 0

    def items(self, how: How) -> Iterator[Item]:
        """The articles of its files."""
        wrong = {problem.path: problem for problem in bags.problems(self.path)} if self.is_bag else {}
        for problem in wrong.values():
            yield Reject(0, 0, f"the bag is not whole: {problem.what}", "", shown(problem.path))
        for file in self.files:
            if is_sitemap_name(file.name) and isinstance(found := laid(file), Opened):
                with found:
                    _take_in(found, how)
        for file in self.files:
            if file.relative_to(self.path).as_posix() in wrong:
                continue
            found = laid(file)
            yield from _items(found, self.name, how)
            if isinstance(found, Opened):
                found.close()
            self.consumed += file.lstat().st_size if file.is_symlink() or file.exists() else 0

    def close(self) -> None:
        """Nothing is open between two files."""


def is_sitemap_name(name: str) -> bool:
    """Whether a file may be a sitemap: only these are looked into beforehand."""
    last = PurePosixPath(name.replace("!", "/")).name.lower()
    return "sitemap" in last and last.endswith((".xml", ".xml.gz"))


def _take_in(found: Member | Opened, how: How) -> None:
    if sitemaps.is_sitemap(found.stream.peek(CHUNK)):
        how.sitemap.add(found)


def _items(found: Found, outer: str, how: How) -> Iterator[Item]:
    """The articles of one member, its rejects with its name."""
    if isinstance(found, (Reject, Skip)):
        yield found
        return
    name = found.name.removeprefix(outer).lstrip("!/")
    for item in member_items(found, name, how):
        yield (
            replace(item, member=shown(f"{name}!{item.member}" if item.member else name))
            if isinstance(item, Reject)
            else item
        )


def beside(path: PurePosixPath) -> str:
    """What a member is by its name alone, where that is nothing with articles; else ``""``."""
    name, end = path.name.lower(), path.suffix.lower()
    if name in passed_over() or name.startswith("._") or "__MACOSX" in path.parts:
        return "file of a system"
    return f"{end} file" if end in passed_over() else ""


@cache
def passed_over() -> frozenset[str]:
    """Names, and ends of names, of members that are not looked into."""
    rows = (Path(__file__).parent / "data" / "passed_over.txt").read_text("utf-8").splitlines()
    return frozenset(word for row in rows if not row.startswith("#") for word in row.split())


def member_items(found: Input, name: str, how: How) -> Iterator[Item]:
    """The articles of one member."""
    path = PurePosixPath(name)
    if aside := beside(path):
        yield Skip(aside)
        return
    head = found.stream.peek(CHUNK)
    format_ = format_of(head, how.columns)
    if format_ in COLLECTIONS:
        yield from _inner(found, format_, how)
        return
    if not head:
        yield from ending(found, 1, 0)
        if not found.damage:
            yield Skip("empty file")
        return
    yield from _read_as(format_ if how.format == "auto" or format_.startswith("-") else how.format, found, name, how)


def _read_as(format_: str, found: Input, name: str, how: How) -> Iterator[Item]:
    match format_[:1]:
        case "-":
            yield Skip(format_[1:])
        case "!":
            yield Reject(1, 0, format_[1:], "")
        case "":
            begins = found.stream.peek(CHUNK)[:40]
            yield Reject(1, 0, f"cannot tell its format; it begins with {begins!r}", "")
        case _ if format_ == "sitemap":
            yield Skip("sitemap")
        case _ if format_ == "html":
            yield from pages.read_known(found, how.columns, how.source, how.sitemap.of_file(name), how.sitemap.pages)
        case _:
            yield from READERS[format_](found, how.columns, how.source)


def _inner(found: Input, format_: str, how: How) -> Iterator[Item]:
    if how.depth >= MAX_DEPTH:
        yield Reject(1, 0, f"archives nested more than {MAX_DEPTH} deep", "")
        return
    inner = replace(how, depth=how.depth + 1)
    yield from read_zip(found, inner) if format_ == "zip" else read_tar(found, inner)
