"""Where a story was filed from: ``JAKARTA, KOMPAS.com -``, ``Jakarta (ANTARA) -``, ``Liputan6.com, Jakarta -``.

A dateline needs an outlet that can be told (listed, or written like a domain), or a place from the list of places.
"""

from __future__ import annotations

import re
from functools import cache

from index.article import Dateline
from index.cleaning.sheet import Sheet
from index.cleaning.words import in_order, listed

LONGEST = 120
WORD = r"[A-Z][\w'’.-]*"
PLACE = rf"{WORD}(?: +\(?{WORD}\)?){{0,3}}"
PLACES = rf"{PLACE}(?:\s*,\s*{PLACE}){{0,2}}"
DOMAIN = r"[A-Za-z][A-Za-z0-9-]*[.,] ?(?i:com|co(?:\.id)?|id|tv|net|news)\b"
DAY = r"(?:\s*,?\s*\(?[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{2,4})?\)?)?"
DASH = r"(?:\s*(?:--+|[–—])\s*|\s*-\s+|\s+-\s*)"
COLON = r"\s*:\s*"
RESIDUE = re.compile(r"[\s,.]*(?:(?:--?|[–—])[\s,]*)+|[\s]*,[\s,.]*")
"""What is left at the very beginning when the dateline was a link and is lost: a dash, commas, or both."""
BYLINE = re.compile(
    r"Laporan (?:Wartawan|Reporter|Jurnalis|Kontributor|Koresponden) [^,\n]{3,40},\s*(?:[A-Z][a-z'’.]*\s?){1,5}"
    rf"(?={DOMAIN}|[A-Z]{{4,}}[ ,])"
)
"""Who reported it, before the dateline: ``Laporan Wartawan Tribunnews.com, Budi Santoso``."""
LIST_ITEM = re.compile(r"\n\s*[-–—]")
UPPER = frozenset(("AS", "DC", "DI", "DIY", "DKI", "LA", "NTB", "NTT", "UEA", "USA", "UK"))


def cut_dateline(sheet: Sheet) -> Dateline | None:
    """Take the dateline off the beginning; None where there is none, or it names no place."""
    if byline := BYLINE.match(sheet.text, _beginning(sheet)):
        sheet.cut(*byline.span(), "credit", " ")
    start = _beginning(sheet)
    head = sheet.text[start : start + LONGEST]
    found = ((m.end(), d) for pattern in _patterns() if (m := pattern.match(head)) and (d := _dateline(m, head)))
    end, dateline = next(found, (0, None))
    sheet.cut(start, start + end, "dateline", " ")
    residue = RESIDUE.match(sheet.text, _beginning(sheet))
    if residue and not LIST_ITEM.search(sheet.text, residue.end()):
        sheet.cut(*residue.span(), "residue", " ")
    return dateline if dateline and dateline.place else None


def _beginning(sheet: Sheet) -> int:
    return len(sheet.text) - len(sheet.text.lstrip())


def _dateline(match: re.Match[str], head: str) -> Dateline | None:
    groups = match.groupdict()
    if re.search(DOMAIN, groups.get("place") or ""):
        return None
    place, agency = groups.get("place") or "", groups.get("agency") or ""
    if "known" in groups and not _is_place(place):
        return None
    if not agency and _is_place(re.split(r"[\s,]", head[match.end() :].strip(), maxsplit=1)[0]):
        return None  # "Jakarta - Bandung macet" is a road
    return Dateline(_title_case(place.strip(" -–—,")), " ".join(agency.split()))


def _is_place(printed: str) -> bool:
    parts = [" ".join(part.split()).casefold() for part in printed.split(",")]
    return any(part.removeprefix("kota ").removeprefix("kabupaten ") in _places() for part in parts)


def _title_case(place: str) -> str:
    """Shouted words as names; what was not shouted stays."""
    place = re.sub(r"\s*,\s*", ", ", " ".join(place.split()))
    if not place.isupper():
        return place
    return re.sub(r"[^\s,.()-]+", lambda word: word[0] if word[0] in UPPER else word[0].capitalize(), place)


@cache
def _places() -> frozenset[str]:
    return frozenset(place.casefold() for place in listed("places"))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    names = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in in_order("agencies"))
    named = rf"(?i:{names})(?:/[A-Z]+)?(?!\w)"
    agency = rf"(?P<agency>{DOMAIN}|{named})"
    shouted = r"(?P<agency>[A-Z]{2,}(?:[ .][A-Za-z]+)?)"
    place = rf"(?P<place>{PLACES}?)"
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"{place}\s*,?\s*\(\s*{agency}\s*\)\s*{DAY}\s*(?:{DASH}|{COLON})",
            rf"{place}\s*,\s*{agency}{DAY}(?:{DASH}|{COLON})",
            rf"{place}{DAY}\s*\(\s*{agency}\s*\)(?:{DASH})",
            rf"{place}\s+(?P<agency>{DOMAIN}){DAY}{DASH}",
            rf"{agency}\s*[,.]?\s*{place}{DAY}(?:{DASH}|{COLON})",
            rf"{agency}{DAY}{DASH}(?P<place>[A-Z][A-Z .,]+){DASH}",
            rf"{agency}{DAY}{DASH}",
            rf"(?P<known>){place}\s*(?:,\s*{shouted}|\(\s*{shouted.replace('agency', 'paper')}\s*\)){DAY}{DASH}",
            rf"(?P<known>){place}{DAY}(?:\s+[-–—]+\s+|[–—]\s+|\s+--+\s*)",
        )
    )
