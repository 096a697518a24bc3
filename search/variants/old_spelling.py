"""Words in the spellings before 1972 and after, both ways: Soeharto and Suharto, Djakarta and Jakarta.

Sources: the spellings of van Ophuijsen (1901) and Soewandi (1947), and the reform of 16 August 1972.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product

SHORTEST = 4
MOST_PLACES = 6
"""Places of a word that are respelt, each or not: 64 spellings at most."""

_MODERN = {"oe": "u", "dj": "j", "tj": "c", "sj": "sy", "ch": "kh", "nj": "ny", "j": "y"}
_OLD = {"ch": "ch", "u": "oe", "j": "dj", "c": "tj", "sy": "sj", "kh": "ch", "ny": "nj", "y": "j"}
"""A ``ch`` of today is none of the letters of old."""
_WEAK = frozenset({("nj", "ny"), ("j", "y"), ("ny", "nj"), ("y", "j")})
"""What tells two words of today apart as well (menjaring, menyaring): only beside a stronger mark."""


def respelt(word: str) -> Iterator[tuple[str, bool]]:
    """Other spellings of *word*, a lower-case surface; True with those that only a weak mark speaks for."""
    if len(word) < SHORTEST or not (word.isascii() and word.isalpha()):
        return
    for table in (_MODERN, _OLD):
        yield from _respelt(word, table)


def _respelt(word: str, table: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    pieces = re.split(f"({'|'.join(table)})", word)
    places = [
        place
        for place in range(1, len(pieces), 2)
        if table[pieces[place]] != pieces[place] and not _is_short(word, pieces, place)
    ]
    if len(places) > MOST_PLACES:
        return
    for choice in product((False, True), repeat=len(places)):
        taken = [place for place, is_taken in zip(places, choice, strict=True) if is_taken]
        if taken:
            other = "".join(table[piece] if at in taken else piece for at, piece in enumerate(pieces))
            yield other, all((pieces[place], table[pieces[place]]) in _WEAK for place in taken)


def _is_short(word: str, pieces: list[str], place: int) -> bool:
    """Chan is not Khan, nor Cheng Kheng: in a word of four letters, or at the head of one of five."""
    return pieces[place] in ("ch", "kh") and len(word) < (6 if place == 1 and not pieces[0] else 5)
