"""Organisations under the fullest name the article gives, with their initials and shorter forms."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.entities.joining.found import Found, compared, surfaces
from index.entities.lists import Lists
from index.entities.mention import Mention
from index.entities.tagging.chains import BODY

_INITIALS = re.compile(r" ?\( ?([A-Z][\w.-]{1,14}) ?\)")
_LEGAL = frozenset({"pt", "cv", "tbk", "persero", "ud", "ri"})
_SMALL = frozenset({"dan", "untuk", "of", "the", "and", "for", "bagi", "&"})


def bodies(mentions: Sequence[Mention], text: str, lists: Lists) -> list[Found]:
    """The organisations of an article."""
    seen = surfaces(mentions, BODY)
    introduced = _introduced(mentions, text)
    found: list[Found] = []
    for name in sorted(seen, key=lambda name: -len(compared(name))):
        home = next((other for other in found if _is_same(name, other, introduced, lists)), None)
        if home is None:
            found.append(Found(name, [name]))
        else:
            home.surfaces.append(name)
    for initials, name in introduced.items():
        home = next((other for other in found if name in other.surfaces), None)
        if home is not None and initials not in home.surfaces:
            home.surfaces.append(initials)
    return found


def _introduced(mentions: Sequence[Mention], text: str) -> dict[str, str]:
    """Initials -> the name they stood behind in brackets: "Komisi Pemberantasan Korupsi (KPK)"."""
    found: dict[str, str] = {}
    for mention in mentions:
        match = _INITIALS.match(text, mention.end) if mention.kind == BODY else None
        if match and _are_initials(match[1], mention.name):
            found.setdefault(match[1], mention.name)
    return found


def _is_same(name: str, other: Found, introduced: dict[str, str], lists: Lists) -> bool:
    if introduced.get(name) in other.surfaces:
        return True
    words, longer = compared(name), other.words()
    if lists.full_names.get(name) == other.name.casefold():
        return True
    if len(words) == 1 and name.isupper() and len(name) > 2 and _spells(name, other.name):
        return True
    plain = [word for word in words if word not in _LEGAL]
    return bool(plain) and plain == [word for word in longer if word not in _LEGAL]


def _spells(initials: str, name: str) -> bool:
    letters = "".join(word[0] for word in re.split(r"[ -]", name) if word and word.lower() not in _SMALL)
    return initials.upper() == letters.upper()


def _are_initials(short: str, name: str) -> bool:
    """Whether *short* can stand for *name*: its letters come in order, beginning with the same."""
    rest = iter(name.casefold())
    return short[0].casefold() == name[0].casefold() and all(c in rest for c in short.casefold() if c.isalpha())
