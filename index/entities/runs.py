"""Running text cut into runs of capitalised words by one compiled expression.

A run is what may name something: "Presiden Rusia Vladimir Putin dan Presiden Iran". Lower-case text is never tokenised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶŁĽĻŃŇŅŌŐŘŚŠŞŢŤŪŮŰŹŻŽȘȚḤṬ"
_ABBREVIATED = (
    "Dr|Drs|Dra|Drg|Prof|Ir|Hj|KH|Kh|St|Jend|Kol|Kombes|AKP|AKBP|Kompol|Iptu|Ipda|Muh|Moh|Muhd|Mr|Mrs|Ms|Tgk|Letjen|"
    "Mayjen|Brigjen|Irjen|Komjen|Letkol|Kec|Kab|Kel|Jl|Jln|No|Alm|Plt"
)
_RANK = r"\((?:Pol|Purn)\.?\)"
_INITIALS = rf"(?:[{_CAPITAL}]\.){{1,4}}[{_CAPITAL}]?(?!\w)"
_SHORT = rf"(?:{_ABBREVIATED})\.(?=\s)"
_WORD = rf"[{_CAPITAL}][\w'’]*(?:-[\w'’]+)*"
_TOKEN = rf"(?:{_RANK}|{_INITIALS}|{_SHORT}|{_WORD})"
_JOINER = r"(?:dan|bin|binti|van|von|de|da|der|den|dos|al|el|ibn|of|for|and|the|untuk|&)"
RUN = re.compile(rf"(?<![\w@#-]){_TOKEN}(?: {_TOKEN}| {_JOINER}(?: {_JOINER})? (?={_TOKEN}\b){_TOKEN})*")
_STARTS = frozenset('.!?:;\n"“”‘…•*|–—')
_LOOK_BACK = 24
"""Characters before a run in which the word before it is looked for."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of capitalised words with what stands before it."""

    start: int
    end: int
    words: list[str]
    before: str
    """The word before, lower case; ``""`` at the start of a sentence."""
    is_first: bool
    """Whether it opens a sentence, so that the first capital says nothing."""


def runs(text: str) -> Iterator[Run]:
    """The capitalised runs of *text*, in order."""
    for match in RUN.finditer(text):
        start = match.start()
        left = text[max(0, start - _LOOK_BACK) : start].rstrip(" ")
        opens = not left or left[-1] in _STARTS
        before = "" if opens else left[left.rfind(" ") + 1 :].lower()
        yield Run(start, match.end(), match.group().split(" "), before, opens)
