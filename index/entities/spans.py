"""A run of capitalised words read from left to right: a title, a body, a place, a possible name.

Each word is looked up once, by kind (``lexicon.py``); which span opens is decided by the first word that can open one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto

from index.entities import lexicon as lex
from index.entities.hyphens import apart
from index.entities.lexicon import Lexicon, kind_of
from index.entities.place import Place
from index.entities.runs import Run


class Kind(Enum):
    """What a span was read as."""

    TITLE = auto()
    BODY = auto()
    PLACE = auto()
    AREA = auto()
    """Kabupaten, Kecamatan, Desa … and the name it opens."""
    NATURE = auto()
    BUILDING = auto()
    """A building or a street."""
    EVENT = auto()
    """An event, law or product: what is named inside it does not count."""
    SOMEONE = auto()
    """Possibly a person."""
    INITIALS = auto()
    """Capitals that are no known body."""
    JOIN = auto()
    STOP = auto()
    WORD = auto()
    """An ordinary word, written big."""


_SINGLE = {
    lex.HONORIFIC: Kind.TITLE,
    lex.OFFICE: Kind.TITLE,
    lex.JOINER: Kind.JOIN,
    lex.STOP: Kind.STOP,
    lex.DEGREE: Kind.STOP,
    lex.COMMON: Kind.WORD,
}
_NAMELIKE = frozenset((lex.NAME, lex.UNKNOWN, lex.LETTER))
_INSIDE = _NAMELIKE | {lex.COMMON, lex.ACRONYM, lex.DEGREE, lex.EVENT_HEAD}
_OF_AREA = _INSIDE | {lex.HONORIFIC, lex.NATURE_HEAD, lex.BUILDING_HEAD}
_OF_BUILDING = _INSIDE | {lex.HONORIFIC, lex.OFFICE}
_OF_BODY = _INSIDE | {lex.BODY_HEAD, lex.AREA_HEAD, lex.NATURE_HEAD, lex.BUILDING_HEAD, lex.JOINER}
_NAME_JOINERS = frozenset({"bin", "binti", "van", "von", "de", "da", "der", "den", "dos", "al", "el", "ibn"})
_NAMES_ITSELF = re.compile(
    r"(?!PT|CV|UD|SD|SMP|SMA|SMK|PP|PB|DPP|DPW|DPC|DPD|FC|AC|PN|LBH|LSM|MAN)[A-Z]{2,}|Polri|Persi\w+|Persebaya|Arema|"
    r"Bawaslu|Kem(?!enterian)\w+|Bareskrim|Brimob|Densus|Kadin|Ombudsman|Kepolisian|Bhayangkara|Kostrad|Kopassus|Korlantas|Basarnas"
)
"""Heads that are a body's whole name when nothing follows: KPU, Kemenkes, but not PT or SMA."""
_LONGEST_AREA = 3
_INITIALS_OF_A_NAME = 3
"""BJ Habibie, MS Hidayat; a longer acronym opens no name."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words *start* to *end* of a run, read as one thing."""

    kind: Kind
    start: int
    end: int
    place: Place | None = None
    text: str = ""
    names: int = 0
    """How many of its words are known parts of names."""


@dataclass(slots=True)
class _Words:
    """A run under the reading finger."""

    words: list[str]
    kinds: list[str]
    known: Lexicon
    titled: bool

    def text(self, start: int, end: int) -> str:
        return " ".join(self.words[start:end])

    def extent(self, i: int, inside: frozenset[str]) -> int:
        """Where the words from *i* on whose kind is *inside* end."""
        while i < len(self.kinds) and self.kinds[i] in inside:
            i += 1
        return i

    def body(self, i: int) -> int:
        """Length in words of the listed body at *i*; 0 when none is there."""
        for body in self.known.bodies.get(self.words[i], ()):
            if len(body) == 1 or tuple(self.words[i : i + len(body)]) == body:
                return len(body)
        return 0

    def place(self, i: int) -> tuple[int, Place] | None:
        return place_at(self.words, i, self.known)


def place_at(words: list[str], i: int, known: Lexicon) -> tuple[int, Place] | None:
    """The longest listed place that begins at word *i*, and its length in words."""
    for surface, place in known.places.get(words[i], ()):
        if len(surface) == 1 or tuple(words[i : i + len(surface)]) == surface:
            return len(surface), place
    return None


