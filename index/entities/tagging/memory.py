"""Words met so far, each with a number: its features are worked out once, its share of every label's score too.

Bounded: when full it is emptied, and fills again with what the archive holds.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from index.entities.tagging.words import Word

META = ("role", "lower", "shape", "kind", "group", "capitals", "clues", "breaks")
ROLE, LOWER, SHAPE, KIND, GROUP, CAPITALS, CLUES, BREAKS, FIRST_PHRASE = range(9)
EDGE = ""
"""The word before the first and after the last."""
LIMIT = 60_000
"""Words remembered: about 45 MB with their scores."""


class Memory:
    """Word -> number, and tables by that number."""

    def __init__(self, apart: Callable[[str], Word], opens: Callable[[str], bool], limit: int = LIMIT) -> None:
        self._apart, self._opens, self.limit = apart, opens, limit
        self.numbers: dict[str, int] = {}
        self.words: list[Word] = []
        self.meta = np.zeros((1024, len(META) + 1), np.int64)

    def numbered(self, words: list[str]) -> list[int]:
        """The numbers of *words*."""
        known = self.numbers.get
        return [number if (number := known(word)) is not None else self.add(word) for word in words]

    def add(self, word: str) -> int:
        """The number of a word that was not met before."""
        number = self.numbers[word] = len(self.words)
        found = self._apart(word)
        self.words.append(found)
        if number >= len(self.meta):
            self.meta = np.concatenate((self.meta, np.zeros_like(self.meta)))
        self.meta[number, :-1] = [getattr(found, name) for name in META]
        self.meta[number, FIRST_PHRASE] = self._opens(word)
        self.learn(number, found)
        return number

    def learn(self, number: int, word: Word) -> None:
        """Called for every new word; the tagger works out its scores here."""

    def is_full(self) -> bool:
        """Whether it is time to forget."""
        return len(self.words) > self.limit

    def forget(self) -> None:
        """Start again with nothing remembered."""
        self.numbers.clear()
        self.words.clear()


def table(rows: int, width: int) -> npt.NDArray[np.float32]:
    """An empty table of scores."""
    return np.zeros((rows, width), np.float32)
