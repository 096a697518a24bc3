"""What stands directly before a name decides what it is: tables that overrule the tagger.

"Festival Danau Toba" is an event, "Yayasan Budi Utomo" a body; "Bupati Pati Haryanto" is a place and a person; whoever
follows a rank is a person.
"""

from __future__ import annotations

from collections.abc import Iterable

from index.entities.lists import Lists
from index.entities.tagging.chains import BODY, BUILDING, PERSON, PLACE
from index.entities.tagging.tagger import Span
from index.entities.tokens import Tokens

CORPS = frozenset({"Pol", "Purn", "Inf", "Mar", "Marinir", "TNI", "Tbk"})
"""What is left of a rank or a company's name before a person's: "Kombes Pol Argo Yuwono"."""
_RETIRED = ("(", "purn")
_LONGEST = 4
"""Words a name after a rank may have."""


def by_neighbours(text: Tokens, spans: Iterable[Span], lists: Lists) -> list[Span]:
    """*spans* set right by the words before them; in order."""
    found: list[Span] = []
    for span in spans:
        found += _seat_and_holder(text, _opened(text, span, lists), lists)
    return sorted([*found, *_ranked(text, found, lists)])


def _opened(text: Tokens, span: Span, lists: Lists) -> Span:
    """A person or place as the event, building or body that the word before it opens."""
    first, last, kind = span
    opens = lists.openings.get(text.words[first - 1]) if first and kind in {PERSON, PLACE} else None
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
    for i in range(1, len(words) - 1):
        if i in taken or not _is_name(words[i], lists) or not _follows_rank(words, i, lists):
            continue
        last = i + 1
        while last < len(words) and last - i < _LONGEST and last not in taken and _is_name(words[last], lists):
            last += 1
        if last not in taken and i - 1 not in taken:
            found.append((i, last, PERSON))
    return found


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
