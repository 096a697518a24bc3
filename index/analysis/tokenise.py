"""Where words begin and end: one compiled expression, run over straightened text.

A token never holds white space, is never empty and never longer than `LONGEST`; its surface, tokenised again,
is itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from index.analysis.normalise import IGNORED, fold, straighten

LONGEST = 200
"""Characters of a surface; what is longer (an address, a slip of the keyboard) is cut."""

# Combining marks of Latin and Arabic text that was stored decomposed: they continue the word they stand on.
_MARKS = "\u0300-\u034e\u0350-\u036f\u064b-\u065f\u0670"

_LETTERS = r"[^\W_]"

_CURRENCIES = "rp|idr|usd|aud|cny|eur|gbp|hkd|jpy|myr|rm|sar|sgd"
_MAGNITUDES = "ribu|juta|mil[iy]ar|tril[iy]un|persen"

# What follows the S., M. or A. of an academic degree. Without a list S.Pd. cannot be told from H.Ahmad.
# Source: the lists of degrees of Indonesian universities, after Permenristekdikti 59/2018 on degrees and their writing.
_DEGREES = (
    "ag|ak|ap|apt|ars|ds|ec|ei|eng|farm|fil|gz|hi|hum|hut|ikom|ip|kep|keb|ked|kes|kesos|kom|kn|kp|mat|mb|md|pd|pdi|pel|"
    "pi|pn|psi|pt|par|sc|si|sn|sos|sosi|stat|sy|tek|th|thi|tp|tr|ud"
)
_BRANCHES = "[a-z]|aud|han|keb|kep|kes|sd"

_TOKEN = re.compile(
    rf"""
    [A-Za-z]++ (?=[ ,\n])                                           # most words: what the rest would find, but sooner
  | (?i:https?://|www\.) [^\s<>"'“”«»]* [\w/&=%\#~+$*-]             # web address, without the full stop after it
  | [A-Za-z0-9][A-Za-z0-9._%+-]{{0,63}} @ [A-Za-z0-9][A-Za-z0-9-]{{0,39}}
    (?:\.[A-Za-z0-9-]{{1,20}}){{0,3}} \.[A-Za-z]{{2,20}}            # e-mail address, at most 190 characters
  | [A-Za-z]{{1,3}}\$                                               # US$, S$
  | (?i:{_CURRENCIES}) (?=\d)                                       # Rp1.000.000 is the word rp and a number
  | (?<![\w.]) (?=[A-Za-z][Hh]?\.)
    (?: [A-Za-z] (?:\.[A-Za-z])+                                    # A.S., S.H., J.K.Rowling: without the last stop
      | (?i:[sma]\.(?:{_DEGREES})|ph\.d) (?i:\.(?:{_BRANCHES}))*    # S.Pd., M.Hum., S.Th.I., Ph.D.
    ) (?!{_LETTERS})
  | \d+ (?:[.,/:]\d+)+                                              # 1.000.000, 4,5, 15/9/2022, 10:30
  | \d+ (?=(?i:{_MAGNITUDES})(?!{_LETTERS}))                         # Rp5juta, 100ribu: a number and a word
  | [\#@] {_LETTERS} \w*                                            # hashtag, mention
  | {_LETTERS}+
    (?: (?: [{_MARKS}]+
          | [{IGNORED}]+ (?={_LETTERS})
          | [{IGNORED}]* ['&] [{IGNORED}]* (?={_LETTERS})
          | - (?={_LETTERS}) (?!\d+[.,/:]\d)                        # 8-10.30: two numbers, not one word
        ) {_LETTERS}*
    )*
  | %
    """,
    re.VERBOSE,
)


def written_words(text: str) -> list[str]:
    """The words of *text* in order, as written but for `straighten`."""
    return _TOKEN.findall(straighten(text))


def spans(text: str) -> Iterator[tuple[str, int, int]]:
    """Each of `written_words` with its start and end in *text*."""
    for match in _TOKEN.finditer(straighten(text)):
        yield match[0], match.start(), match.end()


def places(text: str, until: int) -> list[tuple[int, int]]:
    """Start and end in *text* of its first *until* words."""
    return [match.span() for match in islice(_TOKEN.finditer(straighten(text)), until)]


def surface_of(written: str) -> str:
    """The surface of one written word: folded, and cut where it is too long.

    Where folding would move the word's boundaries (a full-width Ｒp10 becoming rp10, which is two words)
    the word is put in lower case and left otherwise as it is.
    """
    surface = fold(written)
    if written.isascii() and len(surface) <= LONGEST:
        return surface
    word = _first_word(surface[:LONGEST])
    if word == surface or len(surface) > LONGEST:
        return word
    return _first_word(written.lower()[:LONGEST])


def _first_word(text: str) -> str:
    match = _TOKEN.match(text)
    return match[0] if match else text
