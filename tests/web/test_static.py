"""What every page loads is little, and comes from the site itself."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FORBIDDEN = (" style=", "<style", " onclick", "innerHTML", "eval(", "document.write")
FILES = [path for folder in ("static", "templates") for path in sorted((ROOT / folder).iterdir())]


def test_the_stylesheet_stays_within_24_kilobytes() -> None:
    assert (ROOT / "static/style.css").stat().st_size <= 24_576


def test_the_script_stays_within_150_lines() -> None:
    assert len((ROOT / "static/search.js").read_text(encoding="utf-8").splitlines()) <= 150


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_is_loaded_from_another_host(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert "//" not in "".join(line for line in text.splitlines() if not line.lstrip().startswith("//")).replace(
        " // ", ""
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_file_asks_for_what_the_policy_forbids(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [word for word in FORBIDDEN if word in text] == []
