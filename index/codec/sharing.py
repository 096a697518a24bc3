"""Which postings of a term another one has too, where all rows of the other are rows of the term: a stem and one of its
forms. Where hardly any is missing, most blocks of the form need not be unpacked to tell that.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from index.codec.packing import BLOCK, Ints
from index.codec.postings import Mask, Rows, SegmentTerm

_WORTH = 8
"""A form of so many blocks to every row that it lacks is asked block by block; with more rows lacking, unpacking is the
cheaper.
"""


@dataclass(frozen=True, slots=True)
class _Aligned:
    """Each block of the form: where in the term it ends, and how many of the term's rows it lacks up to there."""

    ends: Ints
    """The place in the term of each block's last row."""
    missing: Ints
    """Rows lacked before each block, and in all; shape ``(blocks + 1,)``."""

    @property
    def are_whole(self) -> Mask:
        """Whether a block lacks no row of its stretch of the term."""
        whole: Mask = self.missing[1:] == self.missing[:-1]
        return whole


def shared(form: SegmentTerm, term: SegmentTerm, rows: Rows, places: Ints) -> tuple[Mask, Ints]:
    """Which of *rows*, which *term* has at *places*, *form* has too, and the places of its own postings there."""
    if not term.is_decoded:  # so few are asked for that it need not be
        return form.among(rows)
    aligned = _aligned(form, term)
    if aligned is None:
        return form.among(rows)
    block = np.searchsorted(aligned.ends, places)
    is_in = aligned.are_whole[block]
    at = places - aligned.missing[block]
    doubtful = np.flatnonzero(~is_in)
    if len(doubtful):
        held, found = form.among_few(rows[doubtful])
        is_in[doubtful] = held
        at[doubtful[held]] = found
    return is_in, at[is_in]


def shared_of_all(form: SegmentTerm, term: SegmentTerm) -> Mask | None:
    """Which of all postings of *term* the *form* has too; None where decoding it is the cheaper way to tell."""
    aligned = _aligned(form, term)
    if aligned is None:
        return None
    is_in = np.repeat(aligned.are_whole, np.diff(aligned.ends, prepend=-1))
    doubtful = np.flatnonzero(~is_in)
    if len(doubtful):
        is_in[doubtful] = form.among_few(term.rows()[doubtful])[0]
    return is_in if np.count_nonzero(is_in) == form.documents else None


def _aligned(form: SegmentTerm, term: SegmentTerm) -> _Aligned | None:
    """None where most blocks would have to be unpacked, or have been."""
    first, last = form.first // BLOCK, -(-form.last // BLOCK)
    lacking = term.documents - form.documents
    if form.is_decoded or lacking < 0 or lacking * _WORTH > last - first:
        return None
    before: Rows = form.field.skips(first + 1, last).astype(np.int32)
    ends = np.searchsorted(term.rows(), before)
    if not (term.rows()[np.minimum(ends, term.documents - 1)] == before).all():
        return None  # not a form of the term
    missing = ends - (np.arange(first + 1, last) * BLOCK - form.first - 1)
    return _Aligned(np.append(ends, term.documents - 1), np.concatenate([[0], missing, [lacking]]))
