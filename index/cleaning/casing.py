"""Whether words are those of a headline in title case or of a sentence, told by their first letters."""

from __future__ import annotations

import re

from index.cleaning.words import listed

SHORTENED = frozenset(("Kab", "Kec", "Kel", "Prov", "Jln", "Drs", "Dra", "Kol", "Jend", "Brigjen", "Irjen", "Komjen"))
"""Before a name, with a full stop that ends nothing."""
SHORTENING = re.compile(rf"\b(?:{'|'.join(sorted(SHORTENED))})\.(?= [A-Z])")
LOOK_AHEAD = 9
"""Words of a text that tell how it begins."""


def is_prose(text: str) -> bool:
    """Whether a text begins as sentences do: with lower-case words that a headline would capitalise."""
    words = text.split(maxsplit=LOOK_AHEAD)[:LOOK_AHEAD]
    return sum(map(is_content, words)) >= 2


def is_title(words: list[str], share: float = 0.9) -> bool:
    """Whether of three words or more at least *share* begin with a capital, function words left out."""
    counted = [word for word in words if word[0].isalpha() and not is_function(word)]
    return len(words) >= 3 and sum(word[0].isupper() for word in counted) >= share * len(counted)


def is_content(word: str) -> bool:
    """A lower-case word that a headline in title case would capitalise."""
    return word.lstrip("\"“‘'(")[:1].islower() and not is_function(word)


def is_function(word: str) -> bool:
    """A word that stays small in a headline: "di", "yang"."""
    return bare(word) in listed("function_words")


def bare(word: str) -> str:
    """Without the marks around it."""
    return word.strip("\"“”‘’'().,:;?!")
