"""The repository holds what it should, and speaks of itself alone."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = (".ci", "bench", "docs", "index", "sample", "search", "static", "templates", "tests")
BINARY = {".arrays", ".png", ".ico", ".npy", ".npz", ".gz", ".pyc", ".woff2", ".webp", ".jpg"}
NO_TEXTS = {"__pycache__", "generations"}
"""Folders of what is no text: the second holds generations of an index."""

MACHINE = re.compile(r"(?<![\w.])/(?:home|work|root|Users|opt|mnt)/\w")


def texts() -> list[Path]:
    """Every text file of the project, wherever it was unpacked and whether or not Git is there."""
    inside = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*")]
    files = [path for path in [*ROOT.iterdir(), *inside] if path.is_file() and path.name != ".git"]
    return [path for path in files if path.suffix not in BINARY and not NO_TEXTS & {*path.parts}]


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    named = {
        path.relative_to(ROOT).as_posix(): found[0]
        for path in texts()
        if (found := MACHINE.search(path.read_text(encoding="utf-8")))
    }
    assert named == {}


def test_the_top_level_holds_what_the_map_promises() -> None:
    files = "README.md ARCHITECTURE.md CHANGELOG.md CONTRIBUTING.md LICENSE NOTICE Makefile pyproject.toml .ci/run"
    assert [name for name in [*files.split(), *FOLDERS] if not (ROOT / name).exists()] == []


def test_continuous_integration_runs_make_test_and_nothing_else() -> None:
    lines = (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == [
        'cd "$(dirname "$0")/.." && exec make test'
    ]


def test_make_alone_is_what_continuous_integration_runs() -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert targets[0] == "test"
