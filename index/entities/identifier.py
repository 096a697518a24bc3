"""The identifier of a name: what stands in an address and in the index for a person, place or body."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256

_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"})
_GONE = re.compile(r"['’‘`´ʼʻ.]")
_BREAK = re.compile(r"[^\w]+|_+")


@lru_cache(maxsize=65536)
def identifier(name: str) -> str:
    """A stable, URL-safe id: lower case, unaccented, words joined by hyphens; never empty for a name that is not.

    Other scripts keep their letters. A name of signs alone gets a short digest.
    """
    plain = _BREAK.sub("-", folded(name)).strip("-")
    if plain or not name:
        return plain
    return "x-" + sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def folded(name: str) -> str:
    """*name* without case, accents, apostrophes and full stops: what two spellings of it share."""
    flat = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS)).casefold()
    bare = "".join(c for c in flat if not unicodedata.combining(c)).translate(_LETTERS)
    return _GONE.sub("", unicodedata.normalize("NFC", bare))
