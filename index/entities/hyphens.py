"""Words joined by a hyphen, taken apart where it joins two things: places of a route, the two of a ticket.

A hyphen inside one name stays: "Trent Alexander-Arnold", "José Ramos-Horta".
"""

from __future__ import annotations

from index.entities.lexicon import JOINER, LETTER, NAME, UNKNOWN, Lexicon, kind_of

_AND = "dan"
_SHORTEST_NAME = 3


def apart(words: list[str], known: Lexicon) -> list[str]:
    """The words, with "Jakarta-Surabaya" as two, and "Ganjar Pranowo-Mahfud MD" with a conjunction between."""
    found: list[str] = []
    for i, word in enumerate(words):
        parts = word.split("-")
        if len(parts) == 1 or word in known.places or word in known.short_names:
            found.append(word)
        elif all(part in known.places for part in parts):
            found.extend(parts)
        elif _are_two_persons(words, i, parts, known):
            found.extend((parts[0], _AND, parts[1]))
        else:
            found.append(word)
    return found


def _are_two_persons(words: list[str], i: int, parts: list[str], known: Lexicon) -> bool:
    """Whether the hyphen at word *i* stands between two full names or beside a well-known short name."""
    if len(parts) != 2 or not all(parts) or parts[0] == parts[1]:
        return False
    if any(part in known.famous for part in parts):
        return all(part in known.short_names or kind_of(part) == NAME for part in parts)
    if min(map(len, parts)) < _SHORTEST_NAME or not 0 < i < len(words) - 1 or kind_of(words[i + 1]) == JOINER:
        return False
    around = kind_of(words[i - 1]), kind_of(words[i + 1])
    return around[0] == NAME and around[1] in {NAME, LETTER, UNKNOWN} and all(kind_of(part) == NAME for part in parts)
