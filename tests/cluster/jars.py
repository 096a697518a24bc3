"""The jars of an OpenSearch node and a Java to run them: found or fetched once, and compared with committed sums."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
SUMS = HERE / "jars.sha256"
OLDEST_JAVA = 21
FETCHING = 300
"""Seconds Maven may take; the jars are 71 MB."""


class Lacking(Exception):
    """This machine cannot start a cluster; the message says what is missing."""


def java() -> Path:
    """A java of version 21 or newer: of JAVA_HOME, of the path, or of where Debian keeps them."""
    for home in _homes():
        release = home / "release"
        found = re.search(r'JAVA_VERSION="(\d+)', release.read_text("utf-8")) if release.exists() else None
        if found and int(found[1]) >= OLDEST_JAVA and (home / "bin/java").exists():
            return home / "bin/java"
    raise Lacking(f"no Java {OLDEST_JAVA} or newer (set JAVA_HOME to one)")


def _homes() -> Iterator[Path]:
    if home := os.environ.get("JAVA_HOME"):
        yield Path(home)
    if found := shutil.which("java"):
        yield Path(found).resolve().parents[1]
    yield from sorted(Path("/usr/lib/jvm").glob("*"), reverse=True)


def jars() -> Path:
    """The folder with all jars, each as `jars.sha256` says; fetched from Maven Central where it is not there yet."""
    version = re.search("<runner.version>(.*)</runner.version>", (HERE / "pom.xml").read_text("utf-8"))
    assert version is not None
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kliping" / f"opensearch-{version[1]}"
    if not SUMS.exists() or _wrong(cache):
        _fetch(cache)
    if wrong := _wrong(cache):
        raise AssertionError(f"{cache}: not the jars of {SUMS.name}: {', '.join(wrong)}; remove the folder, run again")
    return cache


def _wrong(folder: Path) -> list[str]:
    """The jars that are missing, are others than they should be, or should not be there."""
    lines = (line.split() for line in SUMS.read_text("utf-8").splitlines())
    wanted = {name.lstrip("*"): digest for digest, name in lines}
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.jar")}
    return sorted(name for name in {*wanted, *found} if wanted.get(name) != found.get(name))


def _fetch(folder: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise Lacking("no Maven to fetch OpenSearch's jars with (apt install maven)")
    goal = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
    command = [maven, "-B", "-q", "-f", str(HERE / "pom.xml"), goal, "-DincludeScope=runtime"]
    try:
        done = subprocess.run(
            [*command, f"-DoutputDirectory={folder}"], capture_output=True, text=True, timeout=FETCHING, check=False
        )
    except subprocess.TimeoutExpired:
        raise Lacking(f"Maven Central did not answer within {FETCHING} s") from None
    if done.returncode:
        raise Lacking(f"Maven cannot fetch OpenSearch's jars: {(done.stdout + done.stderr).strip()[-300:]}")
