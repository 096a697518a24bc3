"""The documents say what the code does: every setting and command is described, nothing described is missing."""

from __future__ import annotations

import importlib
import importlib.util
import re
from functools import cache
from pathlib import Path

import click
import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
OPERATIONS = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
MAP = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
EVERY_PAGE = "\n".join(path.read_text(encoding="utf-8") for path in PAGES)

GLOSSARY = (
    *("article", "source", "section", "token", "term", "posting", "field", "facet", "filter", "hit", "snippet"),
    *("segment", "generation", "manifest"),
)


@cache
def commands(package: str) -> dict[str, click.Command]:
    """The verbs of ``python -m PACKAGE``, or a skip where the package has no command line yet."""
    if importlib.util.find_spec(f"{package}.cli") is None:
        pytest.skip(f"{package}/cli.py does not exist yet")
    cli = importlib.import_module(f"{package}.cli")
    group = next(value for value in vars(cli).values() if isinstance(value, click.Group))
    return dict(group.commands)


def section(verb: str) -> str:
    """What docs/operations.md says under the heading of one command."""
    match = re.search(rf"^### `{re.escape(verb)}\b.*?(?=^##|\Z)", OPERATIONS, re.DOTALL | re.MULTILINE)
    return match[0] if match else ""


def test_every_setting_is_described_and_every_described_one_exists() -> None:
    settings = (ROOT / "index/settings.py").read_text(encoding="utf-8")
    assert {*re.findall(r"KLIPING_[A-Z]\w*", OPERATIONS)} == {*re.findall(r"KLIPING_[A-Z]\w*", settings)}


@pytest.mark.parametrize("package", ["index", "search"])
def test_every_command_has_its_section(package: str) -> None:
    assert [verb for verb in commands(package) if not section(f"python -m {package} {verb}")] == []


@pytest.mark.parametrize("package", ["index", "search"])
def test_every_option_is_described_with_its_command(package: str) -> None:
    options = [
        (verb, option)
        for verb, command in commands(package).items()
        for parameter in command.params
        for option in parameter.opts
        if option.startswith("--") and option not in {"--help", "--archive"}
    ]
    assert [(v, option) for v, option in options if f"`{option}" not in section(f"python -m {package} {v}")] == []


@pytest.mark.parametrize("package", ["index", "search"])
def test_no_document_names_a_command_that_does_not_exist(package: str) -> None:
    named = re.findall(rf"python -m {package} ([a-z]+(?:-[a-z]+)*)", EVERY_PAGE)
    assert {*named} <= {*commands(package)}


def test_every_make_command_in_the_documents_exists() -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert {*re.findall(r"(?:`|^|\$ )make ([a-z]+)", EVERY_PAGE, re.MULTILINE)} <= {*targets}


def test_the_readme_begins_with_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make demo" in readme
    assert "make test" in readme


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_every_link_between_documents_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_map_fits_on_a_few_screens() -> None:
    assert len(MAP.splitlines()) <= 150


def test_every_path_on_the_map_exists() -> None:
    paths = re.findall(r"`((?:index|search|tests|templates|static|sample|bench|docs)/[\w./-]*)`", MAP)
    assert [path for path in paths if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("package", ["index", "search"])
def test_every_part_of_a_package_is_on_the_map(package: str) -> None:
    modules = [path.relative_to(ROOT / package).parts for path in (ROOT / package).rglob("*.py")]
    names = {f"{first}/" if rest else first for first, *rest in modules if not first.startswith("__")}
    assert [name for name in names if f"`{package}/{name}`" not in MAP] == []


@pytest.mark.parametrize("word", GLOSSARY)
def test_the_glossary_explains(word: str) -> None:
    assert re.search(rf"^\| {word} \|", MAP, re.MULTILINE)
