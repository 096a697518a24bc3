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


Query: TypeAlias = Word | Phrase | Prefix | Days | Words | And | Or | Not | Everything | Nothing
