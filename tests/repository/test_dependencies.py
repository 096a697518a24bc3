"""What pyproject.toml asks for is pinned with hashes, from any index, and explained in docs/dependencies.md."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME = PROJECT["project"]["dependencies"]
CLUSTER = PROJECT["dependency-groups"]["cluster"]
DEVELOPMENT = CLUSTER + [one for one in PROJECT["dependency-groups"]["dev"] if isinstance(one, str)]
BENCH = PROJECT["dependency-groups"]["bench"]
REQUIREMENTS = ("requirements.txt", "requirements-dev.txt", "requirements-bench.txt", "requirements-cluster.txt")


def package(requirement: str) -> str:
    """``whoosh==2.7.4`` -> ``whoosh``."""
    return re.split(r"[<>=!;\[ ]", requirement, maxsplit=1)[0]


def pins(file: str) -> dict[str, str]:
    """Package and marker -> version, as pinned."""
    text = (ROOT / file).read_text(encoding="utf-8")
    return {
        f"{name}{marker}": v for name, v, marker in re.findall(r"^([\w.-]+)==(\S+)( ;[^\\\n]*)?", text, re.MULTILINE)
    }


@pytest.mark.parametrize(
    ("file", "asked"),
    list(zip(REQUIREMENTS, (RUNTIME, RUNTIME + DEVELOPMENT, RUNTIME + BENCH, RUNTIME + CLUSTER), strict=True)),
)
def test_every_direct_dependency_is_pinned(file: str, asked: list[str]) -> None:
    pinned = {name.split()[0] for name in pins(file)}
    assert {package(requirement) for requirement in asked} <= pinned


@pytest.mark.parametrize("requirement", [r for r in RUNTIME if "==" in r])
def test_an_exact_pin_is_the_one_installed(requirement: str) -> None:
    assert f"\n{requirement} \\" in (ROOT / "requirements.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", REQUIREMENTS[1:])
def test_development_and_benchmarks_run_on_the_versions_that_are_shipped(file: str) -> None:
    development = pins(file)
    assert {name: development.get(name) for name in pins("requirements.txt")} == pins("requirements.txt")


@pytest.mark.parametrize("file", REQUIREMENTS)
def test_every_pin_carries_a_hash_and_names_no_index(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert re.findall(r"^[\w.-]+==[^\\\n]*$", text, re.MULTILINE) == []
    assert re.findall(r"https?:|^--|file:", text, re.MULTILINE) == []


@pytest.mark.parametrize("requirement", RUNTIME + DEVELOPMENT + BENCH, ids=package)
def test_every_direct_dependency_is_explained(requirement: str) -> None:
    page = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8").lower()
    assert re.search(rf"^\| {re.escape(package(requirement))}\b", page, re.MULTILINE)
