"""Puts the short torture run behind all other tests: it is the longest, and what is quick to fail comes first."""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sorted by that alone; the order is otherwise kept."""
    items.sort(key=lambda item: item.get_closest_marker("torture") is not None)
