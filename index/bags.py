"""Bags after RFC 8493 (BagIt 1.0): a folder of files with the sum of each, so that all can tell whether it is whole.

Sums are proved with what the standard library has; nothing is fetched, and no path leads out of the bag.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

DECLARATION = "bagit.txt"
PAYLOAD = "data"
ALGORITHMS = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512")
"""Those that bags in the wild use; our own use SHA-256."""
LINE = re.compile(r"([0-9a-fA-F]{32,128})[ \t]+\*?(.+)")
ENCODED = re.compile(r"%(?:0A|0D|25)", re.IGNORECASE)
DECODED = {"%0A": "\n", "%0D": "\r", "%25": "%"}
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Problem:
    """What is not as the bag says; a sound bag has none."""

    path: str
    """In the bag; ``""`` for the bag as a whole."""
    what: str

    def __str__(self) -> str:
        return f"{self.path}: {self.what}" if self.path else self.what


def is_bag(folder: Path) -> bool:
    """Whether a folder says that it is one."""
    return (folder / DECLARATION).is_file()


def problems(bag: Path) -> Iterator[Problem]:
    """Everything that is missing, changed or not listed; reads every byte of the payload once for each manifest."""
    declaration = (bag / DECLARATION).read_bytes().decode("utf-8", "replace")
    if not re.match(r"BagIt-Version: \d+\.\d+\r?\nTag-File-Character-Encoding: UTF-8\r?\n?$", declaration):
        yield Problem(DECLARATION, "is not what RFC 8493 has there: a version, and UTF-8 as the encoding of tag files")
    if (bag / "fetch.txt").exists():
        yield Problem("fetch.txt", "names files that lie elsewhere: complete the bag first; nothing is fetched")
    manifests = [a for a in ALGORITHMS if (bag / f"manifest-{a}.txt").is_file()]
    if not manifests:
        yield Problem("", f"no manifest of a known algorithm ({', '.join(ALGORITHMS)})")
    present = {path.relative_to(bag).as_posix(): path for path in _files(bag / PAYLOAD)}
    for algorithm in manifests:
        yield from _payload(bag, f"manifest-{algorithm}.txt", algorithm, present)
    for algorithm in ALGORITHMS:
        if (bag / f"tagmanifest-{algorithm}.txt").is_file():
            yield from _tags(bag, f"tagmanifest-{algorithm}.txt", algorithm)


def _payload(bag: Path, manifest: str, algorithm: str, present: Mapping[str, Path]) -> Iterator[Problem]:
    listed = set()
    for path, expected, problem in _listed(bag / manifest):
        if problem or not path.startswith(f"{PAYLOAD}/"):
            yield Problem(path, problem or f"{manifest} lists what is no part of the payload")
            continue
        listed.add(path)
        if path not in present:
            yield Problem(path, f"missing, though {manifest} lists it")
        elif present[path].is_symlink():
            yield Problem(path, "a link, which is no part of a bag")
        elif sum_of(present[path], algorithm) != expected:
            yield Problem(path, f"not the file that {manifest} lists")
    for path in present:
        if path not in listed:
            yield Problem(path, f"not listed in {manifest}")


def _tags(bag: Path, manifest: str, algorithm: str) -> Iterator[Problem]:
    for path, expected, problem in _listed(bag / manifest):
        file = bag / path
        if problem or not file.is_file() or file.is_symlink():
            yield Problem(path, problem or f"missing, though {manifest} lists it")
        elif sum_of(file, algorithm) != expected:
            yield Problem(path, f"not the file that {manifest} lists")


def _listed(manifest: Path) -> Iterator[tuple[str, str, str]]:
    """Path, sum, and what is wrong with the line."""
    for number, line in enumerate(manifest.read_bytes().decode("utf-8-sig", "replace").splitlines(), 1):
        if not line.strip():
            continue
        match = LINE.fullmatch(line.strip())
        if not match:
            yield f"{manifest.name}, line {number}", "", "neither a sum nor a path"
            continue
        path = ENCODED.sub(lambda found: DECODED[found[0].upper()], match[2])
        parts = PurePosixPath(path.removeprefix("./")).parts
        leads_out = path.startswith("/") or ".." in parts or "\\" in path or "\0" in path
        yield "/".join(parts), match[1].lower(), "leads out of the bag" if leads_out else ""


def sum_of(file: Path, algorithm: str = "sha256") -> str:
    """The sum of a file, in hexadecimal."""
    digest = hashlib.new(algorithm, usedforsecurity=False)
    with file.open("rb") as stream:
        while data := stream.read(CHUNK):
            digest.update(data)
    return digest.hexdigest()


def seal(bag: Path, about: Mapping[str, str]) -> None:
    """Make a bag of a folder whose payload lies in it: its declaration, what it is *about*, its manifests."""
    payload = _files(bag / PAYLOAD)
    size = sum(path.stat().st_size for path in payload)
    oxum = {"Payload-Oxum": f"{size}.{len(payload)}", "Bagging-Date": dt.datetime.now(dt.UTC).date().isoformat()}
    _write(bag / DECLARATION, "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    _write(bag / "bag-info.txt", "".join(f"{name}: {value}\n" for name, value in {**about, **oxum}.items()))
    _write(bag / "manifest-sha256.txt", _manifest(bag, payload))
    _write(bag / "tagmanifest-sha256.txt", _manifest(bag, sorted(bag.glob("*.txt"))))


def _manifest(bag: Path, files: list[Path]) -> str:
    return "".join(f"{sum_of(path)}  {_encoded(path.relative_to(bag).as_posix())}\n" for path in files)


def _encoded(path: str) -> str:
    return path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def _write(path: Path, text: str) -> None:
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
