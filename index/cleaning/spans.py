"""Where in the text as it came each piece stood that was cut out: what a reader is shown of the cleaning.

Cleaning repairs characters and breaks paragraphs before it cuts, so offsets move; letters and digits stay in their
order, and are what the texts are laid beside each other by.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from index.article import RawArticle
from index.cleaning.accepted import NONE, Accepted
from index.cleaning.article import sheets
from index.cleaning.characters import ENTITY
from index.cleaning.sheet import Sheet

LETTER = re.compile(r"[A-Za-z0-9]")
"""ASCII alone: of these no other was ever garbled, nor were they made of others."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A piece of the raw body that is not part of the story: ``raw.body[start:end]``."""

    kind: str
    """As in article.Removed."""
    start: int
    end: int


def cuts(raw: RawArticle, accepted: Accepted = NONE) -> tuple[Cut, ...]:
    """What cleaning takes out of the body of *raw*, in its order.

    Empty where the texts cannot be laid beside each other: entities that stand for letters. ``removed`` has it all.
    """
    page, sheet, _ = sheets(raw, accepted)
    return laid(raw.body, page, sheet)


def laid(body: str, page: Sheet, sheet: Sheet) -> tuple[Cut, ...]:
    """The cuts of both sheets, where *body* has them."""
    whole = _letters(ENTITY.sub(lambda match: " " * len(match[0]), body))
    on_page = _letters(page.original)
    if [body[at] for at in whole] != [page.original[at] for at in on_page]:
        return ()
    found = [_cut(body, whole, range(len(whole)), page, span) for span in page.spans()]
    marked_up = {n for start, end, _ in page.spans() for n in range(*_between(on_page, start, end))}
    kept = [n for n in range(len(whole)) if n not in marked_up]
    if len(kept) == len(_letters(sheet.original)):
        found += [_cut(body, whole, kept, sheet, span) for span in sheet.spans()]
    return tuple(sorted(found, key=lambda cut: (cut.start, cut.end)))


def _cut(body: str, whole: list[int], kept: range | list[int], sheet: Sheet, span: tuple[int, int, str]) -> Cut:
    """One span of *sheet*, whose letters are those *kept* of the *whole*."""
    start, end, kind = span
    first, last = _between(_letters(sheet.original), start, end)
    before = whole[kept[first - 1]] + 1 if first else 0
    after = whole[kept[last]] if last < len(kept) else len(body)
    if first == last:
        return Cut(kind, *_stripped(body, before, after))
    head = LETTER.search(sheet.original, start)
    lead = len(sheet.original[start : head.start() if head else start].lstrip())
    tail = len(sheet.original[start:end].rstrip()) - 1
    while tail > 0 and not LETTER.match(sheet.original[start + tail]):
        tail -= 1
    trail = len(sheet.original[start + tail + 1 : end].rstrip())
    return Cut(
        kind,
        max(before, whole[kept[first]] - lead),
        min(after, whole[kept[last - 1]] + 1 + trail),
    )


def _letters(text: str) -> list[int]:
    return [match.start() for match in LETTER.finditer(text)]


def _between(places: list[int], start: int, end: int) -> tuple[int, int]:
    return bisect_left(places, start), bisect_left(places, end)


def _stripped(body: str, start: int, end: int) -> tuple[int, int]:
    piece = body[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()) if piece.strip() else start
