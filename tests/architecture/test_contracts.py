"""The import contracts of pyproject.toml hold, and each of them would notice being broken."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

LINT = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True, no_logo=True))"

VIOLATIONS = (
    ("index/article.py", "import search.request", "search reads the index; the index never knows of search"),
    ("index/errors.py", "import index.schema", "inside index: from file to segment"),
    ("search/results.py", "import search.query", "inside search: from request to page"),
    ("search/service.py", "import index.pipeline", "how articles get in is the index's own affair"),
    ("search/service.py", "import index.backends", "only a backend talks to a backend"),
    ("search/service.py", "import whoosh.query", "three packages know Whoosh"),
    ("search/backends/opening.py", "import opensearchpy", "one module speaks to OpenSearch"),
    ("search/service.py", "import flask", "one package knows the web"),
    ("search/service.py", "import sqlalchemy", "one package knows the database"),
    ("search/snippets.py", "import Sastrawi.Stemmer", "one package knows the stemmer"),
)


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", LINT], cwd=folder, capture_output=True, text=True, check=False)


def test_every_import_goes_the_way_the_data_flows() -> None:
    linted = lint(ROOT)
    assert linted.returncode == 0, linted.stdout + linted.stderr


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy")
    shutil.copy(ROOT / "pyproject.toml", folder)
    for package in ("index", "search"):
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("data", "__pycache__"))
    return folder


@pytest.mark.parametrize(("module", "line", "contract"), VIOLATIONS, ids=[line for _, line, _ in VIOLATIONS])
def test_a_forbidden_import_breaks_its_contract(copy: Path, module: str, line: str, contract: str) -> None:
    path = copy / module
    lawful = path.read_text(encoding="utf-8")
    path.write_text(f"{lawful}\n{line}\n", encoding="utf-8")
    linted = lint(copy)
    path.write_text(lawful, encoding="utf-8")
    assert linted.returncode == 1
    assert f"{contract} BROKEN" in linted.stdout
