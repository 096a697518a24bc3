"""The archive's words, read once for a generation: what patterns, misspelt words and beginnings stand for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from search.evaluate.vocabulary import Ordinals, Shapes, beginning, like, most_frequent, shapes, within
from search.query.tree import Fuzzy, Prefix, Wildcard

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class WordTable:
    """See search.evaluate.postings.Vocabulary."""

    words: list[str]
    """In the order of their bytes."""
    documents: Ints

    def __len__(self) -> int:
        return len(self.words)

    def __getitem__(self, place: int) -> str:
        return self.words[place]

    @cached_property
    def _encoded(self) -> list[bytes]:
        return [word.encode("utf-8", "surrogatepass") for word in self.words]

    @cached_property
    def starts(self) -> Ints:
        """Where each word begins in *data*."""
        return np.array([*accumulate((len(word) + 1 for word in self._encoded), initial=0)], np.int64)

    @cached_property
    def data(self) -> npt.NDArray[np.uint8]:
        """All words, a line feed after each."""
        return np.frombuffer(b"".join(word + b"\n" for word in self._encoded), np.uint8)

    @cached_property
    def _shapes(self) -> Shapes:
        return shapes(self) if self.words else (np.zeros(0, np.uint32), np.zeros(0, np.uint8))

    def range_of(self, prefix: str) -> range:
        """The places of the words that begin so."""
        first = prefix.encode("utf-8", "surrogatepass")
        return range(self._before(first), self._before(first + b"\xff" * 4))

    def articles(self, word: str) -> int:
        """How many articles hold it, or a few more."""
        place = self._before(word.encode("utf-8", "surrogatepass"))
        return int(self.documents[place]) if self.words[place : place + 1] == [word] else 0

    def near(self, word: str, edits: int) -> Ordinals:
        """Those that at most *edits* letters set apart."""
        return within(self, word, edits, self._shapes) if self.words else np.zeros(0, np.int64)

    def forms(self, node: Prefix | Wildcard | Fuzzy, text: str, most: int) -> tuple[tuple[str, ...], int]:
        """What *node*, whose folded letters are *text*, stands for: of many the *most* frequent; and how many."""
        match node:
            case Prefix():
                places = beginning(self, text)
            case Wildcard():
                places = like(self, text)
            case Fuzzy():
                places = self.near(text, node.edits)
        return most_frequent([self], [places], most)

    def _before(self, wanted: bytes) -> int:
        return int(np.searchsorted(self._sorted, np.bytes_(wanted))) if self.words else 0

    @cached_property
    def _sorted(self) -> npt.NDArray[np.bytes_]:
        return np.array(self._encoded, dtype=np.bytes_)
