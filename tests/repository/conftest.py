"""Says loudly, just above the closing line, which whole kinds of tests a run has skipped, and how to have them."""

from __future__ import annotations

from collections.abc import Generator

import pytest

WANTING = {
    "browser": "browser tests were skipped: they need Chromium and chromedriver (apt install chromium chromium-driver)",
    "opensearch": "tests on OpenSearch were skipped: they need Maven and Java 21 or newer (JAVA_HOME)",
    "corpus": "corpus tests were skipped: they need the real corpus in ../shared, beside this folder",
    "torture": "families of the torture were skipped, wholly or in part: they need root and loop devices",
}


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Generator[None]:
    """Wrapped around every other summary, so that these lines come after the list of skipped tests."""
    yield
    skipped = terminalreporter.stats.get("skipped", [])
    if n := sum("opensearch" in getattr(one, "keywords", ()) for one in terminalreporter.stats.get("passed", [])):
        terminalreporter.write_line(f"OpenSearch: {n} tests passed on a cluster that was started for them", bold=True)
    for marker, advice in WANTING.items():
        if n := sum(marker in getattr(report, "keywords", ()) for report in skipped):
            terminalreporter.write_line(f"ATTENTION: {n} {advice}", red=True, bold=True)
