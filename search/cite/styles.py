"""A citation for people, in the three styles that Indonesian universities ask for, with Indonesian words.

An entry of a bibliography for an article of a newspaper, as pieces of text of which True marks italics. APA 7, MLA 9,
Chicago 17 (notes and bibliography); "t.t." stands for *n.d.*, "dkk." for *et al.*
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from babel.dates import format_date

from search.cite.citation import Author, Citation

Pieces = tuple[tuple[str, bool], ...]


def apa(cited: Citation) -> Pieces:
    """``Lestari, D., & Sari. (2022, 15 September). Judul. *Warta*. https://…``"""
    day = f"{cited.day.year}, {_day(cited.day, 'd MMMM')}" if cited.day else _known(cited, "y, MMMM") or "t.t."
    names = [_with_initials(author) for author in cited.authors]
    who = _ended(_listed(names, ", & ", "& "))
    what = _ended(_titled(cited))
    begin = f"{who} ({day}). {what} " if who else f"{what} ({day}). "
    return _tidy((begin, False), (cited.source, True), (". " if cited.source else "", False), (cited.url, False))


def mla(cited: Citation, accessed: dt.date | None = None) -> Pieces:
    """``Lestari, Dian, dan Sari. "Judul." *Warta*, 15 September 2022, https://…. Diakses 1 Okt. 2022.``"""
    who = _inverted(cited.authors, most=2)
    rest = ", ".join(filter(None, (_day(cited.day, "d MMMM y") or _known(cited, "MMMM y"), cited.url)))
    joint = ", " if cited.source and rest else "." if cited.source else ""
    seen = f" Diakses {_day(accessed, 'd MMMM y')}." if accessed else ""
    begin = f"{_ended(who)} “{_ended(_titled(cited))}” "
    return _tidy((begin, False), (cited.source, True), (f"{joint}{_ended(rest)}{seen}", False))


def chicago(cited: Citation) -> Pieces:
    """``Lestari, Dian, dan Sari. "Judul." *Warta*, 15 September 2022. https://….``; unsigned ones under the source."""
    who = _inverted(cited.authors, most=3)
    day = _ended(_day(cited.day, "d MMMM y") or _known(cited, "MMMM y") or "t.t.")
    what = f"“{_ended(_titled(cited))}” "
    end = f" {cited.url}." if cited.url else ""
    if who or not cited.source:
        joint = ", " if cited.source else ""
        return _tidy((f"{_ended(who)} {what}", False), (cited.source, True), (f"{joint}{day}{end}", False))
    return _tidy((cited.source, True), (f". {what}{day}{end}", False))


def _titled(cited: Citation) -> str:
    return cited.title or "[Tanpa judul]"


def _day(day: dt.date | None, pattern: str) -> str:
    return format_date(day, pattern, locale="id") if day else ""


def _known(cited: Citation, pattern: str) -> str:
    """The month or the year that is known."""
    year, month = cited.known[:4], cited.known[5:]
    return _day(dt.date(int(year), int(month), 1), pattern) if month else year


def _with_initials(author: Author) -> str:
    initials = " ".join(f"{word[0].upper()}." for word in author.given.split())
    return f"{author.family}, {initials}" if initials else author.family


def _inverted(authors: Sequence[Author], most: int) -> str:
    """The first by family name, the others as they are called; more than *most* are "dkk."."""
    if not authors:
        return ""
    first = f"{authors[0].family}, {authors[0].given}" if authors[0].given else authors[0].family
    if len(authors) > most:
        return f"{first}, dkk."
    return _listed([first, *(f"{a.given} {a.family}".strip() for a in authors[1:])], ", dan ", "dan ")


def _listed(names: Sequence[str], of_two: str, before_last: str) -> str:
    if len(names) < 3:
        return of_two.join(names)
    return f"{', '.join(names[:-1])}, {before_last}{names[-1]}"


def _ended(text: str) -> str:
    """With a full stop, unless it has an end."""
    return text if not text or text.endswith((".", "?", "!", "…")) else f"{text}."


def _tidy(*pieces: tuple[str, bool]) -> Pieces:
    """Without empty pieces, and without space at either end."""
    kept = [(text, is_italic) for text, is_italic in pieces if text.strip() or (text and not is_italic)]
    if not kept:
        return ()
    kept[0] = (kept[0][0].lstrip(), kept[0][1])
    kept[-1] = (kept[-1][0].rstrip(), kept[-1][1])
    return tuple((text, is_italic) for text, is_italic in kept if text)
