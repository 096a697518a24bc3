"""What a reader chose beside the words: values as ids, and remarks on choices that no article can match."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.schema import BY_NAME
from search.backends import Searcher
from search.request import Filters, SearchRequest
from search.results import Diagnostic

SHOWN = 40
"""Characters of a value that are repeated in a remark."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices of one request, looked up in one generation."""

    filters: Filters
    names: dict[str, dict[str, str]]
    """Field -> id or name as the request has it -> display name."""
    remarks: tuple[Diagnostic, ...]
    """They stand at no place of the query."""


def resolved(request: SearchRequest, searcher: Searcher) -> Choices:
    """The request's choices as ids. What is unknown matches no article, and that is said."""
    names: dict[str, dict[str, str]] = {}
    unknown: list[tuple[str, str]] = []
    chosen, excluded = (_ids(pairs, searcher, names, unknown) for pairs in (request.chosen, request.excluded))
    filters = Filters(chosen, excluded, request.first, request.last, request.undated, request.day, request.collapse)
    return Choices(filters, names, (*_unknown(unknown, request), *_empty_range(request)))


def _ids(
    pairs: Sequence[tuple[str, str]],
    searcher: Searcher,
    names: dict[str, dict[str, str]],
    unknown: list[tuple[str, str]],
) -> dict[str, frozenset[str]]:
    ids: dict[str, frozenset[str]] = {}
    for field, text in pairs:
        found = searcher.resolve(field, text)
        id_, name = found or (text, text)
        if not found:
            unknown.append((field, text))
        names.setdefault(field, {})[text] = name
        ids[field] = ids.get(field, frozenset()) | {id_}
    return ids


def _unknown(pairs: Sequence[tuple[str, str]], request: SearchRequest) -> Iterator[Diagnostic]:
    for field, text in dict.fromkeys(pairs):
        is_chosen = (field, text) in request.chosen
        effect = "tidak cocok dengan artikel mana pun" if is_chosen else "tidak mengecualikan apa pun"
        shown = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
        told = f"Tidak ada {BY_NAME[field].label.lower()} “{shown}” di arsip ini, jadi saringan itu {effect}."
        yield Diagnostic("unknown-value", told, 0, len(text), field if is_chosen else f"-{field}")


def _empty_range(request: SearchRequest) -> Iterator[Diagnostic]:
    if request.first and request.last and request.first > request.last and not request.undated:
        span = f"{request.first.isoformat()} sampai {request.last.isoformat()}"
        told = f"Rentang tanggal {span} terbalik, jadi tidak ada artikel di dalamnya."
        yield Diagnostic("empty-range", told, 0, 0, "to")
