"""Where a story was filed from: ``JAKARTA, KOMPAS.com -``, ``Jakarta (ANTARA) -``, ``Liputan6.com, Jakarta -``.

What stands before the first dash is split into parts; which is the place and which the outlet, ``filed`` decides.
"""

from __future__ import annotations

import re

from index.article import Dateline
from index.cleaning.filed import Part, filed, is_place
from index.cleaning.outlets import DOMAIN, LIKELY, likeness
from index.cleaning.sheet import Sheet

LONGEST = 120
MAX_ENDS = 4
DASH = r"(?:\s*(?:--+|[–—])\s*|\s*-\s+|\s+-\s*)"
STRICT_DASH = re.compile(r"(?:\s+[-–—]+\s+|[–—]\s+|\s+--+\s*)\Z")
"""What a dash must look like where no outlet tells that this is a dateline."""
END = re.compile(rf"(?:(?<=\))\.)?{DASH}|\s*:\s*|(?<=[A-Z])\.\s+")
SPLIT = re.compile(rf"({DASH}|[,()])")
DATE = re.compile(r"(?<=[\w)]) +(?=\(?[0-9]{1,2}/[0-9]{1,2})")
LED = re.compile(rf"({DOMAIN}|KBRN|ANTARA(?! News))[ .]+(?!(?i:id)\b)(?=[A-Z])")
TRAILED = re.compile(rf"(?<=\w) +(?={DOMAIN}\Z)")
SPLIT_DOMAIN = re.compile(r"(?<=\w)(?:\. ?|, ?)(?=(?i:com|co)\b)")
FULL_STOP = re.compile(r"(?<!\.[A-Z])\.\Z")
"""No part of a name, as the last of ``D.C.`` is."""
STORY = re.compile(r"[\"“”'‘(\[]*[A-Z0-9]")
RESIDUE = re.compile(r"[\s,.]*(?:(?:--?|[–—])[\s,]*)+|[\s]*,[\s,.]*")
"""What is left at the very beginning when the dateline was a link and is lost: a dash, commas, or both."""
BYLINE = re.compile(
    r"Laporan (?:Wartawan|Reporter|Jurnalis|Kontributor|Koresponden) [^,\n]{3,40},\s*"
    rf"(?:[A-Z](?:[a-z'’]+\.?\s?|\.\s?|[A-Z]{{0,2}}\s)){{1,5}}(?={DOMAIN}|[A-Z]{{4,}}[ ,])"
)
"""Who reported it, before the dateline: ``Laporan Wartawan Tribunnews.com, Budi Santoso``."""
LIST_ITEM = re.compile(r"\n\s*[-–—]")


def cut_dateline(sheet: Sheet, own: frozenset[str]) -> Dateline | None:
    """Take the dateline off the beginning; None where there is none, or it names no place. *own*: see ``own_names``."""
    if byline := BYLINE.match(sheet.text, _beginning(sheet)):
        sheet.cut(*byline.span(), "credit", " ")
    start = _beginning(sheet)
    length, dateline = _read(sheet.text[start:], own)
    sheet.cut(start, start + length, "dateline", " ")
    residue = RESIDUE.match(sheet.text, _beginning(sheet))
    if residue and not LIST_ITEM.search(sheet.text, residue.end()):
        sheet.cut(*residue.span(), "residue", " ")
    return dateline if dateline and dateline.place else None


def _beginning(sheet: Sheet) -> int:
    return len(sheet.text) - len(sheet.text.lstrip())


def _read(text: str, own: frozenset[str]) -> tuple[int, Dateline | None]:
    """The longest dateline at the beginning of a text, and its length."""
    head = text[:LONGEST]
    for end in [match for _, match in zip(range(MAX_ENDS), END.finditer(head), strict=False)][::-1]:
        parts = _parts(head[: end.start()])
        dateline = filed(parts, own, text) if parts else None
        if dateline and _may_end(dateline, parts, end[0], text[end.end() :], own):
            return end.end(), dateline
    return 0, None


def _parts(printed: str) -> tuple[Part, ...]:
    """What commas, brackets and dashes separate; an outlet and a place side by side are two parts as well."""
    printed = TRAILED.sub(",", LED.sub(r"\1,", DATE.sub(",", SPLIT_DOMAIN.sub(".", printed))))
    pieces = SPLIT.split(printed)
    return tuple(
        Part(FULL_STOP.sub("", text.strip()), before == "(", bool(re.fullmatch(DASH, before)))
        for before, text in zip(["", *pieces[1::2]], pieces[::2], strict=True)
        if text.strip(" .\n")
    )


def _may_end(dateline: Dateline, parts: tuple[Part, ...], mark: str, story: str, own: frozenset[str]) -> bool:
    """Whether the mark behind a dateline may end one such as this."""
    if mark.strip() == ".":
        return any(part.after_dash for part in parts)
    if not dateline.agency:
        first = re.split(r"[\s,]", story.strip(), maxsplit=1)[0]
        road = is_place(first) and first != dateline.place  # "Jakarta - Bandung macet"
        clear = STRICT_DASH.match(mark) or (parts[0].text.isupper() and "-" in mark and STORY.match(story))
        return bool(clear) and not road
    in_brackets = any(part.in_brackets for part in parts)
    told = is_place(dateline.place) and likeness(dateline.agency, in_brackets, own) >= LIKELY
    if ":" in mark:
        return told
    return told or not dateline.place or STORY.match(story) is not None
