"""A place as the gazetteer lists it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """One way of writing a place; *needs_evidence* when the surface alone is no proof (Batu, Malang, Nelson)."""

    surface: str
    name: str
    type: str
    needs_evidence: bool = False
