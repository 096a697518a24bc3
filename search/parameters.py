"""Parameters that a URL carries and a search does not heed: named to whoever asked, so that no answer misleads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from index.schema import FILTERS
from search.request import (
    MATCHES,
    MAX_DEPTH,
    MAX_FACET_SIZE,
    MAX_SIZE,
    SORTS,
    SearchRequest,
    read_anniversary,
    read_day,
)
from search.results import Diagnostic

NUMBERS = ("page", "size", "facet_size")
KNOWN = frozenset(
    (
        "q",
        "from",
        "to",
        "undated",
        "day",
        "lang",
        "sort",
        "match",
        "collapse",
        "variants",
        *NUMBERS,
        *FILTERS,
        *(f"-{name}" for name in FILTERS),
    )
)


def unheeded(args: Iterable[tuple[str, str]]) -> tuple[Diagnostic, ...]:
    """A remark for each parameter that ``SearchRequest.from_args`` leaves out, at its value."""
    pairs = tuple(args)
    request = SearchRequest.from_args(pairs)
    remarks = ((name, value, _remark(name, value, request.size)) for name, value in pairs if value)
    return tuple(replace(remark, end=len(value), parameter=name) for name, value, remark in remarks if remark)


def _remark(name: str, value: str, size: int) -> Diagnostic | None:
    shown = value[:40]
    if name not in KNOWN:
        return _diagnostic("unknown-parameter", f"Parameter “{name[:40]}” tidak dikenal dan diabaikan.")
    if name in ("from", "to", "day"):
        return _day_remark(name, value, shown)
    if name in NUMBERS:
        return _number_remark(name, value, shown, size)
    if name in ("undated", "collapse", "variants") and value not in {"0", "1"}:
        return _diagnostic("bad-choice", f"“{shown}” bukan pilihan untuk {name}, jadi diabaikan; pilihannya: 0, 1.")
    if (name == "sort" and value not in SORTS) or (name == "match" and value not in MATCHES):
        options = ", ".join(option for option in (SORTS if name == "sort" else MATCHES) if option)
        return _diagnostic(
            "bad-choice", f"“{shown}” bukan pilihan untuk {name}, jadi diabaikan; pilihannya: {options}."
        )
    return None


def _day_remark(name: str, value: str, shown: str) -> Diagnostic | None:
    if name == "day":
        wrong = f"Hari “{shown}” tidak terbaca dan diabaikan; tulis bulan dan hari: 09-15."
        return None if read_anniversary(value) else _diagnostic("bad-day", wrong)
    wrong = f"Tanggal “{shown}” tidak terbaca dan diabaikan; tulis 2022, 2022-09, atau 2022-09-15."
    return None if read_day(value) else _diagnostic("bad-date", wrong)


def _number_remark(name: str, value: str, shown: str, size: int) -> Diagnostic | None:
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        return _diagnostic("bad-number", f"“{shown}” bukan bilangan untuk {name}, jadi diabaikan.")
    least = 0 if name == "facet_size" else 1
    most = {"page": MAX_DEPTH // size, "size": MAX_SIZE, "facet_size": MAX_FACET_SIZE}[name]
    if least <= int(value) <= most:
        return None
    used = min(max(int(value), least), most)
    return _diagnostic("out-of-range", f"{name} hanya dari {least} sampai {most}; “{shown}” dijadikan {used}.")


def _diagnostic(kind: str, message: str) -> Diagnostic:
    return Diagnostic(kind, message, 0, 0)
