"""What stands directly before a name decides what it is: tables that overrule the tagger.

"Festival Danau Toba" is an event, "Yayasan Budi Utomo" a body; "Bupati Pati Haryanto" is a place and a person; whoever
follows a rank is a person.
"""

from __future__ import annotations

from collections.abc import Iterable

from index.entities.lists import CORPS, Lists
from index.entities.tagging.chains import BODY, BUILDING, PERSON, PLACE
from index.entities.tagging.tagger import Span
from index.entities.tokens import Tokens

_RETIRED = ("(", "purn")
_PEOPLES = frozenset({"warga", "masyarakat", "penduduk", "pemuda", "rakyat"})
_LONGEST = 4
"""Words a name after a rank may have."""


def by_neighbours(text: Tokens, spans: Iterable[Span], lists: Lists) -> list[Span]:
    """*spans* set right by the words before them; in order."""
    found: list[Span] = []
    for span in _mayors(text, spans, lists):
        found += _seat_and_holder(text, _opened(text, _retyped(text, span, lists), lists), lists)
    return sorted([*found, *_ranked(text, found, lists)])


def _mayors(text: Tokens, spans: Iterable[Span], lists: Lists) -> list[Span]:
    """*spans* without the "Kota" of "Wali Kota", and what follows it as a person where it is no place."""
    found: list[Span] = []
    holder = None
    for first, last, kind in spans:
        if kind == PLACE and last - first > 1 and first and _ends_office(text.words, first):
            is_seat = " ".join(text.words[first + 1 : last]).casefold() in lists.places
            found.append((first + 1, last, PLACE if is_seat else PERSON))
            holder = None if is_seat else last
        elif kind == PERSON and first == holder:
            found[-1] = (found[-1][0], last, PERSON)
        else:
            found.append((first, last, kind))
    return found


def _ends_office(words: list[str], i: int) -> bool:
    return words[i] == "Kota" and words[i - 1].lower() == "wali"


def _retyped(text: Tokens, span: Span, lists: Lists) -> Span:
    """A place that was taken for a building, or for a body of its people: "Pemuda Jateng"."""
    first, last, kind = span
    if kind == BUILDING and is_known_place(text.words[first:last], lists):
        return (first, last, PLACE)
    if kind == BODY and text.words[first].lower() in _PEOPLES:
        rest = text.words[first + 1 : last]
        return (first + 1, last, PLACE) if is_known_place(rest, lists) else span
    return span


def is_known_place(words: list[str], lists: Lists) -> bool:
    """Whether the words are a place that means nothing else, however it is spaced."""
    known = lists.places.get(" ".join(words).casefold()) or lists.joined_places.get("".join(words).casefold())
    return known is not None and not known.needs_evidence


def _opened(text: Tokens, span: Span, lists: Lists) -> Span:
    """A person or place as the event, building or body that the word before it opens."""
    first, last, kind = span
    opens = lists.openings.get(text.words[first - 1]) if first and kind in {PERSON, PLACE} else None
    if kind == PERSON and first and opens is None and text.words[first - 1] in lists.small_openings:
        return (first - 1, last, BUILDING)
    if opens is None or (first > 1 and text.words[first - 2].lower() in lists.titles):
        return span
    return (first - 1, last, BODY if opens == "organisasi" else BUILDING)


def _seat_and_holder(text: Tokens, span: Span, lists: Lists) -> list[Span]:
    """The place of an office apart from the person who holds it: "Bupati Pati Haryanto"."""
    first, last, kind = span
    words = text.words
    if kind not in {PERSON, PLACE} or not first or words[first - 1].lower() not in lists.seats:
        return [span]
    if " ".join(words[first:last]).casefold() in lists.places:
        return [span]
    for end in range(last - 1, first, -1):
        place = lists.places.get(" ".join(words[first:end]).casefold())
        if place is not None and _is_name(words[end], lists) and words[end] not in lists.directions:
            return [(first, end, PLACE), (end, last, PERSON)]
    return [span]


def _ranked(text: Tokens, spans: Iterable[Span], lists: Lists) -> list[Span]:
    """Persons that the tagger overlooked behind a rank: "Jenderal (Purn) Moeldoko"."""
    taken = {i for first, last, _ in spans for i in range(first, last)}
    words, found = text.words, []
    for i in behind(words, lists.rank_spellings):
        if i in taken or not _is_name(words[i], lists) or not _follows_rank(words, i, lists):
            continue
        last = i + 1
        while last < len(words) and last - i < _LONGEST and last not in taken and _is_name(words[last], lists):
            last += 1
        if last not in taken and i - 1 not in taken:
            found.append((i, last, PERSON))
    return found


def behind(words: list[str], some: frozenset[str]) -> list[int]:
    """The positions behind a word of *some*, the last left out."""
    return [i for i, word in enumerate(words[:-2], 1) if word in some]


def _follows_rank(words: list[str], i: int, lists: Lists) -> bool:
    at = i - 1
    while at > 0 and words[at] in CORPS:
        at -= 1
    if words[at].lower().rstrip(".") in lists.ranks:
        return True
    inside = [word.lower().rstrip(".") for word in words[max(i - 4, 0) : i] if word not in {".", ")"}]
    return words[i - 1] == ")" and tuple(inside[-2:]) == _RETIRED


def _is_name(word: str, lists: Lists) -> bool:
    """Whether a word can be a name: capitalised, no title, no initials."""
    return (
        len(word) > 2
        and word.istitle()
        and word not in CORPS
        and word.lower() not in lists.titles
        and word not in lists.openings
    )
