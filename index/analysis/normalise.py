"""Characters that readers do not tell apart are made one.

`straighten` keeps every character in its place, so offsets into its result are offsets into the original text.
`fold` does not, and is therefore applied to one token or one name at a time.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_IGNORED_RANGES = ((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F))
IGNORED = "\u00ad\u034f\u061c\u180e\ufeff" + "".join(
    chr(point) for first, last in _IGNORED_RANGES for point in range(first, last + 1)
)
"""Soft hyphen, joiners, marks of direction and of no width: they may stand inside a word and are no part of it.

Source: Unicode, DerivedCoreProperties.txt, Default_Ignorable_Code_Point, as far as news has them.
"""

_APOSTROPHES = (
    "‘’‛`´′‵ʹʻʼʽʾʿˈˊˋ\uff07\uff40\u0374\u0384\u055a\u05f3\u07f4\u07f5"
    "\u1fbd\u1fbf\u1fef\u1ffd\u1ffe\u275b\u275c\ua78b\ua78c"
)
"""Characters set for an apostrophe, by what was at hand: quotation marks, accents, primes, letters that look alike."""

_STRAIGHT = (
    dict.fromkeys(_APOSTROPHES, "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2212\ufe63\uff0d", "-")
    | dict.fromkeys("\u00a0\u2007\u202f", " ")
    | dict.fromkeys("\u066a\ufe6a\uff05", "%")
)
_CROOKED = re.compile(f"[{''.join(_STRAIGHT)}]")
"""Few characters of a text are: finding these costs a tenth of ``str.translate``."""

# Quotation marks and dashes in UTF-8 that were read as Windows-1252 or as Mac Roman. Articles are mended when they
# are cleaned; this is for what is typed or pasted. Letters are left: ftfy alone tells those from sound text.
_MOJIBAKE = re.compile("(?P<quote>â€[˜™]|‚Ä[òô])|(?:â€|‚Ä)[“”œ\u009dúùìî]")

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
    if _is_straight(text):
        return text
    if "â€" in text or "‚Ä" in text:
        text = _MOJIBAKE.sub(lambda match: "'\u200b\u200b" if match["quote"] else "   ", text)
    return _CROOKED.sub(lambda match: _STRAIGHT[match[0]], text)


def fold(text: str) -> str:
    """Lower case without diacritics or invisible characters; folding twice is folding once."""
    if _is_straight(text):
        return text.lower()
    return "".join(map(_fold_character, straighten(text)))


def _is_straight(text: str) -> bool:
    """Whether nothing needs straightening, at a glance; the grave accent is the one ASCII character that does."""
    return text.isascii() and "`" not in text


@lru_cache(maxsize=4_096)
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
