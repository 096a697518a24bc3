"""Documents -> one Whoosh segment. Rows and Whoosh's document numbers are the same by construction.

Segments are never merged here: a merge would renumber rows. Updates append a row and mark the old one dead;
index/generation.py builds everything afresh when too many are dead.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from types import TracebackType

from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage

from index.analysis import Terms
from index.backends.whoosh_schema import STEM, SURFACE, Posting, encode, field_name, whoosh_schema
from index.document import TITLE_WEIGHT, Document, body_start

SORT_MEGABYTES = 256
"""Memory for postings before a sorted run is spilled to disk, as Whoosh estimates it."""


class WhooshWriter:
    """Appends documents to the index in one directory; leaving the context commits, an error cancels."""

    def __init__(self, directory: Path, *, create: bool) -> None:
        storage = FileStorage(str(directory))
        opened = storage.create_index(whoosh_schema()) if create else storage.open_index(schema=whoosh_schema())
        codec = W3Codec()
        codec.length_stats = False  # lengths are in our columns; Whoosh would look one up per posting
        # Not compound: Whoosh copies a compound segment into the heap of every process that opens it.
        self._writer = opened.writer(limitmb=SORT_MEGABYTES, codec=codec, compound=False)

    def add(self, document: Document) -> None:
        """Append one document."""
        fields = {}
        start = body_start(len(document.title.surfaces))
        for form, positions in ((SURFACE, _surfaces), (STEM, _stems)):
            title = positions(document.title, 0)
            body = positions(document.body, start)
            fields[field_name("title", form)] = _title_postings(title)
            fields[field_name("text", form)] = _text_postings(title, body)
        self._writer.add_document(**fields)

    def delete(self, row: int) -> None:
        """Mark a row written earlier as deleted, for Whoosh's own readers; ours look at the columns."""
        self._writer.delete_document(row)

    def __enter__(self) -> WhooshWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is None:
            self._writer.commit(merge=False)
        else:
            self._writer.cancel()


Positions = dict[str, list[int]]


def _surfaces(terms: Terms, first: int) -> Positions:
    found: Positions = defaultdict(list)
    for position, term in enumerate(terms.surfaces, first):
        found[term].append(position)
    return found


def _stems(terms: Terms, first: int) -> Positions:
    found: Positions = defaultdict(list)
    for term, position in zip(terms.stems, terms.stem_positions, strict=True):
        found[term].append(first + position)
    return found


def _title_postings(title: Positions) -> list[Posting]:
    return [(term.encode(), len(at), float(len(at)), encode(at)) for term, at in title.items()]


def _text_postings(title: Positions, body: Positions) -> list[Posting]:
    """Title and body as one text; the weight is the frequency with the title counted TITLE_WEIGHT times."""
    postings = [(term, title.get(term, []), at) for term, at in body.items()]
    postings += [(term, at, []) for term, at in title.items() if term not in body]
    return [
        (term.encode(), len(head) + len(rest), float(TITLE_WEIGHT * len(head) + len(rest)), encode(head + rest))
        for term, head, rest in postings
    ]
