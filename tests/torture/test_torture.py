"""The short torture run: every family, in a process of its own, two at a time where all are asked for.

Comes last (conftest.py), after all that is quick to fail.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from tests.archives import ROOT
from tests.torture.families import FAMILIES

SEED = 1
Runs = dict[str, "Future[subprocess.CompletedProcess[str]]"]


def run(name: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bench.torture", "--only", name, "--seed", str(SEED)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def runs(request: pytest.FixtureRequest) -> Iterator[Runs]:
    """All families that are going to be looked at, started before the first is."""
    ids = {item.name for item in request.session.items if item.path == request.path}
    with ThreadPoolExecutor(2) as pool:
        yield {name: pool.submit(run, name) for name in FAMILIES if any(f"[{name}]" in id_ for id_ in ids)}


@pytest.mark.torture
@pytest.mark.parametrize("name", FAMILIES)
def test_no_acknowledged_article_is_lost_and_no_answer_is_wrong(
    runs: Runs, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ended = runs[name].result()
    with capsys.disabled():  # seeds and counts are told of families that pass, too
        sys.stdout.write(f"\nseed {SEED}: {ended.stdout.splitlines()[-1]}\n")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    if "SKIPPED" in ended.stdout:
        pytest.skip(ended.stdout.splitlines()[-1])
