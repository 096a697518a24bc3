"""What was acknowledged: a plain dict of article id -> body, and the records that make it.

Every version of an article has a word of its own, which no stemmer touches, and every batch has a token that all its
articles share: a search can tell which version it answers from and whether a batch is whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.archives import write_jsonl

Bodies = dict[str, str]
"""Article id -> body."""

_LETTERS = "bcdfghjklm"
_WORD = re.compile(r"\bz[xq][b-m]+\b")


@dataclass(frozen=True, slots=True)
class Batch:
    """The articles of one ``add``: new ones, and new versions of old ones."""

    number: int
    keys: tuple[str, ...]

    @property
    def token(self) -> str:
        """The word that all articles of this batch share."""
        return "zq" + _letters(self.number)

    @property
    def bodies(self) -> Bodies:
        """What the batch brings."""
        return {key: self._body(place) for place, key in enumerate(self.keys)}

    def _body(self, place: int) -> str:
        own = "zx" + _letters(self.number * 1000 + place)
        return f"Wali Kota Bekasi Rahmat Hidayat membuka pasar {own} di gelombang {self.token} pada hari itu."

    def write(self, folder: Path) -> Path:
        """The batch as a file that ``add`` reads."""
        rows: list[dict[str, Any]] = [
            {"id": key, "title": f"Pasar {key} dibuka", "body": body, "source": "kabar.example", "date": "2019-09-03"}
            for key, body in self.bodies.items()
        ]
        return write_jsonl(self.path(folder), rows)

    def path(self, folder: Path) -> Path:
        """Where `write` puts it."""
        return folder / f"batch-{self.number}.jsonl"


def words(states: Iterable[Bodies]) -> frozenset[str]:
    """The own words and tokens of all bodies of *states*."""
    return frozenset(word for state in states for body in state.values() for word in _WORD.findall(body))


def applied(state: Bodies, batches: Sequence[Batch]) -> Bodies:
    """*state* after these batches."""
    for batch in batches:
        state = state | batch.bodies
    return state


def _letters(number: int) -> str:
    return "".join(_LETTERS[int(digit)] for digit in str(number))
