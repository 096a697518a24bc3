"""Parameters that a URL carries and a search does not heed: named to whoever asked, so that no answer misleads."""

from __future__ import annotations

from collections.abc import Iterable

from index.schema import FILTERS
from search.request import MATCHES, SORTS, SearchRequest, read_day
from search.results import Diagnostic

NUMBERS = ("page", "size", "facet_size")
KNOWN = frozenset(
    ("q", "from", "to", "undated", "sort", "match", *NUMBERS, *FILTERS, *(f"-{name}" for name in FILTERS))
)


def unheeded(args: Iterable[tuple[str, str]]) -> tuple[Diagnostic, ...]:
    """A remark for each parameter that ``SearchRequest.from_args`` leaves out; they stand at no place of the query."""
    pairs = tuple(args)
    remarks = [remark for name, value in pairs if value and (remark := _remark(name, value))]
    request = SearchRequest.from_args(pairs)
    if request.first and request.last and request.first > request.last:
        span = f"{request.first.isoformat()} sampai {request.last.isoformat()}"
        remarks.append(
            _diagnostic("empty-range", f"Rentang tanggal {span} terbalik, jadi tidak ada artikel di dalamnya.")
        )
    return tuple(remarks)


def _remark(name: str, value: str) -> Diagnostic | None:
    shown = value[:40]
    if name not in KNOWN:
        return _diagnostic("unknown-parameter", f"Parameter “{name[:40]}” tidak dikenal dan diabaikan.")
    if name in ("from", "to") and read_day(value) is None:
        return _diagnostic(
            "bad-date", f"Tanggal “{shown}” tidak terbaca dan diabaikan; tulis 2022, 2022-09, atau 2022-09-15."
        )
    if name in NUMBERS and not (value.isascii() and value.isdigit() and len(value) < 10):
        return _diagnostic("bad-number", f"“{shown}” bukan bilangan untuk {name}, jadi diabaikan.")
    if (name == "sort" and value not in SORTS) or (name == "match" and value not in MATCHES):
        options = ", ".join(option for option in (SORTS if name == "sort" else MATCHES) if option)
        return _diagnostic(
            "bad-choice", f"“{shown}” bukan pilihan untuk {name}, jadi diabaikan; pilihannya: {options}."
        )
    return None


def _diagnostic(kind: str, message: str) -> Diagnostic:
    return Diagnostic(kind, message, 0, 0)
