"""Short names of a person joined to the full one of the same article; two different full names are never joined.

Vladimir Putin <- Putin; Basuki Tjahaja Purnama <- Basuki T Purnama; Ridwan Kamil <- Emil, where the article says so;
Alexander Marwata <- Alex; Kriss Hatta <- Kris Hatta. What fits two people joins none of them by such likeness.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import cache

from index.entities.joining.found import Found, compared, surfaces
from index.entities.joining.spelling import is_slip
from index.entities.lists import Lists
from index.entities.mention import Mention
from index.entities.tables import lines
from index.entities.tagging.chains import PERSON

_SHORTEST = 4
"""Letters a shortened given name must have to be taken for the beginning of a longer one."""
_FURTHEST = 45
"""Letters between a name and the nickname an article gives with it."""


def persons(mentions: Sequence[Mention], text: str, lists: Lists) -> list[Found]:
    """The persons of an article, each under the fullest name it gives."""
    seen = surfaces(mentions, PERSON)
    order = [mention.name for mention in mentions if mention.kind == PERSON]
    found: list[Found] = []
    for name in sorted(seen, key=lambda name: -len(compared(name))):
        if len(compared(name)) > 1:
            _add_full(name, found)
    nicknames = _nicknames([mention for mention in mentions if mention.kind == PERSON], text, lists)
    for name in (name for name in seen if len(compared(name)) == 1):
        home = _home(name, found, order, lists) or _by_nickname(name, found, nicknames) or _by_table(name, found, lists)
        home = home or _by_likeness(name, found)
        if home is None:
            found.append(Found(name, [name]))
        else:
            home.surfaces.append(name)
    for one in [one for one in found if len(one.words()) > 1 and one.name in (nicknames.keys() | lists.short_names)]:
        others = [other for other in found if other is not one]
        home = _by_nickname(one.name, others, nicknames) or _by_table(one.name, others, lists)
        if home is not None:
            home.surfaces.extend(one.surfaces)
            found.remove(one)
    return found


def _add_full(name: str, found: list[Found]) -> None:
    words = compared(name)
    homes = [other for other in found if is_short_for(words, other.words())]
    homes = homes or [other for other in found if is_slip(words, other.words(), least=_SHORTEST)]
    if len(homes) == 1:
        homes[0].surfaces.append(name)
    else:
        found.append(Found(name, [name]))


def is_short_for(words: list[str], longer: list[str]) -> bool:
    """Whether *words* opens or closes *longer*, or leaves out or abbreviates names in the middle of it."""
    n = len(words)
    if longer[:n] == words or longer[-n:] == words or "".join(words) == "".join(longer):
        return True
    if n < 2 or words[-1] != longer[-1] or not _stands_for(words[0], longer[0]):
        return _is_abbreviated(words, longer)
    rest = iter(longer[1:-1])
    return all(any(_stands_for(word, long) for long in rest) for word in words[1:-1])


def _is_abbreviated(words: list[str], longer: list[str]) -> bool:
    """Whether both have as many words, all the same or shortened to a letter: "Laode M Syarif", "Muhammad R"."""
    return (
        len(words) == len(longer)
        and words[0] == longer[0]
        and all(_stands_for(word, long) for word, long in zip(words, longer, strict=True))
    )


def _stands_for(word: str, long: str) -> bool:
    return word == long or (len(word) == 1 and long.startswith(word))


def _home(name: str, found: list[Found], order: list[str], lists: Lists) -> Found | None:
    """The full name that a single word belongs to: of several, the one named last before the word first stands."""
    word = compared(name)[0]
    homes = [other for other in found if len(other.words()) > 1 and word in other.words()]
    homes = [other for other in homes if not _is_kin(name, other, lists)]
    if len(homes) < 2:
        return homes[0] if homes else None
    for earlier in reversed(order[: order.index(name)]):
        for home in homes:
            if earlier in home.surfaces:
                return home
    return homes[0]


def _is_kin(name: str, other: Found, lists: Lists) -> bool:
    """Whether *other* only bears the name of a public figure: "Iriana Jokowi" is not Jokowi."""
    full = lists.short_names.get(name)
    if full is None or other.words()[-1:] != compared(name):
        return False
    return other.name not in lists.short_names and not _is_form_of(other.words(), compared(full))


def _by_likeness(name: str, found: list[Found]) -> Found | None:
    """The one person a word begins a given name of, or is a slip of the pen away from a name of."""
    (word,) = compared(name)
    full = [other for other in found if len(other.words()) > 1]
    begun = [other for other in full if len(word) >= _SHORTEST and other.words()[0].startswith(word)]
    alike = begun or [other for other in full if any(is_slip([word], [part], least=6) for part in other.words())]
    return alike[0] if len(alike) == 1 else None


def _nicknames(people: Sequence[Mention], text: str, lists: Lists) -> dict[str, str]:
    """Nickname -> the name it was given with: "Ridwan Kamil yang akrab disapa Emil", "Sutiyoso (Bang Yos)"."""
    says = _says()
    found: dict[str, str] = {}
    for one, other in itertools.pairwise(people):
        between = text[one.end : other.start]
        if len(between) > _FURTHEST or one.name == other.name or not says.fullmatch(between):
            continue
        if "(" not in between.split(")")[-1] or _is_nickname(other, text, lists):
            found.setdefault(other.name, one.name)
    return found


def _is_nickname(mention: Mention, text: str, lists: Lists) -> bool:
    """Whether a name that fills brackets is a nickname: one word, or with an honorific; not the next of a line-up."""
    first, *rest = mention.name.split(" ")
    is_short = not rest or first.lower() in lists.titles or first in lists.kept_titles
    return is_short and text[mention.end :].lstrip("”\"’'").startswith(")")


@cache
def _says() -> re.Pattern[str]:
    phrases = "|".join(map(re.escape, lines("nickname_phrases.txt")))
    return re.compile(rf"(?:\([^()]*\))?,? ?(?:{phrases}|\()[ “\"‘']*")


def _by_nickname(name: str, found: list[Found], nicknames: dict[str, str]) -> Found | None:
    full = nicknames.get(name)
    return next((other for other in found if full in other.surfaces), None) if full else None


def _by_table(name: str, found: list[Found], lists: Lists) -> Found | None:
    """The public figure a short name stands for, where the article has the full name or its first and last word."""
    full = lists.short_names.get(name)
    if full is None:
        return None
    wanted = compared(full)
    return next((other for other in found if other.name != name and _is_form_of(other.words(), wanted)), None)


def _is_form_of(words: list[str], full: list[str]) -> bool:
    if len(full) == 1:
        return words == full
    return full[0] in words and full[-1] in words[words.index(full[0]) :]
