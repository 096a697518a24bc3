"""In which encoding a text is, told by its first bytes: its mark, UTF-8 if it can be, else Windows-1252."""

from __future__ import annotations

import codecs

from index.sources.lines import encoding_of

FALLBACK = "windows-1252"
"""What Indonesian office programs wrote before UTF-8."""
SAMPLE = 2_000


def guessed(head: bytes) -> str:
    """The encoding of a text that begins with *head*, which may end within a character."""
    announced, mark = encoding_of(head)
    if mark:
        return announced
    if wide := _utf_16(head[:SAMPLE]):
        return wide
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return FALLBACK
    return "utf-8"


def _utf_16(sample: bytes) -> str:
    """UTF-16 without a mark: in Latin script every other byte is zero."""
    pairs = len(sample) // 2
    if pairs < 4:
        return ""
    low, high = sample[0 : 2 * pairs : 2].count(0), sample[1 : 2 * pairs : 2].count(0)
    if high > 0.7 * pairs and low < 0.1 * pairs:
        return "utf-16-le"
    if low > 0.7 * pairs and high < 0.1 * pairs:
        return "utf-16-be"
    return ""
