"""A text under scissors: what is cut is kept, and its place filled with blanks, so that offsets stay true."""

from __future__ import annotations

import re
from collections.abc import Callable

from index.article import Removed

BREAK = "\n"
"""Filler where a paragraph ends."""
SPACE = " "
"""Filler within a sentence."""
NOTHING = "\0"
"""Filler within a word; taken out when the text is read off."""

MAX_CUTS = 1000
"""Each single cut copies the text; no article has as many, and a text made to have them must not cost minutes."""

BLANKS = re.compile(" {2,}")
BREAKS = re.compile("\n[ \n]+")


class Sheet:
    """Lives while one text is cleaned. Nothing leaves it but through ``cut``."""

    def __init__(self, text: str) -> None:
        self.original = text
        self.text = text
        """What is left, as long as the text was."""
        self._lowered, self._lowered_of = "", ""
        self._cuts: list[tuple[int, int, Removed]] = []

    def cut(self, start: int, end: int, kind: str, filler: str = BREAK) -> None:
        """Take out a stretch; blanks alone are not worth noting."""
        if self.count < MAX_CUTS and self._note(start, self.text[start:end], kind):
            self.text = self.text[:start] + filler * (end - start) + self.text[end:]

    def _note(self, start: int, piece: str, kind: str) -> bool:
        end = start + len(piece)
        piece = piece.replace(NOTHING, "")
        if piece.strip():
            self._cuts.append((start, end, Removed(kind, tidy(piece))))
            return True
        return False

    @property
    def lowered(self) -> str:
        """What is left, in small letters, for cheap questions before dear patterns."""
        if self._lowered_of is not self.text:
            self._lowered, self._lowered_of = self.text.lower(), self.text
        return self._lowered

    def holds(self, *words: str) -> bool:
        """Whether any of these lower-case words is there in any case: a cheap question before a dear pattern."""
        lowered = self.lowered
        return any([word in lowered for word in words])  # noqa: C419 (half the time of a generator, for so few words)

    def cut_all(self, pattern: re.Pattern[str], kind: str, filler: str = BREAK) -> None:
        """Take out every match, in one go."""
        self.cut_each(pattern, kind, lambda _: filler)

    def cut_each(self, pattern: re.Pattern[str], kind: str, filler: Callable[[re.Match[str]], str]) -> None:
        """Take out every match, each with a filler of its own."""

        def blank(match: re.Match[str]) -> str:
            return filler(match) * len(match[0]) if self._note(match.start(), match[0], kind) else match[0]

        self.text = pattern.sub(blank, self.text)

    @property
    def count(self) -> int:
        """How many pieces have been cut out."""
        return len(self._cuts)

    def removed(self) -> tuple[Removed, ...]:
        """What was cut out, in the order of the text."""
        return tuple(removed for _, _, removed in sorted(self._cuts, key=lambda cut: cut[0]))

    def spans(self) -> tuple[tuple[int, int, str], ...]:
        """Where in the text it was cut out, and its kind, in the same order."""
        return tuple((start, end, cut.kind) for start, end, cut in sorted(self._cuts, key=lambda cut: cut[0]))

    def left(self) -> str:
        """What is left, with the blanks of the cuts."""
        return self.text.replace(NOTHING, "")

    def read_off(self) -> str:
        """What is left: one space between words, one line feed between paragraphs."""
        return tidy(self.left())


def tidy(text: str) -> str:
    """Blanks in their least form: single spaces, single line feeds, none at the ends."""
    text = BLANKS.sub(" ", text).strip()
    return BREAKS.sub("\n", text.replace(" \n", "\n")) if "\n" in text else text
