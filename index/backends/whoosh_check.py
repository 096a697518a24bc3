"""Whether articles are found by terms that they hold: asked of a generation before it is published."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np
from whoosh.filedb.filestore import FileStorage

from index.backends.whoosh_schema import field_name, whoosh_schema
from index.codec.segment import Segment
from index.codec.whoosh_codec import committed
from index.manifest import CheckedFile


@dataclass(frozen=True, slots=True)
class Claim:
    """That a row holds a term."""

    row: int
    field: str
    form: str
    term: str


def missing(directory: Path, claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims that are not so, by the segments of Whoosh's table of contents; the caller has compared the seals.

    Looks at the blocks of postings that can hold a claim's row, and no others: the same, however large the index.
    """
    if not claims:
        return
    with ExitStack() as files:
        segments = []
        for segment in committed(FileStorage(str(directory)), whoosh_schema()):
            file = CheckedFile(directory / segment.file_name(), None)
            files.callback(file.close)
            segments.append(Segment(file, segment.fields))
        first_rows = list(accumulate((segment.rows for segment in segments), initial=0))
        for claim in claims:
            which = bisect_right(first_rows, claim.row) - 1
            if which == len(segments) or not _holds(segments[which], claim, claim.row - first_rows[which]):
                yield claim


def _holds(segment: Segment, claim: Claim, row: int) -> bool:
    found = segment.fields[field_name(claim.field, claim.form)].term(claim.term)
    return found is not None and bool(found.among(np.array([row], np.int32))[0].any())
