"""Tokens -> the spans that are names, by the trained model; numpy only, bounded memory."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from index.entities.tagging import artefact, chains
from index.entities.tagging.context import PLACES, Scene, scene
from index.entities.tagging.knowledge import Knowledge, knowledge
from index.entities.tagging.memory import Memory
from index.entities.tagging.words import Word, taken_apart
from index.entities.tokens import Tokens

Span = tuple[int, int, str]
_GROWTH = 4096
CAUTION = np.float32(1.0)
"""Added to the score of being no name at all: on held-out articles a doubtful name is wrong more often than right."""


class Tagger(Memory):
    """A model at work: it remembers the words it met."""

    def __init__(self, model: artefact.Model, known: Knowledge) -> None:
        super().__init__(
            lambda word: taken_apart(word, known, model.lexemes),
            lambda word: (word.capitalize() if word.isupper() and len(word) > 3 else word) in known.phrases,
        )
        self.model, self.known = model, known
        self.rows = model.words.reshape(len(model.features), -1)
        self.pairs = model.pairs.astype(np.float32) * np.float32(model.unit[1])
        self.table = self._empty()

    def _empty(self) -> npt.NDArray[np.float32]:
        return np.zeros((_GROWTH, PLACES, chains.N), np.float32)

    def learn(self, number: int, word: Word) -> None:
        """Add up the weights of a new word's features; the last row stays empty, for what lies beyond the edges."""
        if number >= len(self.table) - 1:
            self.table = np.concatenate((self.table, self._empty()))
        found = [row for feature in word.features if (row := self.model.features.get(feature)) is not None]
        total = self.rows[found].sum(0, dtype=np.int32) * np.float32(self.model.unit[0])
        self.table[number] = total.reshape(PLACES, chains.N)

    def forget(self) -> None:
        """Start again with nothing remembered."""
        super().forget()
        self.table = self._empty()

    def spans(self, text: Tokens) -> list[Span]:
        """First token, token after the last, and type of every name of *text*."""
        found = self.scene(text)
        if found is None:
            return []
        labels = chains.best(self.scores(found), found.starts, self.model.moves)
        return chains.spans(labels, found.at)

    def scene(self, text: Tokens) -> Scene | None:
        """The tokens of *text* that can be part of a name, and what is known of them."""
        if self.is_full():
            self.forget()
        ids = np.array(self.numbered(text.words), np.int64)
        in_title = np.arange(len(ids)) < text.n_title
        return scene(ids, in_title, text.words, self.meta[ids], self.known)

    def scores(self, found: Scene) -> npt.NDArray[np.float32]:
        """The score of every label for every candidate."""
        total = found.facts @ self.model.facts
        total += self.table[found.around, np.arange(PLACES)[:, None]].sum(0)
        total += self.pairs[self.model.buckets[found.pairs]].sum(1)
        total[:, 0] += CAUTION
        return total


@cache
def tagger() -> Tagger:
    """The committed model, loaded on first use."""
    return Tagger(artefact.load(), knowledge())
