"""Where a folder wheelhouse/ lies, make installs from it and asks no network."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.archives import ROOT


@pytest.mark.skipif(not shutil.which("make"), reason="no make here")
@pytest.mark.parametrize("has_wheels", [True, False])
def test_packages_come_from_the_wheelhouse_where_there_is_one(tmp_path: Path, *, has_wheels: bool) -> None:
    for name in ("Makefile", "requirements.txt"):
        shutil.copyfile(ROOT / name, tmp_path / name)
    if has_wheels:
        (tmp_path / "wheelhouse").mkdir()
    shown = subprocess.run(
        ["make", "-n", ".venv/requirements.stamp"], cwd=tmp_path, capture_output=True, text=True, check=True
    ).stdout
    (install,) = [line for line in shown.splitlines() if "pip" in line]
    assert "--require-hashes" in install
    assert ("--no-index --find-links wheelhouse" in install) == has_wheels
