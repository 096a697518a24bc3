"""An archive of three articles, published once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.publishing.small import SMALL, THREE, put


@pytest.fixture
def three(tmp_path: Path) -> Path:
    put(tmp_path / "archive", *THREE)
    return tmp_path / "archive"


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few bytes to a checksum, so that a file of three articles is opened without being read as a whole."""
    monkeypatch.setattr("index.manifest.BLOCK", SMALL)
