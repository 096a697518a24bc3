"""The identifier of a name: what stands in an address and in the index for a person, place or body."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256

_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"})
_GONE = re.compile(r"['’‘`´ʼʻ.\u0300-\u036f]")
"""Apostrophes, full stops and the accents of Latin, Greek and Cyrillic; marks of other scripts are part of the word."""
_BREAKS = re.compile(r"-+")


@lru_cache(maxsize=65536)
def identifier(name: str) -> str:
    """A stable, URL-safe id: lower case, unaccented, words joined by hyphens; never empty for a name that is not.

    Other scripts keep their letters. A name of signs alone gets a short digest.
    """
    plain = "".join(c if c.isalnum() or unicodedata.category(c).startswith("M") else "-" for c in folded(name))
    plain = _BREAKS.sub("-", plain).strip("-")
    if plain or not name:
        return plain
    return "x-" + sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def folded(name: str) -> str:
    """*name* without case, accents, apostrophes and full stops: what two spellings of it share."""
    flat = unicodedata.normalize("NFKD", name.casefold()).casefold().translate(_LETTERS)
    return unicodedata.normalize("NFC", _GONE.sub("", flat))
