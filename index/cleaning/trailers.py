"""What stands after the last sentence: initials, agency and author lines, tags; taken off from the end inwards."""

from __future__ import annotations

import re
from functools import cache

from index.cleaning.sheet import Sheet
from index.cleaning.words import in_order

LABEL = (
    r"(?:Pewarta|Penulis|Reporter|Editor|Penyunting|Redaktur|Penerjemah|Uploader|Kontributor|Laporan|Source|Via|Sumber)"
)
NAMING = (
    rf"(?:[A-Z0-9@(](?:(?!{LABEL})[^\s:])*|dan|bin|binti|van|der|de|dos|al|el|[&/|-]"
    r"|[a-z0-9-]+\.(?:com|co|id|net)[^\s:]*)"
)
LINES = re.compile(
    rf"(?<!Pilihan )(?:{LABEL}\s?:\s*{NAMING}(?:\s+(?!{LABEL}){NAMING}){{0,9}}\s*){{1,4}}"
    r"(?:COPYRIGHT[^\n]{0,60})?\s*\Z"
)
"""Names only: a sentence after a label is a sentence."""
TAGS = re.compile(
    r"^(?:Tags?|Topik|Kata kunci|TAGS?)\s?:?\s*\n(?:[^\n]{0,60}(?:\n|\Z)){1,60}\Z|^(?:Tags?|TAGS?)\s?:[^\n]{0,300}\Z",
    re.MULTILINE,
)
SENTENCE = r"(?:(?<=[.!?\"”’)\]…])|(?<=[.!?\"”’)\]…]\n)|(?<=[.!?\"”’)\]…] )|(?<=[.!?\"”’)\]…] \n))\s*"
AFTER = r"(?:(?<=[.!?\"”’)\]…:])|(?<=[.!?\"”’)\]…:]\n)|(?<=[.!?\"”’)\]…:] )|(?<=\n)|(?<=\n ))\s*"
INITIALS = re.compile(
    AFTER + r"(?P<cut>\((?=[^)]*[A-Za-z])[A-Za-z0-9]{1,8}(?:\s?/\s?[A-Za-z0-9]{1,8}){1,4}\)"
    r"|(?<=[^\s\w].)\([a-z]{2,6}\)|(?<=[^\s\w])\([a-z]{2,6}\)|\[[A-Za-z0-9/ ]{0,16}\]|\(\*{1,3}\)|\*{3})"
    r"(?P<tags>(?: +[a-z0-9][a-z0-9-]*){1,24})?[\s.]*\Z"
)
OUTLET_DOMAIN = r"[A-Za-z0-9-]+\.(?:com|co\.id|co|id|net|tv)"
NAME = re.compile(SENTENCE + r"(?P<cut>\((?:[A-Z][a-z'’]+\.?(?: |-)?){1,3}\))[\s.]*\Z")
SHOUTED = re.compile(r"(?:\n|(?<=[.!?\"”’]),)\s*(?P<cut>(?=[^\n]*[A-Z]{3})[A-Z][A-Z .,'’|/&-]{2,70})\s*\Z")
SHORT = 4
"""Letters; a shorter outlet in small letters may be an editor: ``(abc/def)``."""
NOT_INITIALS = frozenset(("(tamat)", "(bersambung)", "(habis)", "(selesai)", "(gratis)"))


def cut_trailers(sheet: Sheet) -> None:
    """Take off one after the other for as long as there is one."""
    count = -1
    while count != sheet.count:
        count = sheet.count
        _cut_last(sheet)


def _cut_last(sheet: Sheet) -> None:
    text = sheet.text.rstrip()  # blanks of earlier cuts
    for find in (_tags, _lines, _bracketed, _shouted):
        if found := find(text):
            sheet.cut(*found[0], found[1])
            return


def _tags(text: str) -> tuple[tuple[int, int], str] | None:
    tail = text[-2500:]
    if "ag" not in tail and "AG" not in tail:
        return None
    match = TAGS.search(text, max(0, len(text) - 2500))
    return (match.span(), "residue") if match else None


def _lines(text: str) -> tuple[tuple[int, int], str] | None:
    match = LINES.search(text, max(0, len(text) - 500)) if ":" in text[-500:] else None
    if not match:
        return None
    return match.span(), "agency" if "COPYRIGHT" in match[0] or "Pewarta" in match[0] else "credit"


def _bracketed(text: str) -> tuple[tuple[int, int], str] | None:
    """Initials may have tags behind them, which go first."""
    tail = text[-300:]
    if not any(mark in tail for mark in ")]*"):
        return None
    start = max(0, len(text) - 300)
    if match := _agency().search(text, start):
        return match.span("cut"), "agency"
    if (match := INITIALS.search(text, start)) and match["cut"] not in NOT_INITIALS:
        return (match.span("tags"), "residue") if match["tags"] else (match.span("cut"), "initials")
    if (match := NAME.search(text, start)) and text[: match.start()].strip():
        return match.span("cut"), "credit"
    return None


def _shouted(text: str) -> tuple[tuple[int, int], str] | None:
    if not text.rstrip()[-1:].isupper():
        return None
    match = SHOUTED.search(text, max(0, len(text) - 120))
    if not match or text[: match.start()].isupper() or text[: match.start()].rstrip().endswith(":"):
        return None
    return match.span("cut"), "credit"


@cache
def _agency() -> re.Pattern[str]:
    short = "|".join(re.escape(name) for name in in_order("agencies") if len(name) <= SHORT)
    long = "|".join(re.escape(name) for name in in_order("agencies") if len(name) > SHORT)
    one = rf"(?:{short}|(?i:{long}|dtk|dtc|rmol|detik|{OUTLET_DOMAIN}))"
    return re.compile(
        AFTER
        + rf"(?P<cut>[(\[](?:[Ss]umber\s?:\s?)?{one}(?:\s?[/|,]\s?(?:{one}|[A-Za-z]{{1,12}})){{0,3}}[)\]])[\s.]*\Z"
    )
