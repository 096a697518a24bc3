"""Whether Whoosh itself finds articles by terms that they hold: asked of a generation before it is published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.reading import IndexReader, TermNotFound

from index.backends.whoosh_schema import field_name, whoosh_schema


@dataclass(frozen=True, slots=True)
class Claim:
    """That a row holds a term."""

    row: int
    field: str
    form: str
    term: str


def missing(directory: Path, claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims that are not so, by Whoosh's own reader; the caller has checked the files against their seals."""
    if not claims:
        return
    with closing(FileStorage(str(directory)).open_index(schema=whoosh_schema()).reader()) as reader:
        for claim in claims:
            if not _holds(reader, claim):
                yield claim


def _holds(reader: IndexReader, claim: Claim) -> bool:
    try:
        matcher = reader.postings(field_name(claim.field, claim.form), claim.term)
    except TermNotFound:
        return False
    matcher.skip_to(claim.row)
    return bool(matcher.is_active() and matcher.id() == claim.row)
