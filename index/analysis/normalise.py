"""Characters that readers do not tell apart are made one.

`straighten` keeps every character in its place, so offsets into its result are offsets into the original text.
`fold` does not, and is therefore applied to one token or one name at a time.
"""

from __future__ import annotations

import unicodedata

IGNORED = "\u00ad\u034f\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Soft hyphen, joiners and marks of no width: they may stand inside a word and are no part of it."""

_STRAIGHT = str.maketrans(
    dict.fromkeys("‘’‛ʼʻʽ`´′ʹ\u0374ˈʿʾ＇", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2212\ufe63\uff0d", "-")
    | dict.fromkeys("\u00a0\u2007\u202f", " ")
)

# Letters that carry their stroke inside and have no decomposition in Unicode.
_WITHOUT_STROKE = {
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ı": "i",
    "ł": "l",
    "ŧ": "t",
    "æ": "ae",
    "œ": "oe",
    "ß": "ss",
    "þ": "th",
}


def straighten(text: str) -> str:
    """Make curly apostrophes, typographic hyphens and fixed spaces plain, one character for one."""
    return text if text.isascii() else text.translate(_STRAIGHT)


def fold(text: str) -> str:
    """Lower case without diacritics or invisible characters; folding twice is folding once."""
    if text.isascii():
        return text.lower()
    return "".join(map(_fold_character, straighten(text)))


def _fold_character(character: str) -> str:
    if character in IGNORED or unicodedata.combining(character):
        return ""
    if not character.isalnum():
        return character
    plain = "".join(c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c))
    if not straighten(plain).isalnum():
        # A fraction or an Arabic ligature decomposes into several words: such a character stays whole.
        return character.lower()
    return "".join(_WITHOUT_STROKE.get(c, c) for c in unicodedata.normalize("NFC", plain.lower()))