def without_opener(run: Run, known: Lexicon) -> Run:
    """*run* without the ordinary word that opens a sentence, which is then the word before it: "Menurut Putin"."""
    opener = run.words[0]
    if not run.is_first or len(run.words) == 1 or kind_of(opener) != lex.COMMON or opener in known.places:
        return run
    return replace(run, start=run.start + len(opener) + 1, words=run.words[1:], before=opener.lower(), is_first=False)


def spans(run: Run, known: Lexicon) -> list[Span]:
    """The run's words, from left to right."""
    words = apart(run.words, known) if any("-" in word for word in run.words) else run.words
    kinds = [kind_of(word) for word in words]
    reading = _Words(words, kinds, known, run.before in known.titles)
    found: list[Span] = []
    i = 0
    while i < len(kinds):
        span = _listed_body(reading, i) or _listed_place(reading, i) or _READERS.get(kinds[i], _someone)(reading, i)
        found.append(span)
        reading.titled = span.kind not in {Kind.JOIN, Kind.SOMEONE} and (reading.titled or span.kind == Kind.TITLE)
        i = span.end
    return found


def _listed_body(r: _Words, i: int) -> Span | None:
    length = r.body(i)
    if not length or (length == 1 and r.kinds[i] == lex.BODY_HEAD):
        return None
    return Span(Kind.BODY, i, i + length, text=r.text(i, i + length))


def _listed_place(r: _Words, i: int) -> Span | None:
    found = r.place(i)
    if found is None:
        return None
    length, place = found
    if length == 1 and r.kinds[i] in {lex.AREA_HEAD, lex.BODY_HEAD, lex.NATURE_HEAD}:
        return None
    is_followed_by_name = i + 1 < len(r.kinds) and r.kinds[i + 1] == lex.NAME
    if place.needs_evidence and is_followed_by_name and not r.titled:
        return None
    return Span(Kind.PLACE, i, i + length, place, r.text(i, i + length))


def _single(r: _Words, i: int) -> Span:
    return Span(_SINGLE[r.kinds[i]], i, i + 1, text=r.words[i])


def _body(r: _Words, i: int) -> Span:
    """Dinas Pariwisata Jawa Barat: to the title that follows or, after an office, to the given name that does."""
    least = i + (1 if r.body(i) or _NAMES_ITSELF.match(r.words[i]) else 2)
    end = i + 1
    while end < len(r.kinds) and r.kinds[end] in _OF_BODY:
        if r.kinds[end] == lex.JOINER and _opens_another(r, i, end + 1):
            break
        place = r.place(end)
        listed = max(place[0] if place else 0, r.body(end))
        if r.titled and end >= least and not listed and _begins_the_holder(r, end):
            end -= end > least and _is_surname(r, end)
            break
        end += listed or 1
    if r.kinds[end - 1] == lex.JOINER:
        end -= 1
    return Span(Kind.BODY if end >= least else Kind.WORD, i, end, text=r.text(i, end))


def _opens_another(r: _Words, i: int, following: int) -> bool:
    """Whether the word after "dan" begins a second body or place: "Kejaksaan dan KPK", not "Pemuda dan Olahraga"."""
    names_itself = _NAMES_ITSELF.match(r.words[i]) is not None
    return (
        names_itself or r.kinds[following] == lex.BODY_HEAD or r.body(following) > 0 or r.place(following) is not None
    )


def _begins_the_holder(r: _Words, i: int) -> bool:
    """Whether the holder of an office begins at *i*: with a given name, or with any name right after a place."""
    return r.kinds[i] == lex.NAME or (r.kinds[i] == lex.UNKNOWN and r.place(i - 1) is not None)


def _is_surname(r: _Words, i: int) -> bool:
    """Whether the given name at *i* closes the run, so that the unknown word before it belongs to the person."""
    before = r.words[i - 1]
    is_plain = r.kinds[i - 1] in {lex.UNKNOWN, lex.COMMON} and before not in r.known.exact
    return i + 1 == len(r.kinds) and is_plain and r.place(i - 1) is None


