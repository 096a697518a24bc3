"""The names of months and of days of the week as newsrooms print them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

WEEKDAYS = {
    "senin": 0,
    "selasa": 1,
    "rabu": 2,
    "kamis": 3,
    "jumat": 4,
    "jum'at": 4,
    "jum’at": 4,
    "sabtu": 5,
    "minggu": 6,
    "ahad": 6,
}
"""As ``date.weekday`` counts them."""


@cache
def months() -> dict[str, int]:
    """Name or short name, lower case -> number."""
    rows = (Path(__file__).parent / "months.tsv").read_text("utf-8").splitlines()
    pairs = (row.split("\t") for row in rows if not row.startswith("#"))
    return {name: int(number) for number, names in pairs for name in names.split()}


@cache
def month_pattern() -> str:
    """An alternation of all names, the longest first."""
    return "|".join(sorted(months(), key=len, reverse=True))
