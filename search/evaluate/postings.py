"""What the evaluator needs of an index: a protocol that Whoosh's segments fulfil, and a linear scan in tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from index.columns import Columns

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TermPostings:
    """Where one term occurs: parallel arrays, rows ascending. Rows that are no longer alive may be among them."""

    rows: npt.NDArray[np.int64]
    weights: Floats
    """Frequency, words of the title counted with their weight."""


@dataclass(frozen=True, slots=True)
class TermPositions:
    """Each single occurrence of one term: parallel arrays, by row, then position."""

    rows: npt.NDArray[np.int64]
    positions: npt.NDArray[np.int64]


class Postings(Protocol):
    """The postings of one generation. *field* is ``title`` or ``text``, *form* ``surface`` or ``stem``."""

    @property
    def columns(self) -> Columns:
        """The per-row values of the same generation."""

    def term(self, field: str, form: str, term: str) -> TermPostings:
        """The postings of *term*; empty arrays where it does not occur."""

    def positions(self, field: str, form: str, term: str) -> TermPositions:
        """The occurrences of *term*."""

    def prefixed(self, field: str, form: str, prefix: str) -> tuple[str, ...]:
        """The terms that begin with *prefix*, in order."""
