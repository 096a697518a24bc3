"""Says loudly, just above the closing line, which whole kinds of tests a run has skipped, and how to have them."""

from __future__ import annotations

from collections.abc import Generator

import pytest

WANTING = {
    "browser": "browser tests were skipped: they need Chromium and chromedriver (apt install chromium chromium-driver)",
    "corpus": "corpus tests were skipped: they need the real corpus in ../shared, beside this folder",
    "torture": "families of the torture were skipped, wholly or in part: they need root and loop devices",
}


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Generator[None]:
    """Wrapped around every other summary, so that these lines come after the list of skipped tests."""
    yield
    skipped = terminalreporter.stats.get("skipped", [])
    for marker, advice in WANTING.items():
        if n := sum(marker in getattr(report, "keywords", ()) for report in skipped):
            terminalreporter.write_line(f"ATTENTION: {n} {advice}", red=True, bold=True)
