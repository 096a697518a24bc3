"""The word lists that rules and joining use, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from index.entities.joining.found import compared
from index.entities.place import Place
from index.entities.tables import lines, rows

_LONG = 8
"""Letters above which a name without its spaces is taken for the same name."""


CORPS = frozenset({"Pol", "Purn", "Inf", "Mar", "Marinir", "TNI", "Tbk"})
"""What is left of a rank or a company's name before a person's: "Kombes Pol Argo Yuwono"."""


@dataclass(frozen=True, slots=True)
class Lists:
    """Every list, ready for look-up."""

    titles: dict[str, str]
    """Lower-case title -> ``gelar`` or ``jabatan``."""
    kept_titles: frozenset[str]
    degrees: frozenset[str]
    running_mates: frozenset[str]
    """Words for public figures: one of them beside another word with a hyphen makes two persons."""
    no_names: frozenset[str]
    """Capitalised words that are no name of a person by themselves."""
    short_names: dict[str, str]
    """Short name of a public figure -> the name in full."""
    full_names: dict[str, str]
    """Initials of a body -> its name in full, folded."""
    known_bodies: frozenset[str]
    """The names in full, without signs, as they are compared."""
    body_openings: frozenset[str]
    """First words of the names of bodies, lower case and spelt out."""
    units: frozenset[str]
    """First words of the names of parts of bodies, lower case and spelt out."""
    body_words: dict[str, str]
    """Short word inside the name of a body, lower case -> what it stands for."""
    places: dict[str, Place]
    """Surface, folded -> the place it means."""
    joined_places: dict[str, Place]
    """Names of several words or more than eight letters, without the spaces: "Deliserdang", "Pekan Baru"."""
    sure_places: frozenset[str]
    """Countries and provinces of one word that mean nothing else."""
    openings: dict[str, str]
    """First word of a longer name, as written -> what it opens, as in heads.tsv."""
    small_openings: frozenset[str]
    """Words for buildings and streets, written small, that a person's name can follow: "jalan Ahmad Yani"."""
    seats: frozenset[str]
    ranks: frozenset[str]
    rank_spellings: frozenset[str]
    """What can stand directly before whoever has a rank, as written: rank, corps or the end of a bracket."""
    directions: frozenset[str]
    """Second words of the names of places, never a person's."""
    ambiguous: frozenset[str]
    """Places of one word that is also another word: they count on evidence only."""
    before_places: frozenset[str]
    """Words that prove a place behind them, lower case."""
    not_before_places: frozenset[str]
    """Words before a name that is then no place, lower case."""
    levels: dict[str, str]
    """Word for an administrative level, lower case -> the type of the place it opens."""


def _rank_spellings() -> frozenset[str]:
    ranks = (spelt for rank in lines("ranks.txt") for spelt in (rank, rank.capitalize(), rank.upper()))
    return frozenset({")", *CORPS, *(spelt + dot for spelt in ranks for dot in ("", "."))})


def _sure_places() -> frozenset[str]:
    found = (row for row in rows("gazetteer.tsv") if row[2] in {"country", "province"} and not row[3:])
    return frozenset(row[0] for row in found if " " not in row[0])


@cache
def lists() -> Lists:
    """The lists, read on first use."""
    body_words = {row[0]: row[1] for row in rows("body_words.tsv")}
    openings = {row[0].lower() for row in rows("heads.tsv") if row[1] == "organisasi"}
    full_names = {row[0]: row[1].casefold() for row in rows("bodies.tsv")}
    return Lists(
        titles={row[0]: row[1] for row in rows("titles.tsv")},
        kept_titles=frozenset(lines("kept_titles.txt")),
        degrees=frozenset(lines("degrees.txt")),
        running_mates=frozenset(lines("running_mates.txt")),
        no_names=frozenset({*lines("stop.txt"), *lines("no_persons.txt")}),
        short_names={row[0]: row[1] for row in rows("short_names.tsv")},
        full_names=full_names,
        known_bodies=frozenset(" ".join(compared(name)) for name in full_names.values()),
        body_openings=frozenset(openings | {meaning.split()[0] for meaning in body_words.values()}),
        units=frozenset(lines("units.txt")),
        body_words=body_words,
        places={
            row[0].casefold(): Place(row[0], row[1], row[2], row[3:] == ["evidence"]) for row in rows("gazetteer.tsv")
        },
        joined_places={
            row[0].casefold().replace(" ", "").replace("-", ""): Place(row[0], row[1], row[2], row[3:] == ["evidence"])
            for row in rows("gazetteer.tsv")
            if len(row[0]) > _LONG
        },
        sure_places=_sure_places(),
        openings={row[0]: row[1] for row in rows("openings.tsv")},
        small_openings=frozenset(row[0].lower() for row in rows("openings.tsv") if row[1] == "fasilitas"),
        seats=frozenset(lines("seats.txt")),
        ranks=frozenset(lines("ranks.txt")),
        rank_spellings=_rank_spellings(),
        directions=frozenset({"Utara", "Selatan", "Timur", "Barat", "Tengah", "Tenggara", "Raya", "Besar", "Baru"}),
        ambiguous=frozenset(lines("ambiguous.txt")),
        before_places=frozenset(lines("before_places.txt")),
        not_before_places=frozenset(lines("not_before_places.txt")),
        levels={row[0].lower(): row[2] for row in rows("heads.tsv") if row[1] == "wilayah"},
    )
