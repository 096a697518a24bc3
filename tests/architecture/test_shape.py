"""Rules of shape that no linter knows: small modules, small functions, telling names, bare packages."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted(path for part in ("index", "search", "tests", "bench") for path in (ROOT / part).rglob("*.py"))

MAX_MODULE = 300
MAX_FUNCTION = 40
NAMELESS = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc"}

EXCUSED: dict[str, str] = {}
"""Module -> why it may be longer than the others. Empty is best."""


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Every function of a module with the number of its lines, decorators left out."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_module_is_longer_than_300_lines() -> None:
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {module: n for module, n in lengths.items() if n > MAX_MODULE and module not in EXCUSED} == {}


def test_no_function_is_longer_than_40_lines() -> None:
    lengths = {(name(path), function): n for path in MODULES for function, n in functions(path)}
    assert {where: n for where, n in lengths.items() if n > MAX_FUNCTION and where[0] not in EXCUSED} == {}


def test_no_excuse_outlives_its_module() -> None:
    assert set(EXCUSED) <= {name(path) for path in MODULES}


def test_every_module_opens_by_saying_what_it_is() -> None:
    code = {path: path.read_text(encoding="utf-8") for path in MODULES if not name(path).startswith("tests/")}
    assert [name(path) for path, text in code.items() if text.strip() and not ast.get_docstring(ast.parse(text))] == []


def test_no_module_or_folder_has_a_name_that_says_nothing() -> None:
    assert [name(path) for path in MODULES if NAMELESS & {*path.relative_to(ROOT).with_suffix("").parts}] == []


@pytest.mark.parametrize("package", ["index", "search"])
def test_the_package_itself_imports_nothing(package: str) -> None:
    assert (ROOT / package / "__init__.py").read_text(encoding="utf-8").strip() == ""


def test_no_folder_of_tests_is_a_package() -> None:
    assert [name(path) for path in (ROOT / "tests").rglob("__init__.py")] == []


def test_no_folder_of_tests_hides_the_package_it_tests() -> None:
    folders = [path for path in (ROOT / "tests").rglob("*") if path.is_dir()]
    assert [name(path) for path in folders if path.name in {"index", "search"}] == []


def test_parsing_a_query_loads_neither_the_web_nor_the_engine() -> None:
    code = "import sys, search.query; print(*sorted({'flask', 'whoosh', 'sqlalchemy', 'Sastrawi'} & {*sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert loaded.stdout.split() == []


def test_only_the_settings_read_the_environment() -> None:
    readers = [name(path) for path in MODULES if "os.environ" in path.read_text(encoding="utf-8")]
    assert [reader for reader in readers if reader.startswith(("index/", "search/"))] == ["index/settings.py"]
