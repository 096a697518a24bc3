"""What the evaluator needs of an index: a protocol that a generation's segments fulfil, and a linear scan in tests.

Nothing is decoded before it is asked for, and no more of it than was asked for: a rare word beside a common one
costs what the rare one costs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from index.columns import Columns

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int32]
"""Rows of the generation, strictly ascending."""
Places = npt.NDArray[np.int64]
"""Which postings of a term: indices into its ``rows()``, ascending."""
Counts = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Where a term stands in some rows, flat: those of the first row, then those of the second ..."""

    counts: Counts
    """How many belong to each row; parallel to the places asked for."""
    positions: Counts
    """Ascending within a row; shape ``(counts.sum(),)``."""


class TermPostings(Protocol):
    """The postings of one term, or of several taken as one; rows that are no longer alive may be among them."""

    @property
    def documents(self) -> int:
        """The number of postings, known without decoding any."""

    @property
    def occurring(self) -> int | None:
        """How often it stands in all rows together; None where only decoding would tell."""

    def rows(self) -> Rows:
        """All rows; shape ``(documents,)``."""

    def holds(self, rows: Rows) -> Mask:
        """Which of *rows* hold the term."""

    def among(self, rows: Rows) -> tuple[Mask, Places]:
        """Which of *rows* hold the term, and the places of their postings; decodes only blocks that may hold one."""

    def shared(self, term: TermPostings, rows: Rows, places: Places) -> tuple[Mask, Places]:
        """``among(rows)``, which are those of *term* at *places*; *term* has every row of this one."""

    def shared_of_all(self, term: TermPostings) -> Mask | None:
        """Which of all rows of *term* hold this one too; None where its own ``rows()`` are as cheap."""

    def weights(self, places: Places | None = None) -> Counts:
        """The frequency in each row, words of the title counted with their weight; of all rows, or at *places*."""

    def occurrences(self, places: Places | None = None) -> Occurrences:
        """The positions in all rows, or at *places*."""


class Lettered(Protocol):
    """Terms, flat, one after the other."""

    @property
    def starts(self) -> npt.NDArray[np.integer]:
        """Shape ``(terms + 1,)``: term *i* is ``data[starts[i]:starts[i + 1] - 1]``.

        A line feed ends each; terms hold no white space.
        """

    @property
    def data(self) -> npt.NDArray[np.uint8]:
        """All terms."""

    def __getitem__(self, place: int) -> str: ...

    def __len__(self) -> int: ...


class Vocabulary(Lettered, Protocol):
    """The terms of one field in one form, in the order of their UTF-8 bytes."""

    @property
    def documents(self) -> npt.NDArray[np.integer]:
        """The number of postings of each term; shape ``(terms,)``."""

    def range_of(self, prefix: str) -> range:
        """The places of the terms that begin with *prefix*."""


class Postings(Protocol):
    """The postings of one generation. *field* is ``title`` or ``text``, *form* ``surface`` or ``stem``."""

    @property
    def columns(self) -> Columns:
        """The per-row values of the same generation."""

    def term(self, field: str, form: str, term: str) -> TermPostings:
        """The postings of *term*; none where it does not occur."""

    def together(self, field: str, form: str, terms: tuple[str, ...]) -> TermPostings:
        """The postings of several terms as if they were one: weights added, positions in order."""

    def vocabularies(self, field: str, form: str) -> tuple[Vocabulary, ...]:
        """The terms of each segment; a term may stand in several."""
