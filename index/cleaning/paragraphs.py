"""Paragraph breaks that a scraper lost, restored where they are certain. Only commas and white space change here.

Two habits are undone: the parts of a page joined with commas (``tahun.,Kepala dinas``, ``dikutip dari,,Senin``), and
paragraphs joined with nothing (``tahun.Kepala dinas``).
"""

from __future__ import annotations

import re

OPENING = r"A-Z\"“‘'(\[0-9"
END = r"(?:[a-z0-9)\]%”’\"]{2}[.?!…][\"”’)]{0,2}|[a-z0-9][.?!][\"”])"

ENDED = re.compile(rf"{END}\Z")
TIGHT_COMMA = re.compile(rf",(?=[{OPENING}])(?![A-Z][A-Za-z]{{0,3}}\.)")
"""After a sentence's end: no one writes a comma there with no space after it, but for degrees: ``M.Hum.,Ph.D.``"""
RUN = re.compile(", *,[ ,]*")
"""Commas with nothing between them: the text of a link, a picture or a paragraph break is gone."""
AFTER_MARK = re.compile(r"(?<=:)[^\S\n]*,[^\S\n]*(?=[A-Z\"“\[\n]|\Z)")
POINTER = r"(?:Baca|BACA|Lihat|Simak) (?:[Jj]uga|JUGA)"
BEFORE_POINTER = re.compile(rf",(?={POINTER})")
AFTER_POINTER = re.compile(rf"{POINTER}\s*\Z")
LOOSE_COMMA = re.compile(" +,")

GLUED = re.compile(
    r"(?:[.?!…](?<=[a-z)\]%\"”’0-9].)|[.?!,](?<=[a-z0-9].)[\"”’])"
    r"(?=[\"“]?[A-Z][a-z]+[ ,])(?!(?:Com|Co|Id|Net|Org|Tv)\b)",
)
BEFORE_GLUE = re.compile(r"(?:^|[\s(\"“])(?:[A-Z][A-Za-z]{0,3}|drs?|dra|tgl|no|jln?|hal|kec|kab)\.$")
"""An abbreviation or a title of office, not the end of a sentence: ``Prof.Budi``, ``Jl.Merdeka``."""


def restored(text: str) -> str:
    """*text* with a line feed where a paragraph certainly began."""
    return _without_glue(_without_joints(text) if "," in text else text)


def _joints(text: str) -> list[int]:
    places = (match.start() for match in TIGHT_COMMA.finditer(text))
    return [place for place in places if ENDED.search(text[max(0, place - 6) : place])]


def _without_joints(text: str) -> str:
    text = RUN.sub(lambda run: _filled(run.string, run), text)
    if " ," in text:
        text = LOOSE_COMMA.sub(",", text)
    text = AFTER_MARK.sub("\n", BEFORE_POINTER.sub("\n", text))
    for place in _joints(text):
        text = f"{text[:place]}\n{text[place + 1 :]}"
    return text


def _filled(text: str, run: re.Match[str]) -> str:
    """A break between sentences; within one, a single comma that shows where something is missing."""
    before, after = text[: run.start()].rstrip(" ")[-3:], text[run.end() : run.end() + 1]
    if not before or not after or AFTER_POINTER.search(text[max(0, run.start() - 14) : run.start()]):
        return "\n"
    is_ended = before.rstrip("\"”’')]")[-1:] in (".", "?", "!", "…", ":") or before[-1] in ("”", ":")
    return "\n" if is_ended and not after.islower() and after not in ",.;:" else ", "


def _without_glue(text: str) -> str:
    places = [m.end() for m in GLUED.finditer(text) if not BEFORE_GLUE.search(text[max(0, m.end() - 7) : m.end()])]
    parts = [text[start:end] for start, end in zip([0, *places], [*places, len(text)], strict=True)]
    return "\n".join(parts)
