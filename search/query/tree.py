"""The query tree: the contract between the parser and whatever evaluates it.

Text nodes hold what the reader typed. Every ``match`` over ``Query`` ends in ``assert_never``, so that a new node fails
the type check everywhere before it fails a reader.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Word:
    """One typed word, in any of its forms: the surface form and the stem both match."""

    text: str
    field: str = "text"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order and form, next to each other. A quoted single word is a phrase of one: that form only."""

    text: str
    """The text between the quotation marks, as typed."""
    field: str = "text"


@dataclass(frozen=True, slots=True)
class Prefix:
    """Every surface form that begins with these letters: ``banjir*``."""

    text: str
    """Without the asterisk."""
    field: str = "text"


@dataclass(frozen=True, slots=True)
class Wildcard:
    """Every surface form of this pattern: ``?`` is one letter, ``*`` any number of them: ``p?rda*``, ``*kan``."""

    text: str
    """As typed; a pattern of letters and one asterisk at the end is a Prefix."""
    field: str = "text"


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Every surface form that at most *edits* letters set apart: left out, put in, changed or swapped: ``bnajir~1``."""

    text: str
    """Without the tilde."""
    edits: int
    field: str = "text"


@dataclass(frozen=True, slots=True)
class Near:
    """Words and phrases with at most *between* other words between each two neighbours, all in one field.

    A quoted word matches in that form only; ``"banjir bandang"~5`` is an ordered Near of two phrases of one word.
    """

    children: tuple[Word | Phrase, ...]
    between: int
    is_ordered: bool
    """Whether they must stand in the order given; else any order will do."""

    @property
    def field(self) -> str:
        """The one field of all children."""
        return self.children[0].field


@dataclass(frozen=True, slots=True)
class Widened:
    """A typed word that its variants stand in for, counting for less (see search/variants); no parser gives it."""

    typed: Word
    variants: tuple[Word | Phrase, ...]
    """Other spellings and names of it, in the same field."""

    @property
    def field(self) -> str:
        """That of the typed word."""
        return self.typed.field


@dataclass(frozen=True, slots=True)
class Days:
    """Articles published from *first* to *last*, both included; None is open. Undated articles never match."""

    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class Words:
    """Clauses written side by side without an operator."""

    children: tuple[Query, ...]
    least: int = 0
    """How many of the children must match; 0 is all. The parser leaves it at 0 (see search/evaluate/settling.py)."""


@dataclass(frozen=True, slots=True)
class And:
    """Every child matches (``DAN``, ``AND``)."""

    children: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one child matches (``ATAU``, ``OR``)."""

    children: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The child does not match (``BUKAN``, ``NOT``, a leading minus)."""

    child: Query


@dataclass(frozen=True, slots=True)
class Everything:
    """All articles: the empty query."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No article: what is left of a query none of whose parts can match."""


Query: TypeAlias = (
    Word | Phrase | Prefix | Wildcard | Fuzzy | Near | Widened | Days | Words | And | Or | Not | Everything | Nothing
)
Text: TypeAlias = Word | Phrase | Prefix | Wildcard | Fuzzy | Near
"""The nodes that match by words of the text or of a name."""
