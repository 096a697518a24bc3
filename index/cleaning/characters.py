"""Characters as they were meant: mojibake undone, entities decoded, the invisible out. Typographic quotes stay."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache

from ftfy import TextFixerConfig, badness, fix_text

SLOPPY = "sloppy-windows-1252"
"""A codec that ftfy registers: Windows-1252 as browsers read it, with no undefined bytes."""

ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
LINE_ENDS = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
INVISIBLE = re.compile(
    "[\0-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
SPACES = re.compile(r"[^\S\n ]")
WIDOW = re.compile(r"(?:(?<=\s)|^)\xc2(?=\s|$)")
"""The first half of a no-break space in UTF-8 read as Windows-1252, when the second half became a plain space."""

FTFY = TextFixerConfig(
    unescape_html=False,
    remove_terminal_escapes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    remove_control_chars=False,
    normalization=None,
)
COMMON = frozenset(map(chr, range(0x80))) | frozenset("“”‘’–—…•\xa0éü°½²³₂€£®™·×\u200b\u200e\ufeff")
"""Characters of sound Indonesian text; a text of these alone holds no mojibake."""
ROUNDS = 8
"""Text may be escaped or garbled more than once; eight times is nobody's."""


def repaired(text: str) -> str:
    """*text* with its characters in order. Only what is broken is touched; line feeds and runs of spaces stay."""
    for _ in range(ROUNDS):
        before = text
        if "&" in text:
            text = ENTITY.sub(lambda match: html.unescape(match[0]), text)
        if not text.isascii():
            text = unicodedata.normalize("NFC", _unscrambled(text))
        if text == before:
            break
    text = LINE_ENDS.sub("\n", text)
    return SPACES.sub(" ", INVISIBLE.sub("", text)) if not text.isprintable() else text


def _unscrambled(text: str) -> str:
    """The known sequences by a table, for they stand amid sound text; what is left by ftfy, line by line."""
    if COMMON.issuperset(text):
        return text
    pattern, meant = _sequences()
    text = WIDOW.sub("", pattern.sub(lambda match: meant[match[0]], text))
    if not COMMON.issuperset(text) and badness.is_bad(text):
        text = "\n".join(fix_text(line, FTFY) if badness.is_bad(line) else line for line in text.split("\n"))
    return text


@cache
def _sequences() -> tuple[re.Pattern[str], dict[str, str]]:
    """What the UTF-8 of common characters looks like when it was read as Mac OS Roman or Windows-1252."""
    ranges = ((0xA0, 0x180), (0x200B, 0x2010), (0x2010, 0x2028), (0x2030, 0x203B), (0x20AC, 0x20AD), (0x2122, 0x2123))
    meant = {}
    for first, end in ranges:
        for character in map(chr, range(first, end)):
            for codec in ("mac_roman", SLOPPY):
                meant[character.encode().decode(codec)] = character
    heads = sorted({garbled[0] for garbled in meant})
    tails = {head: sorted((g[1:] for g in meant if g[0] == head), key=len, reverse=True) for head in heads}
    branches = (f"{head}(?:{'|'.join(map(re.escape, tails[head]))})" for head in heads)
    return re.compile("|".join(branches)), meant
