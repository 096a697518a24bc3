"""The formats by the ending of their addresses: how each is written, and as what it is sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from search.cite import MIMETYPES, RECORDS
from search.export import feeds, jsonlines, tables
from search.export.taking import Place, Taken


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a result."""

    name: str
    """For readers."""
    mimetype: str
    write: Callable[[Taken, Place], Iterator[str]]


def _references(form: str) -> Callable[[Taken, Place], Iterator[str]]:
    def write(taken: Taken, place: Place) -> Iterator[str]:
        return (RECORDS[form](row.citation) for row in taken.rows)

    return write


def _citation_list(taken: Taken, place: Place) -> Iterator[str]:
    yield from jsonlines.listed(row.citation for row in taken.rows)


FORMATS = {
    "csv": Format("CSV", "text/csv", tables.write),
    "jsonl": Format("JSONL", "application/x-ndjson", jsonlines.write),
    "ris": Format("RIS", MIMETYPES["ris"], _references("ris")),
    "bib": Format("BibTeX", MIMETYPES["bib"], _references("bib")),
    "csl.json": Format("CSL-JSON", MIMETYPES["csl.json"], _citation_list),
    "atom": Format("Atom", "application/atom+xml", feeds.atom),
    "rss": Format("RSS", "application/rss+xml", feeds.rss),
}
