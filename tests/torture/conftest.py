"""Registers the marker of the short torture run, so that ``-m "not torture"`` leaves it out."""

from __future__ import annotations

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line("markers", "torture: kills, power cuts, full disks and damage; a few minutes in all")
