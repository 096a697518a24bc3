"""What a capitalised word may be, looked up in the word lists.

One letter per kind of word, so that a run of words is read by comparing letters; see ``runs.py``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from index.entities.place import Place
from index.entities.tables import lines, rows

HONORIFIC, OFFICE, BODY_HEAD, AREA_HEAD, NATURE_HEAD, BUILDING_HEAD, EVENT_HEAD = "hobanfe"
STOP, NAME, ACRONYM, COMMON, LETTER, DEGREE, JOINER, UNKNOWN = "sGACLDju"

T = TypeVar("T")

_HEADS = {
    "organisasi": BODY_HEAD,
    "wilayah": AREA_HEAD,
    "alam": NATURE_HEAD,
    "fasilitas": BUILDING_HEAD,
    "peristiwa": EVENT_HEAD,
}
_TITLES = {"gelar": HONORIFIC, "jabatan": OFFICE}
_LETTER = re.compile(r"(?:[^\W\d_]\.?){1,2}(?:[^\W\d_]\.)*")
_BRAND = re.compile(r"\d|(?<!^Mc)(?<!^Mac)(?<!^De)(?<!^Di)[^\W\d_A-Z][A-Z]|^[A-Z]{2,}[a-z]")
"""Moto2, SHINee, TikTok: no person's name is written so."""
_PEOPLE_HAVE = {"kantor", "rumah", "tim", "makam", "pimpinan"}
"""Things after which a name is that of a person all the same."""
_ACRONYM = re.compile(r"[^\W\d_a-z]{2,8}")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every list, ready for look-up."""

    exact: dict[str, str]
    """Kind of a word as written."""
    folded: dict[str, str]
    """Kind of a word by its lower-case form."""
    head_types: dict[str, str]
    """For the head of a place, the type of the place it opens."""
    places: dict[str, tuple[tuple[tuple[str, ...], Place], ...]]
    """By first word, longest first."""
    bodies: dict[str, tuple[tuple[str, ...], ...]]
    full_names: dict[str, str]
    """Initials of a body -> its name in full, folded."""
    short_names: dict[str, str]
    """Short name of a public figure -> the name in full."""
    famous: frozenset[str]
    """Short names that are a person wherever they stand by themselves."""
    titles: dict[str, str]
    before: frozenset[str]
    """Words after which a capitalised word is someone who speaks."""
    after: frozenset[str]
    """Words before which a capitalised word is someone who speaks or acts."""
    names: frozenset[str]
    things: frozenset[str]
    """Words after which a name is that of a street, body or event, lower case."""


@cache
def lexicon() -> Lexicon:
    """The lists, read on first use."""
    titles = {word: _TITLES[kind] for word, kind in rows("titles.tsv")}
    exact = {word: _HEADS[kind] for word, kind, _ in map(_three, rows("heads.tsv"))}
    exact = dict.fromkeys(lines("fields.txt"), COMMON) | exact | dict.fromkeys(lines("stop.txt"), STOP)
    public_figures = rows("short_names.tsv")
    names = frozenset(lines("given_names.txt")) | frozenset(lines("kept_titles.txt"))
    names |= {row[0] for row in public_figures if " " not in row[0] and len(row[0]) > 2}
    folded = dict.fromkeys(lines("common_words.txt"), COMMON) | titles
    short = frozenset(lines("speech.txt"))
    return Lexicon(
        exact=exact,
        folded=folded,
        head_types={word: kind for word, _, kind in map(_three, rows("heads.tsv"))},
        places=_by_first_word(_places()),
        bodies={first: tuple(words for words, _ in found) for first, found in _by_first_word(_bodies()).items()},
        full_names={row[0]: row[1].casefold() for row in rows("bodies.tsv")},
        short_names={row[0]: row[1] for row in public_figures},
        famous=frozenset(row[0] for row in public_figures if row[2:] != ["bukti"])
        | frozenset(row[1] for row in public_figures if " " not in row[1]),
        titles=titles,
        before=short | {"menurut"},
        after=short | frozenset(lines("said.txt")),
        names=names,
        things=frozenset(row[0].lower() for row in rows("heads.tsv")) - _PEOPLE_HAVE | {"berjudul", "bertajuk"},
    )


def kind_of(word: str) -> str:
    """The kind of one word of a run, as one letter."""
    found = _kinds().get(word)
    if found is None:
        found = _kinds()[word] = _judge(word)
        if len(_kinds()) > _REMEMBERED:
            _kinds().clear()
    return found


_REMEMBERED = 200_000
"""Word types remembered before the memory is emptied: about 20 MB."""


@cache
def _kinds() -> dict[str, str]:
    return {}


def _judge(word: str) -> str:
    known, lower = lexicon(), word.lower().rstrip(".")
    if word[0].islower() or word == "&":
        return JOINER
    title = known.titles.get(lower, "")
    if title and (title == OFFICE or word not in known.names):
        return title
    if word in known.exact:
        return known.exact[word]
    if word in known.names:
        return NAME
    return _by_form(word, lower) or known.folded.get(lower) or _without_clitic(lower, known)


def _without_clitic(lower: str, known: Lexicon) -> str:
    """The kind of an unlisted word: "Rahasianya" is as common as "rahasia", and no name bears "-nya"."""
    is_common = lower.endswith("-nya") or (lower.endswith("nya") and lower[:-3] in known.folded)
    return COMMON if is_common else UNKNOWN


def _by_form(word: str, lower: str) -> str:
    """The kind of a word that its letters give away: S.H., M., KPK; else empty."""
    is_shaped = word.isupper() or "." in word or not word[1:].islower()
    if is_shaped and lower.replace(".", "") in _degrees():
        return DEGREE
    if len(word) == 1 or (is_shaped and _LETTER.fullmatch(word)):
        return LETTER
    return ACRONYM if _ACRONYM.fullmatch(word) or _BRAND.search(word) else ""


@cache
def _degrees() -> frozenset[str]:
    return frozenset(lines("degrees.txt"))


def _three(row: list[str]) -> tuple[str, str, str]:
    return row[0], row[1], row[2] if len(row) > 2 else ""


def _places() -> list[tuple[str, Place]]:
    return [(row[0], Place(row[0], row[1], row[2], row[3:] == ["evidence"])) for row in rows("gazetteer.tsv")]


def _bodies() -> list[tuple[str, None]]:
    return [(row[0], None) for row in rows("bodies.tsv")]


def _by_first_word(surfaces: list[tuple[str, T]]) -> dict[str, tuple[tuple[tuple[str, ...], T], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], T]]] = {}
    for surface, value in surfaces:
        words = tuple(surface.split(" "))
        found.setdefault(words[0], []).append((words, value))
    return {first: tuple(sorted(some, key=lambda pair: -len(pair[0]))) for first, some in found.items()}
