"""What analysis makes of a text: tokens to look at, or bare terms to index.

Both say the same; `Terms` only avoids an object for every word of an archive.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text, with where it stood."""

    surface: str
    """The word as written, in lower case and without diacritics."""
    stems: tuple[str, ...]
    """The word's stem, then the stems of the parts of a hyphenated or mixed word; never empty."""
    position: int
    """How many words stand before it."""
    start: int
    """Where the word begins in the original text, in characters."""
    end: int
    """Where it ends: ``text[start:end]`` is the word as written."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a text as parallel columns. Belongs to the caller: the lists are not shared."""

    surfaces: list[str]
    """One per position, from position 0."""
    stems: list[str]
    """At least one per position, in the order of positions."""
    stem_positions: list[int]
    """The position of each of `stems`."""
