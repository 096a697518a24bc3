"""The word lists that rules and joining use, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from index.entities.place import Place
from index.entities.tables import lines, rows


@dataclass(frozen=True, slots=True)
class Lists:
    """Every list, ready for look-up."""

    titles: dict[str, str]
    """Lower-case title -> ``gelar`` or ``jabatan``."""
    kept_titles: frozenset[str]
    degrees: frozenset[str]
    short_names: dict[str, str]
    """Short name of a public figure -> the name in full."""
    full_names: dict[str, str]
    """Initials of a body -> its name in full, folded."""
    places: dict[str, Place]
    """Surface, folded -> the place it means."""
    sure_places: frozenset[str]
    """Countries and provinces of one word that mean nothing else."""
    levels: dict[str, str]
    """Word for an administrative level, lower case -> the type of the place it opens."""


@cache
def lists() -> Lists:
    """The lists, read on first use."""
    return Lists(
        titles={row[0]: row[1] for row in rows("titles.tsv")},
        kept_titles=frozenset(lines("kept_titles.txt")),
        degrees=frozenset(lines("degrees.txt")),
        short_names={row[0]: row[1] for row in rows("short_names.tsv")},
        full_names={row[0]: row[1].casefold() for row in rows("bodies.tsv")},
        places={
            row[0].casefold(): Place(row[0], row[1], row[2], row[3:] == ["evidence"]) for row in rows("gazetteer.tsv")
        },
        sure_places=frozenset(
            row[0]
            for row in rows("gazetteer.tsv")
            if row[2] in {"country", "province"} and not row[3:] and " " not in row[0]
        ),
        levels={row[0].lower(): row[2] for row in rows("heads.tsv") if row[1] == "wilayah"},
    )
