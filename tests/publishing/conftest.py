"""An archive of three articles, published once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.publishing.small import THREE, put


@pytest.fixture
def three(tmp_path: Path) -> Path:
    put(tmp_path / "archive", *THREE)
    return tmp_path / "archive"