def _area(r: _Words, i: int) -> Span:
    """Kabupaten Bogor, Kecamatan Kemang: the head and the name it opens."""
    kind = r.known.head_types[r.words[i]]
    place = r.place(i + 1) if i + 1 < len(r.words) else None
    if place and kind != "district_village":
        end = i + 1 + place[0]
        return Span(Kind.AREA, i, end, place[1], r.text(i + 1, end))
    end = min(r.extent(i + 1, _OF_AREA), i + 1 + _LONGEST_AREA)
    if end == i + 1 or r.words[i] in {"Kota", "Provinsi"}:
        return Span(Kind.WORD, i, i + 1)
    name = r.text(i if _belongs_to_the_name(r, i, end) else i + 1, end)
    return Span(Kind.AREA, i, end, Place(name, name, kind), name)


def _belongs_to_the_name(r: _Words, i: int, end: int) -> bool:
    """Whether the head of an area is part of its name, as in Kampung Melayu or before mere words: Dukuh Atas."""
    return r.words[i] == "Kampung" or (r.words[i] in {"Dukuh", "Dusun"} and set(r.kinds[i + 1 : end]) == {lex.COMMON})


def _nature(r: _Words, i: int) -> Span:
    end = min(r.extent(i + 1, _INSIDE), i + 1 + _LONGEST_AREA)
    name = r.text(i, end)
    return Span(Kind.NATURE, i, end, Place(name, name, "natural"), name)


def _building(r: _Words, i: int) -> Span:
    return Span(Kind.BUILDING, i, r.extent(i + 1, _OF_BUILDING))


def _event(r: _Words, i: int) -> Span:
    return Span(Kind.EVENT, i, r.extent(i + 1, _OF_BODY))


def _acronym(r: _Words, i: int) -> Span:
    is_followed_by_name = i + 1 < len(r.kinds) and r.kinds[i + 1] in _NAMELIKE
    if is_followed_by_name and len(r.words[i]) <= _INITIALS_OF_A_NAME and r.words[i].isalpha():
        return _someone(r, i)
    return Span(Kind.INITIALS, i, i + 1, text=r.words[i])


def _is_rank(r: _Words, i: int) -> bool:
    """Whether the word belongs to the rank before it: Kombes Pol."""
    return i > 0 and r.kinds[i - 1] == lex.HONORIFIC and r.words[i] in {"Pol", "Purn"}


def _someone(r: _Words, i: int) -> Span:
    """Words that may be a person's name: given names, unknown words, initials; ordinary words after a given name."""
    if _is_rank(r, i):
        return Span(Kind.TITLE, i, i + 1, text=r.words[i])
    end, names = i + 1, int(r.kinds[i] == lex.NAME)
    while end < len(r.kinds) and _continues_a_name(r, end, names):
        names += r.kinds[end] == lex.NAME
        end += 1
    if end > i + 1 and r.kinds[end - 1] == lex.JOINER:
        end -= 1
    return Span(Kind.SOMEONE, i, end, text=r.text(i, end), names=names)


def _continues_a_name(r: _Words, i: int, names: int) -> bool:
    match r.kinds[i]:
        case lex.NAME:
            return True
        case lex.JOINER:
            return r.words[i] in _NAME_JOINERS
        case lex.COMMON:
            return names > 0
        case lex.UNKNOWN | lex.LETTER:
            return not _ends_a_name(r, i, names)
        case lex.HONORIFIC | lex.OFFICE:
            return names > 0 and (i + 1 == len(r.kinds) or _is_a_middle_name(r, i))
        case _:
            return False


def _is_a_middle_name(r: _Words, i: int) -> bool:
    """Whether the office is a name among names: Lukman Hakim Saifuddin."""
    return r.words[i] in r.known.names and lex.NAME == r.kinds[i - 1] == r.kinds[i + 1]


def _ends_a_name(r: _Words, i: int, names: int) -> bool:
    """Whether a place begins at *i* that is no part of the name before it."""
    found: tuple[int, Place] | None = r.place(i)
    if found is None or found[1].needs_evidence:
        return False
    return not (names and found[0] == 1 and i + 1 < len(r.words))


_READERS: dict[str, Callable[[_Words, int], Span]] = {
    **dict.fromkeys(_SINGLE, _single),
    lex.BODY_HEAD: _body,
    lex.AREA_HEAD: _area,
    lex.NATURE_HEAD: _nature,
    lex.BUILDING_HEAD: _building,
    lex.EVENT_HEAD: _event,
    lex.ACRONYM: _acronym,
}
