"""docs/features.md claims nothing that no test proves."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TABLE = (ROOT / "docs/features.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in TABLE.splitlines() if line.startswith("| ")][
    1:
]


def test_every_row_says_yes_partly_or_no() -> None:
    assert [row for row in ROWS if len(row) != 3 or row[1] not in {"Y", "P", "N"}] == []


def test_every_yes_names_the_tests_that_prove_it() -> None:
    assert [row[0] for row in ROWS if row[1] == "Y" and "`tests/" not in row[2]] == []


def test_every_test_that_is_named_exists() -> None:
    for row in ROWS:
        files = [ROOT / name for name in re.findall(r"`(tests/[^`]+\.py)`", row[2])]
        assert [file.name for file in files if not file.exists()] == []
        sources = "".join(file.read_text(encoding="utf-8") for file in files)
        assert [name for name in re.findall(r"`(test_\w+)`", row[2]) if f"def {name}(" not in sources] == []
