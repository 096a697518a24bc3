"""A name where it stands in an article, as the tagger and the rules leave it to be joined."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mention:
    """One name at one place of ``headline + "\\n" + body``."""

    kind: str
    """One of the tagger's types: person, place, body, building."""
    name: str
    """As written, without titles, spaces single."""
    start: int
    end: int
    first: int
    """Its first token, and the one after its last."""
    last: int
    in_title: bool
    role: str = ""
    """Titles and office that stood before a person's name."""
